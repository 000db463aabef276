package dev.signalbox.agents;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a hook call came to the hub.
 *
 * @param id unique for each call, however often it is sent; at most {@value #ID_CHARS_MAX}
 *     characters
 * @param ranAt when the hook ran, by the clock of the agent's machine
 * @param sentAt when the call was sent, by the same clock: later when it waited in a spool
 */
public record Delivery(@Nullable String id, @Nullable Instant ranAt, @Nullable Instant sentAt) {
  /** Nothing is known of it. */
  public static final Delivery NONE = new Delivery(null, null, null);

  /** With the type of an event behind it, it still is an event id. */
  static final int ID_CHARS_MAX = 80;

  /** A hook's clock may be this far from ours; beyond it, ours is the better one. */
  private static final Duration SKEW_MAX = Duration.ofMinutes(10);

  /** A call that says that it waited for longer has a clock that was set meanwhile. */
  private static final Duration WAIT_MAX = Duration.ofDays(31);

  /**
   * When the event happened: before it was received by as long as it waited to be sent, whatever
   * the sender's clock shows. From a sender that does not say when it sent, the hook's own time
   * when it is plausible.
   */
  public Instant timestamp(Instant receivedAt) {
    if (ranAt == null) {
      return receivedAt;
    }
    Duration wait = Duration.between(ranAt, sentAt == null ? receivedAt : sentAt);
    if (sentAt != null) {
      boolean isPlausible = !wait.isNegative() && wait.compareTo(WAIT_MAX) <= 0;
      return isPlausible ? receivedAt.minus(wait) : receivedAt;
    }
    return wait.abs().compareTo(SKEW_MAX) > 0 ? receivedAt : ranAt;
  }
}
