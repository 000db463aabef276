package dev.signalbox.session.fold;

import dev.signalbox.protocol.Ask;
import dev.signalbox.protocol.Session;
import dev.signalbox.protocol.Session.State;
import dev.signalbox.protocol.Session.Status;
import dev.signalbox.session.fold.Carry.Phase;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A session as it is shown, derived from a draft after its event. */
final class SessionSummary {
  private SessionSummary() {}

  /**
   * The summary.
   *
   * @param ask the one that has been open for longest; null when none is
   */
  static Session of(SessionDraft draft, @Nullable Ask ask) {
    State state = state(draft, ask);
    Session base = draft.base;
    Instant lastEventAt = latest(draft.at, base.lastEventAt());
    Instant since = state == base.state() ? base.stateSince() : draft.at;
    Instant end = draft.endedAt == null ? lastEventAt : draft.endedAt;
    return new Session(
        base.id(),
        draft.user,
        draft.cwd,
        draft.repository,
        draft.gitBranch,
        draft.hostname,
        draft.platform,
        draft.agent,
        draft.agentVersion,
        draft.model,
        draft.title,
        draft.firstPrompt,
        draft.resumedFrom,
        draft.status,
        state,
        latest(since, draft.startedAt),
        ask == null ? null : AskFold.attention(ask),
        Activity.shown(state, draft.openCalls, draft.lastWords),
        draft.startedAt,
        draft.endedAt == null ? null : latest(draft.endedAt, draft.startedAt),
        lastEventAt,
        draft.logged.sequence(),
        Math.max(0, Duration.between(draft.startedAt, end).toMillis()),
        draft.waitedMs,
        draft.chainCounts,
        draft.stepCounts,
        draft.subagentCounts,
        draft.toolCounts,
        draft.usage,
        Pulses.beat(base.pulse(), draft.logged.receivedAt()),
        draft.endReason,
        draft.summary,
        draft.labels,
        draft.metadata,
        draft.inferred,
        draft.controls,
        CommandFold.isPaused(draft.commands) ? true : null);
  }

  private static State state(SessionDraft draft, @Nullable Ask ask) {
    if (ask != null) {
      return State.NEEDS_YOU;
    }
    if (draft.isEnded()) {
      return draft.status == Status.FAILED ? State.FAILED : State.ENDED;
    }
    if (draft.lost) {
      return State.LOST;
    }
    return draft.phase == Phase.WORKING ? State.WORKING : State.IDLE;
  }

  private static Instant latest(Instant some, Instant other) {
    return some.isAfter(other) ? some : other;
  }
}
