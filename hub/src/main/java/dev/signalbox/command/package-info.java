/**
 * What people tell agents: commands (pause, retry, abort, …) and messages. Issued and moved by
 * events; handed to an agent under a lease, so that one whose poller went away is offered again.
 *
 * <p>Start with {@link dev.signalbox.command.Commands}.
 */
@NullMarked
package dev.signalbox.command;

import org.jspecify.annotations.NullMarked;
