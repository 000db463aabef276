/**
 * {@code signalbox connect} and {@code signalbox disconnect}: what is found on this machine, what
 * would change, whether it shall, and whether it works then. Start with {@link
 * dev.signalbox.cli.connect.ConnectCommand}; what is written into agents' files is decided in
 * {@link dev.signalbox.agents.connect}.
 */
@NullMarked
package dev.signalbox.cli.connect;

import org.jspecify.annotations.NullMarked;
