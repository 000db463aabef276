package dev.signalbox.cli.connect;

import picocli.CommandLine.Mixin;

/** What is sent to the hub besides what hooks report, and with which right. */
final class SentOptions {
  @Mixin private TokenOption token;
  @Mixin private TelemetryOption telemetry;

  TokenOption token() {
    return token;
  }

  TelemetryOption telemetry() {
    return telemetry;
  }
}
