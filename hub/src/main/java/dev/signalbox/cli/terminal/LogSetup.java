package dev.signalbox.cli.terminal;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.ContextAwareBase;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * The log goes to the error output, from level {@code SIGNALBOX_LOG_LEVEL} on (INFO). Set up in
 * code, because reading the same from XML doubles the classes that a start must load; a file named
 * by {@code -Dlogback.configurationFile} still goes first. Found by Logback as a service.
 */
public final class LogSetup extends ContextAwareBase implements Configurator {
  /** Libraries tell too much of what they do when all is well. */
  private static final List<String> QUIET = List.of("org.flywaydb", "io.netty", "io.vertx");

  private static final String VARIABLE = "SIGNALBOX_LOG_LEVEL";

  @Override
  public ExecutionStatus configure(LoggerContext context) {
    if (System.getProperty("logback.configurationFile") != null) {
      return ExecutionStatus.INVOKE_NEXT_IF_ANY;
    }
    var encoder = new LogLines();
    encoder.setContext(context);
    encoder.start();
    var appender = new ConsoleAppender<ILoggingEvent>();
    appender.setContext(context);
    appender.setName("stderr");
    appender.setTarget("System.err");
    appender.setEncoder(encoder);
    appender.start();
    QUIET.forEach(name -> context.getLogger(name).setLevel(Level.WARN));
    var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    root.addAppender(appender);
    root.setLevel(Level.INFO);
    setLevel(root, System.getenv(VARIABLE));
    return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
  }

  private static void setLevel(ch.qos.logback.classic.Logger root, @Nullable String wanted) {
    if (wanted == null || wanted.isBlank()) {
      return;
    }
    Level level = Level.toLevel(wanted.strip(), null);
    if (level == null) {
      root.warn("Expected {} as error, warn, info, debug or trace, but got {}", VARIABLE, wanted);
    } else {
      root.setLevel(level);
    }
  }
}
