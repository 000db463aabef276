package dev.signalbox.cli.terminal;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.encoder.EncoderBase;
import java.nio.charset.StandardCharsets;
import java.time.LocalTime;
import java.time.ZoneId;

/**
 * Writes log events as lines: {@code 14:03:09.120 INFO Hub: Signalbox 0.1.0 serves …}. By hand:
 * Logback's pattern for the same needs 150 classes before the first line.
 */
final class LogLines extends EncoderBase<ILoggingEvent> {
  private static final int LEVEL_CHARS = 5;
  private static final int NANOS_PER_MILLI = 1_000_000;

  @Override
  public byte[] headerBytes() {
    return new byte[0];
  }

  @Override
  public byte[] encode(ILoggingEvent event) {
    var line = new StringBuilder();
    LocalTime time = LocalTime.ofInstant(event.getInstant(), ZoneId.systemDefault());
    pad(line, time.getHour(), 2).append(':');
    pad(line, time.getMinute(), 2).append(':');
    pad(line, time.getSecond(), 2).append('.');
    pad(line, time.getNano() / NANOS_PER_MILLI, 3).append(' ');
    String level = event.getLevel().toString();
    line.append(level).repeat(' ', LEVEL_CHARS - level.length() + 1);
    line.append(simpleName(event.getLoggerName())).append(": ");
    line.append(event.getFormattedMessage()).append('\n');
    if (event.getThrowableProxy() != null) {
      line.append(ThrowableProxyUtil.asString(event.getThrowableProxy()));
    }
    return line.toString().getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public byte[] footerBytes() {
    return new byte[0];
  }

  private static StringBuilder pad(StringBuilder line, int number, int digits) {
    String text = Integer.toString(number);
    return line.repeat('0', digits - text.length()).append(text);
  }

  private static String simpleName(String logger) {
    return logger.substring(logger.lastIndexOf('.') + 1);
  }
}
