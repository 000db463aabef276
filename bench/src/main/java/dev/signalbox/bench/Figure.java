package dev.signalbox.bench;

/**
 * One measured number.
 *
 * @param subject whose it is: {@code signalbox}, or a peer's name
 * @param measure what was measured, e.g. {@code deliveries}
 * @param unit of the value, e.g. {@code /s}, {@code ms}
 * @param bar what {@code docs/benchmarks.md} asks for; empty where nothing is asked
 */
record Figure(String subject, String measure, double value, String unit, String bar) {

  static Figure of(String subject, String measure, double value, String unit) {
    return new Figure(subject, measure, value, unit, "");
  }

  Figure against(String wanted) {
    return new Figure(subject, measure, value, unit, wanted);
  }

  /** The value with its unit, rounded to what can be told apart. */
  String text() {
    String number =
        value >= 1_000
            ? "%,.0f".formatted(value)
            : value >= 100 ? "%.0f".formatted(value) : "%.2f".formatted(value);
    return (number + (unit.startsWith("/") ? unit : " " + unit)).strip();
  }
}
