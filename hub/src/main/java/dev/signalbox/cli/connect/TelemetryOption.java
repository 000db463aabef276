package dev.signalbox.cli.connect;

import dev.signalbox.agents.connect.AgentConnection;
import dev.signalbox.agents.connect.Telemetry;
import dev.signalbox.agents.connect.TelemetryState;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * {@code --telemetry} and {@code --no-telemetry}: whether the agent also sends what it costs. When
 * nobody says, it does, unless that could be noticed while the hub is away.
 */
final class TelemetryOption {
  /** What a shell may have, and what would then be sent to the hub, or no longer elsewhere. */
  private static final List<String> VARIABLES =
      List.of(
          "OTEL_LOGS_EXPORTER",
          "OTEL_EXPORTER_OTLP_ENDPOINT",
          "OTEL_EXPORTER_OTLP_HEADERS",
          "OTEL_EXPORTER_OTLP_LOGS_ENDPOINT",
          "OTEL_EXPORTER_OTLP_LOGS_HEADERS");

  @Option(
      names = "--telemetry",
      negatable = true,
      description = {
        "Let the agent send telemetry to the hub, for tokens and",
        "cost. Default: yes, where it costs the agent nothing."
      })
  private @Nullable Boolean isWanted;

  /**
   * What shall be, and why tokens and cost are left out.
   *
   * @param reason null when they are not, or nobody need be told
   */
  record Choice(Telemetry telemetry, @Nullable String reason) {
    static Choice of(Telemetry telemetry) {
      return new Choice(telemetry, null);
    }

    /** For the person at the terminal, a line each. */
    List<String> notes(AgentConnection connection, URI hub) {
      return reason == null
          ? List.of()
          : List.of("Tokens and cost are left out: " + reason + ".", byHand(connection, hub));
    }

    private static String byHand(AgentConnection connection, URI hub) {
      String text = connection.telemetryByHand(hub);
      return "By hand:" + (text.contains("\n") ? "\n" : " ") + text;
    }
  }

  Choice choice(AgentConnection connection, boolean isBehindLogin, Surroundings around) {
    TelemetryState state = connection.telemetry();
    if (state == TelemetryState.IMPOSSIBLE) {
      return Choice.of(Telemetry.KEEP);
    }
    if (Boolean.FALSE.equals(isWanted)) {
      return Choice.of(Telemetry.OFF);
    }
    return isBehindLogin
        ? new Choice(Telemetry.OFF, "the hub is behind a login, and no token goes into settings")
        : add(state, around);
  }

  private Choice add(TelemetryState state, Surroundings around) {
    Optional<String> elsewhere = variable(around);
    if (state == TelemetryState.OTHERS) {
      return new Choice(Telemetry.KEEP, "telemetry is set already, and was left alone");
    }
    if (state != TelemetryState.OURS && elsewhere.isPresent()) {
      return new Choice(Telemetry.KEEP, elsewhere.get() + " is set here, and was left alone");
    }
    if (state == TelemetryState.HARMFUL && isWanted == null) {
      return new Choice(
          Telemetry.KEEP, "with them it ends late while the hub is away (--telemetry adds them)");
    }
    return Choice.of(Telemetry.ON);
  }

  private static Optional<String> variable(Surroundings around) {
    return VARIABLES.stream().filter(it -> around.environment().apply(it) != null).findFirst();
  }
}
