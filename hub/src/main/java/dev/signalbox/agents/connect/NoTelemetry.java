package dev.signalbox.agents.connect;

import dev.signalbox.agents.settings.JsonText;
import java.net.URI;
import java.nio.file.Path;

/** An agent whose settings cannot send telemetry anywhere. */
record NoTelemetry() implements TelemetrySettings {
  @Override
  public boolean isHarmless() {
    return true;
  }

  @Override
  public boolean areOurs(JsonText settings, Path folder) {
    return false;
  }

  @Override
  public boolean areOthers(JsonText settings, Path folder) {
    return false;
  }

  @Override
  public TelemetryState state(JsonText settings, Path folder) {
    return TelemetryState.IMPOSSIBLE;
  }

  @Override
  public String byHand(URI hub) {
    return "";
  }
}
