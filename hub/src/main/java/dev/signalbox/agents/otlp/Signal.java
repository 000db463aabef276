package dev.signalbox.agents.otlp;

/** What a request carries. */
public enum Signal {
  LOGS("rejectedLogRecords"),
  METRICS("rejectedDataPoints"),
  TRACES("rejectedSpans");

  private final String rejected;

  Signal(String rejected) {
    this.rejected = rejected;
  }

  /** The field of the answer that counts what was not taken. */
  String rejected() {
    return rejected;
  }
}
