/**
 * What commands write on: width, colours, and text made safe for a terminal. Start with {@link
 * dev.signalbox.cli.terminal.Terminal}. Whatever an agent, a file or the network said goes through
 * {@link dev.signalbox.cli.terminal.PlainText} before it is printed. The hub's own log is set up
 * here, too.
 */
@NullMarked
package dev.signalbox.cli.terminal;

import org.jspecify.annotations.NullMarked;
