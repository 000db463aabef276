package dev.signalbox;

import dev.signalbox.broadcast.Broadcast;
import dev.signalbox.log.CommitListener;
import dev.signalbox.web.Heartbeat;
import java.time.Duration;
import java.util.function.UnaryOperator;

/**
 * What tests set otherwise, so that they need not wait a minute or connect thousands of clients.
 *
 * @param listening puts something between the log and the broadcast
 * @param limits how many clients, and how much of the log in memory
 * @param heartbeat how often live connections are looked after
 * @param hindsight how long after a start agents may tell what they did before it
 */
record Tuning(
    UnaryOperator<CommitListener> listening,
    Broadcast.Limits limits,
    Heartbeat heartbeat,
    Duration hindsight) {
  /** As every user's hub runs. */
  static final Tuning NONE =
      new Tuning(
          UnaryOperator.identity(), Broadcast.Limits.DEFAULT, Heartbeat.DEFAULT, Vigil.HINDSIGHT);

  Tuning withListening(UnaryOperator<CommitListener> other) {
    return new Tuning(other, limits, heartbeat, hindsight);
  }

  Tuning withLimits(Broadcast.Limits other) {
    return new Tuning(listening, other, heartbeat, hindsight);
  }

  Tuning withHeartbeat(Heartbeat other) {
    return new Tuning(listening, limits, other, hindsight);
  }

  Tuning withHindsight(Duration other) {
    return new Tuning(listening, limits, heartbeat, other);
  }
}
