package dev.signalbox.agents.otlp;

/**
 * How one agent, or a family of programs, speaks OpenTelemetry. Pure, and so thread safe. What it
 * does not understand it ignores, or keeps as it is; a record that breaks a rule throws {@link
 * dev.signalbox.protocol.InvalidEventException}.
 */
interface Dialect {
  /** Whether records of this source are its own. */
  boolean isOf(Source source);

  /** Adds what a log record tells. */
  void read(LogRecord log, Findings findings);

  /**
   * Adds what a span tells.
   *
   * @param trace the spans that came with it
   */
  void read(Span span, Trace trace, Findings findings);
}
