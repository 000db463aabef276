package dev.signalbox.cli.terminal;

import java.time.Duration;
import java.util.Locale;

/** Numbers as a person reads them; the dashboard writes them the same way. */
public final class Figures {
  private static final long SECOND = 1_000;
  private static final long MINUTE = 60 * SECOND;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;

  private Figures() {}

  /** {@code 1 session}, {@code 1,200 sessions}. */
  public static String counted(long number, String thing) {
    return exact(number) + " " + thing + (number == 1 ? "" : "s");
  }

  /**
   * Since when: {@code 8s}, {@code 4m}, {@code 2h 05m}, {@code 3d 4h}; below zero reads as zero.
   */
  public static String span(Duration duration) {
    long millis = Math.max(0, duration.toMillis());
    if (millis < MINUTE) {
      return millis / SECOND + "s";
    }
    if (millis < HOUR) {
      return millis / MINUTE + "m";
    }
    return millis < DAY
        ? "%dh %02dm".formatted(millis / HOUR, millis % HOUR / MINUTE)
        : "%dd %dh".formatted(millis / DAY, millis % DAY / HOUR);
  }

  /** How long something took: {@code 40ms}, {@code 3.2s}, {@code 2m 10s}. */
  public static String took(Duration duration) {
    long millis = Math.max(0, duration.toMillis());
    if (millis < SECOND) {
      return millis + "ms";
    }
    if (millis < 10 * SECOND) {
      return String.format(Locale.ROOT, "%.1fs", millis / (double) SECOND);
    }
    if (millis < MINUTE) {
      return Math.round(millis / (double) SECOND) + "s";
    }
    return millis < HOUR
        ? "%dm %02ds".formatted(millis / MINUTE, millis % MINUTE / SECOND)
        : span(duration);
  }

  /** {@code 840}, {@code 12.4k}, {@code 3.1M}. */
  public static String count(long count) {
    if (count < 1_000) {
      return Long.toString(count);
    }
    return count < 1_000_000 ? tenths(count / 1e3) + "k" : tenths(count / 1e6) + "M";
  }

  /** {@code 1,234,567}. */
  public static String exact(long count) {
    return String.format(Locale.ROOT, "%,d", count);
  }

  /** {@code $0.04}. */
  public static String dollars(double usd) {
    return String.format(Locale.ROOT, usd >= 100 ? "$%.0f" : "$%.2f", usd);
  }

  private static String tenths(double number) {
    String text = String.format(Locale.ROOT, number < 100 ? "%.1f" : "%.0f", number);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }
}
