package dev.signalbox.agents.otlp;

import java.util.List;

/**
 * What one request carries, whatever its encoding.
 *
 * @param points data points of metrics, only counted: what agents measure, their log records tell
 *     call by call, and sums of the same calls cannot be told apart from them
 */
public record Telemetry(List<LogRecord> logs, List<Span> spans, long points) {
  public Telemetry {
    logs = List.copyOf(logs);
    spans = List.copyOf(spans);
  }
}
