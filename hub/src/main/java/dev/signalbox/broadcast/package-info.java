/**
 * Sends the log to whoever listens. A client is a cursor with a filter, never a queue: live
 * delivery, replay after a reconnect and catching up after a slow network are the same loop. Five
 * files tell how:
 *
 * <ol>
 *   <li>{@link dev.signalbox.broadcast.Broadcast} takes committed batches on the sequencer's thread
 *       and wakes the event loops.
 *   <li>{@link dev.signalbox.broadcast.Tail} holds the newest events in memory, encoded once. What
 *       is older is read from the store; {@link dev.signalbox.broadcast.Timeline} is both.
 *   <li>{@link dev.signalbox.broadcast.Broadcaster} has the subscribers of one event loop and lets
 *       them look for news, at most once per frame of a display when there are many.
 *   <li>{@link dev.signalbox.broadcast.Subscriber} is one connection: it sends what comes next for
 *       its cursor and filter while the network takes it, and else waits, being only a number.
 *   <li>{@link dev.signalbox.broadcast.Cohorts} makes what comes next once for all who stand at the
 *       same place: one buffer, many sockets.
 * </ol>
 *
 * <p>Bytes leave through a {@link dev.signalbox.broadcast.Sink}, one for each connection, in the
 * form of its {@link dev.signalbox.broadcast.Wire}.
 */
@NullMarked
package dev.signalbox.broadcast;

import org.jspecify.annotations.NullMarked;
