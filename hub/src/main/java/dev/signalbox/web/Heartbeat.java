package dev.signalbox.web;

import java.time.Duration;

/**
 * How live connections are kept open, and when one counts as dead.
 *
 * @param beat how often they are looked at; the others are met at the first beat that is due
 * @param ping how often a WebSocket is pinged
 * @param silence a WebSocket from which nothing came for so long is closed
 * @param comment an SSE connection gets a comment at least so often, which keeps proxies from
 *     closing it
 * @param closing what a client has to take and answer the close frame, before it is cut off
 */
public record Heartbeat(
    Duration beat, Duration ping, Duration silence, Duration comment, Duration closing) {
  /** As {@code docs/protocol.md} promises. */
  public static final Heartbeat DEFAULT =
      new Heartbeat(
          Duration.ofSeconds(5),
          Duration.ofSeconds(25),
          Duration.ofSeconds(60),
          Duration.ofSeconds(15),
          Duration.ofSeconds(5));
}
