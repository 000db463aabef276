package dev.signalbox.agents.connect;

import dev.signalbox.agents.settings.FileChange;
import dev.signalbox.agents.settings.JsonText;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/**
 * Where an agent is told to send telemetry. Like its hooks, ours are added after all others, and
 * taken out exactly; somebody's own are left alone.
 */
sealed interface TelemetrySettings permits TelemetryFields, TelemetryLines, NoTelemetry {

  /** Whether the agent neither prints anything nor ends late for it while the hub is away. */
  boolean isHarmless();

  /** Whether ours are there. */
  boolean areOurs(JsonText settings, Path folder);

  /** Whether there are others, so that ours are not added. */
  boolean areOthers(JsonText settings, Path folder);

  default TelemetryState state(JsonText settings, Path folder) {
    if (areOthers(settings, folder)) {
      return TelemetryState.OTHERS;
    }
    if (areOurs(settings, folder)) {
      return TelemetryState.OURS;
    }
    return isHarmless() ? TelemetryState.HARMLESS : TelemetryState.HARMFUL;
  }

  /** What would be added, for somebody who does it by hand. */
  String byHand(URI hub);

  /** The settings that also hold the hooks, with ours for this hub. */
  default JsonText into(JsonText settings, URI hub) {
    return settings;
  }

  /** The same settings without ours. */
  default JsonText outOf(JsonText settings) {
    return settings;
  }

  /** The files beside those settings, with ours for this hub. */
  default List<FileChange> into(Path folder, URI hub) {
    return List.of();
  }

  /** The same files without ours. */
  default List<FileChange> outOf(Path folder) {
    return List.of();
  }
}
