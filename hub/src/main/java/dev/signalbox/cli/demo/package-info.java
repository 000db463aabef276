/**
 * Plays sessions that never were into a running hub, so that there is something to see. Scenes are
 * read from {@code /demo/*.jsonl}, staged under session ids that begin with {@code demo-}, and
 * published as events by the client at the pace that is asked for. Start with {@link
 * dev.signalbox.cli.demo.Player}; the format is told in {@link dev.signalbox.cli.demo.Scene}.
 */
@NullMarked
package dev.signalbox.cli.demo;

import org.jspecify.annotations.NullMarked;
