/**
 * What agents want from people: opens asks, decides who answers them, and tells whoever waits.
 *
 * <p>The log decides: an answer is an event that the sequencer's thread appends only while the ask
 * is open and somebody waits for the answer, so that exactly one wins (P8). Whoever waits reads the
 * ask again when something was logged about it; nothing but who waits is kept in memory.
 */
@NullMarked
package dev.signalbox.ask;

import org.jspecify.annotations.NullMarked;
