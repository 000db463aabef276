package dev.signalbox.session.fold;

import dev.signalbox.protocol.Session.Pulse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Counts events by the minute in which the hub received them, for the newest minutes. */
final class Pulses {
  private Pulses() {}

  /** No events so far. */
  static Pulse none(Instant receivedAt) {
    return new Pulse(
        receivedAt.truncatedTo(ChronoUnit.MINUTES), Collections.nCopies(Pulse.MINUTES, 0));
  }

  /** One more event. When the hub's clock went back, it counts in the newest minute. */
  static Pulse beat(Pulse before, Instant receivedAt) {
    Instant minute = receivedAt.truncatedTo(ChronoUnit.MINUTES);
    long minutes =
        Math.clamp(Duration.between(before.minute(), minute).toMinutes(), 0, Pulse.MINUTES);
    List<Integer> counts = new ArrayList<>(before.counts().subList((int) minutes, Pulse.MINUTES));
    counts.addAll(Collections.nCopies((int) minutes, 0));
    counts.set(Pulse.MINUTES - 1, counts.getLast() + 1);
    return new Pulse(minutes == 0 ? before.minute() : minute, counts);
  }
}
