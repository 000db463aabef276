package dev.signalbox.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a speed: {@code 10x}, {@code 0.5} or {@code 2}. */
final class SpeedConverter implements ITypeConverter<Double> {
  private static final double MIN = 0.1;
  private static final double MAX = 1_000;

  @Override
  public Double convert(String text) {
    try {
      double speed =
          Double.parseDouble(text.endsWith("x") ? text.substring(0, text.length() - 1) : text);
      if (speed >= MIN && speed <= MAX) {
        return speed;
      }
    } catch (NumberFormatException ignored) {
      // Answered below, together with numbers out of range.
    }
    throw new TypeConversionException("expected 0.1x to 1000x, but got '" + text + "'");
  }
}
