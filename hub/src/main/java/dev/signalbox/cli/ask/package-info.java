/**
 * {@code signalbox ask}: a script asks a person. It opens an ask in the session that it belongs to,
 * or in one of its own, waits for what becomes of it, also while the hub is away, and says it on
 * the output and with the exit status. Start with {@link dev.signalbox.cli.ask.AskCommand}.
 */
@NullMarked
package dev.signalbox.cli.ask;

import org.jspecify.annotations.NullMarked;
