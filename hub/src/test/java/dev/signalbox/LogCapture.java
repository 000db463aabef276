package dev.signalbox;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import org.slf4j.LoggerFactory;

/** What one class logs, from now until it is closed. */
final class LogCapture extends AppenderBase<ILoggingEvent> implements AutoCloseable {
  private final Inbox<String> lines = new Inbox<>();
  private final Logger logger;

  private LogCapture(Class<?> of) {
    this.logger = (Logger) LoggerFactory.getLogger(of);
  }

  static LogCapture of(Class<?> type) {
    var capture = new LogCapture(type);
    capture.start();
    capture.logger.addAppender(capture);
    return capture;
  }

  Inbox<String> lines() {
    return lines;
  }

  @Override
  protected void append(ILoggingEvent event) {
    lines.add(event.getFormattedMessage());
  }

  @Override
  public void close() {
    logger.detachAppender(this);
  }
}
