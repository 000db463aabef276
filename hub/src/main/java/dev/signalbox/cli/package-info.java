/**
 * The {@code signalbox} command: one class for each subcommand. {@link dev.signalbox.cli.Main} is
 * where the process starts.
 */
@NullMarked
package dev.signalbox.cli;

import org.jspecify.annotations.NullMarked;
