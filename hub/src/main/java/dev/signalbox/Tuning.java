package dev.signalbox;

import dev.signalbox.broadcast.Broadcast;
import dev.signalbox.log.CommitListener;
import dev.signalbox.web.Heartbeat;
import java.util.function.UnaryOperator;

/**
 * What tests set otherwise, so that they need not wait a minute or connect thousands of clients.
 *
 * @param listening puts something between the log and the broadcast
 * @param limits how many clients, and how much of the log in memory
 * @param heartbeat how often live connections are looked after
 */
record Tuning(
    UnaryOperator<CommitListener> listening, Broadcast.Limits limits, Heartbeat heartbeat) {
  /** As every user's hub runs. */
  static final Tuning NONE =
      new Tuning(UnaryOperator.identity(), Broadcast.Limits.DEFAULT, Heartbeat.DEFAULT);

  Tuning withListening(UnaryOperator<CommitListener> other) {
    return new Tuning(other, limits, heartbeat);
  }

  Tuning withLimits(Broadcast.Limits other) {
    return new Tuning(listening, other, heartbeat);
  }

  Tuning withHeartbeat(Heartbeat other) {
    return new Tuning(listening, limits, other);
  }
}
