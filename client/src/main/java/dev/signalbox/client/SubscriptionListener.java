package dev.signalbox.client;

import dev.signalbox.protocol.Message;
import dev.signalbox.protocol.Position;

/**
 * Hears what a subscription brings. Calls come one after the other on the subscription's thread, in
 * the order of the log; while one runs, no more is read from the network, so a slow listener slows
 * its own connection and nothing else. A listener that throws ends its subscription.
 */
public interface SubscriptionListener {
  /** An event, once. */
  default void event(LiveEvent event) {}

  /** The newest summary of a session that changed; older ones may have been skipped. */
  default void session(Message.SessionChanged changed) {}

  /** Events will not come: whoever needs them takes a new snapshot. The subscription goes on. */
  default void gap(Message.Gap gap) {}

  /** All that was there has come; what follows is live. Again after each reconnect. */
  default void caughtUp(Position position) {}

  /** The connection stands differently now. */
  default void state(ConnectionState state) {}
}
