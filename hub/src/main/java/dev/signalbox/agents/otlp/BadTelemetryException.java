package dev.signalbox.agents.otlp;

import java.io.Serial;

/** What came is no OTLP request; to send it again would not help. */
public final class BadTelemetryException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  BadTelemetryException(String message) {
    super(message);
  }
}
