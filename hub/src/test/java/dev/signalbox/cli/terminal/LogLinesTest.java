package dev.signalbox.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

final class LogLinesTest {
  @Test
  void writesALineForAnEvent() {
    assertThat(line(Level.INFO, null)).isEqualTo("09:05:03.007 INFO  Hub: Serves 2 clients\n");
    assertThat(line(Level.ERROR, null)).startsWith("09:05:03.007 ERROR Hub: ");
  }

  @Test
  void addsTheStackTrace() {
    assertThat(line(Level.WARN, new IllegalStateException("Oh")))
        .startsWith("09:05:03.007 WARN  Hub: Serves 2 clients\njava.lang.IllegalStateException: Oh")
        .contains("at dev.signalbox.cli.terminal.LogLinesTest");
  }

  @Test
  void isWhatTheHubLogsWith() {
    var context = (LoggerContext) LoggerFactory.getILoggerFactory();
    assertThat(context.getLogger(Logger.ROOT_LOGGER_NAME).getLevel()).isEqualTo(Level.INFO);
    assertThat(context.getLogger("io.netty").getLevel()).isEqualTo(Level.WARN);
    assertThat(context.getLogger(Logger.ROOT_LOGGER_NAME).iteratorForAppenders().next().getName())
        .isEqualTo("stderr");
  }

  private static String line(Level level, @Nullable Throwable fault) {
    var event = new LoggingEvent();
    event.setLoggerName("dev.signalbox.Hub");
    event.setLevel(level);
    event.setMessage("Serves {} clients");
    event.setArgumentArray(new Object[] {2});
    LocalTime time = LocalTime.of(9, 5, 3, 7_000_000);
    event.setInstant(time.atDate(LocalDate.EPOCH).atZone(ZoneId.systemDefault()).toInstant());
    if (fault != null) {
      event.setThrowableProxy(new ch.qos.logback.classic.spi.ThrowableProxy(fault));
    }
    return new String(new LogLines().encode(event), StandardCharsets.UTF_8);
  }
}
