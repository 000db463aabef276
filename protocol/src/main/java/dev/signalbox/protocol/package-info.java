/**
 * The shared language of hub, clients and tests: events, the state folded from them, positions and
 * wire messages, with their JSON. Nothing here does I/O, keeps a clock or logs.
 *
 * <p>Start with {@link dev.signalbox.protocol.Event}: everything else is either a part of it
 * ({@link dev.signalbox.protocol.Detail}), a place in the log ({@link
 * dev.signalbox.protocol.Position}) or a fold over it ({@link dev.signalbox.protocol.Session}).
 */
@NullMarked
package dev.signalbox.protocol;

import org.jspecify.annotations.NullMarked;
