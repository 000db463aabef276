package dev.signalbox.agents.connect;

import dev.signalbox.agents.script.HookScript;
import dev.signalbox.agents.settings.FileChange;
import dev.signalbox.agents.settings.FileChange.Kind;
import dev.signalbox.agents.settings.Plan;
import dev.signalbox.agents.settings.SettingsException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Connects an agent by a plugin, a file of our own that it loads. */
final class PluginConnection implements AgentConnection {
  private final PluginText plugin;
  private final Place place;

  PluginConnection(PluginText plugin, Place place) {
    this.plugin = plugin;
    this.place = place;
  }

  @Override
  public Path settings() {
    return place.settings();
  }

  @Override
  public Optional<String> hub() {
    return FileChange.text(place.settings()).flatMap(PluginText::hub);
  }

  /** The prompt is shown, and answered from the hub, at the same time. */
  @Override
  public boolean canHold() {
    return false;
  }

  @Override
  public AgentConnection holding(int seconds) {
    return this;
  }

  /** The plugin itself tells tokens and cost. */
  @Override
  public TelemetryState telemetry() {
    return TelemetryState.IMPOSSIBLE;
  }

  @Override
  public String telemetryByHand(URI hub) {
    return "";
  }

  @Override
  public List<String> obstacles() {
    return List.of();
  }

  @Override
  public Plan connect(URI hub, Telemetry telemetry) {
    FileChange.text(place.settings())
        .filter(it -> !PluginText.isOurs(it))
        .ifPresent(_ -> {
          throw new SettingsException(
              "Expected %s to be Signalbox's own or not there, but it is somebody else's. Nothing was"
                      .formatted(place.settings())
                  + " changed");
        });
    return Plan.of(
        place.settings(),
        FileChange.to(Optional.of(HookScript.text()), place.script(), Kind.SCRIPT),
        FileChange.to(Optional.of(plugin.text(hub)), place.settings(), Kind.PLUGIN));
  }

  @Override
  public Plan disconnect() {
    Optional<String> present = FileChange.text(place.settings());
    if (present.filter(PluginText::isOurs).isEmpty()) {
      return Plan.of(place.settings());
    }
    return Plan.of(
        place.settings(),
        FileChange.to(Optional.empty(), place.settings(), Kind.PLUGIN),
        FileChange.to(
            FileChange.text(place.script()).filter(script -> !HookScript.isOurs(script)),
            place.script(),
            Kind.SCRIPT));
  }
}
