package dev.signalbox.cli.tail;

import dev.signalbox.client.LiveEvent;
import dev.signalbox.protocol.Message;
import java.time.Duration;

/** How the tail of the log is written down: for a person, or for a program. */
public interface TailPrinter {
  void event(LiveEvent event);

  void session(Message.SessionChanged changed);

  void gap(Message.Gap gap);

  void lost(String reason, Duration delay);

  void found();

  /** Whether nobody reads what is written any more. */
  boolean isDeaf();
}
