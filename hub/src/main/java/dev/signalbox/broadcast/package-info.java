/**
 * Sends the log to whoever listens. A client is a cursor with a filter, never a queue: live
 * delivery, replay after a reconnect and catching up after a slow network are the same loop, {@link
 * dev.signalbox.broadcast.Subscriber}, which advances through the {@link
 * dev.signalbox.broadcast.Tail} (the newest events, in memory) or, further back, the store.
 *
 * <p>Committed batches come in on the sequencer's thread through {@link
 * dev.signalbox.broadcast.Broadcast}; encoded messages go out through a {@link
 * dev.signalbox.broadcast.Sink}, one for each kind of connection.
 */
@NullMarked
package dev.signalbox.broadcast;

import org.jspecify.annotations.NullMarked;
