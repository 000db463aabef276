/**
 * The end of the log, written down as it grows. {@link dev.signalbox.cli.tail.Tail} hears what a
 * subscription brings and hands it to a {@link dev.signalbox.cli.tail.TailPrinter}: lines for a
 * person or JSON for a program. {@link dev.signalbox.cli.tail.EventLine} has the words for each
 * type of event.
 */
@NullMarked
package dev.signalbox.cli.tail;

import org.jspecify.annotations.NullMarked;
