package dev.signalbox.session.fold;

import dev.signalbox.protocol.Ask;
import dev.signalbox.protocol.Chain;
import dev.signalbox.protocol.Command;
import dev.signalbox.protocol.Session;
import dev.signalbox.protocol.Step;
import dev.signalbox.protocol.Subagent;
import org.pcollections.HashTreePSet;
import org.pcollections.PSet;

/**
 * Everything that the fold knows of one session after some event. Immutable; a successor shares
 * what did not change.
 *
 * @param asks open ones; an ask that was closed stays until it is stored
 * @param commands unfinished ones; a finished command stays until it is stored
 * @param counted names of calls and requests that were counted, as far as they are not stored
 */
public record SessionState(
    Session session,
    Parts<String, Chain> chains,
    Parts<StepKey, Step> steps,
    Parts<String, Subagent> subagents,
    Parts<String, Ask> asks,
    Parts<String, Command> commands,
    Carry carry,
    PSet<String> counted) {

  /** The same after everything unsaved was stored. */
  public SessionState saved() {
    return new SessionState(
        session,
        chains.saved(chain -> true),
        steps.saved(step -> true),
        subagents.saved(subagent -> true),
        asks.saved(Ask::isOpen),
        commands.saved(command -> !command.status().isFinal()),
        carry,
        HashTreePSet.empty());
  }

  /** The same, knowing that this name is among those counted and stored before. */
  public SessionState knowing(String countedName) {
    return new SessionState(
        session, chains, steps, subagents, asks, commands, carry, counted.plus(countedName));
  }
}
