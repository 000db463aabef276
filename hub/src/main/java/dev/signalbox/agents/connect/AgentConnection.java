package dev.signalbox.agents.connect;

import dev.signalbox.agents.settings.Plan;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * How one agent at one place, a user's or a project's, comes to report to a hub, and how that is
 * undone. Every method may throw {@link dev.signalbox.agents.settings.SettingsException} when a
 * file is not as the agent has it; nothing is changed then.
 */
public sealed interface AgentConnection permits HookConnection, PluginConnection {
  /** The file that decides. */
  Path settings();

  /** The hub that it reports to; empty when it is not connected. */
  Optional<String> hub();

  /** Whether its own prompts can wait for an answer from the hub before they are shown. */
  boolean canHold();

  /**
   * The same, with prompts that wait for so long; when nobody says, they do as before.
   *
   * @param seconds 0 to show them at once
   */
  AgentConnection holding(int seconds);

  /** What has to change so that it reports to this hub; nothing when it does. */
  Plan connect(URI hub, Telemetry telemetry);

  /**
   * What takes ours out again: the file of before, to the byte, when nothing else has changed
   * since; else the file of now without ours.
   */
  Plan disconnect();

  /** How it is told to send telemetry. */
  TelemetryState telemetry();

  /** What telemetry to this hub takes, for somebody who sets it by hand. */
  String telemetryByHand(URI hub);

  /** What keeps a connected agent from reporting, a sentence each. */
  List<String> obstacles();
}
