package dev.signalbox.log;

import dev.signalbox.protocol.Event;
import java.time.Instant;

/**
 * An event with its place in the log.
 *
 * @param sequence from 1, in commit order, without holes
 * @param receivedAt by the hub's clock, to the millisecond
 */
public record LoggedEvent(long sequence, Instant receivedAt, Event event) {}
