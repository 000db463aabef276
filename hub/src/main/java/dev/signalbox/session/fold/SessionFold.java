package dev.signalbox.session.fold;

import dev.signalbox.log.LoggedEvent;
import dev.signalbox.protocol.Detail;
import dev.signalbox.protocol.Session;
import dev.signalbox.protocol.Session.State;
import dev.signalbox.protocol.Session.Status;
import dev.signalbox.protocol.Usage;
import dev.signalbox.session.fold.Carry.Phase;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePSet;

/** The fold: what is known of a session after one more event. Pure, and the same for ever (P6). */
public final class SessionFold {
  private SessionFold() {}

  /** The state after the first event of a session; empty when that only deletes it. */
  public static Optional<SessionState> start(LoggedEvent first) {
    return fold(blank(first), first);
  }

  /** The state after one more event; empty when the event deletes the session. */
  public static Optional<SessionState> fold(SessionState before, LoggedEvent logged) {
    Detail detail = logged.event().detail();
    if (detail instanceof Detail.SessionDeleted) {
      return Optional.empty();
    }
    var draft = new SessionDraft(before, logged);
    leavePending(draft, detail);
    apply(draft, detail);
    return Optional.of(draft.build());
  }

  /**
   * The names under which {@link #fold} counts something at most once in the life of a session. The
   * caller tells the state ({@link SessionState#knowing}) which of them are stored.
   */
  public static List<String> countedNames(Detail detail) {
    return switch (detail) {
      case Detail.ToolStarted started -> ToolFold.countedNames(started);
      case Detail.ToolEnded ended -> ToolFold.countedNames(ended);
      case Detail.UsageRecorded recorded -> UsageFold.countedNames(recorded);
      case Detail.SessionStarted _,
          Detail.SessionUpdated _,
          Detail.SessionIdle _,
          Detail.SessionEnded _,
          Detail.SessionLost _,
          Detail.SessionDeleted _,
          Detail.ChainCompiled _,
          Detail.ChainStarted _,
          Detail.ChainCompleted _,
          Detail.StepStarted _,
          Detail.StepEnded _,
          Detail.UserMessage _,
          Detail.AssistantMessage _,
          Detail.AgentStarted _,
          Detail.AgentStopped _,
          Detail.AwaitingInput _,
          Detail.InputReceived _,
          Detail.Waited _,
          Detail.CommandIssued _,
          Detail.CommandMoved _,
          Detail.Other _ ->
          List.of();
    };
  }

  private static void leavePending(SessionDraft draft, Detail detail) {
    boolean isMove = !(detail instanceof Detail.SessionStarted);
    if (isMove && draft.status == Status.PENDING) {
      draft.status = Status.IN_PROGRESS;
    }
  }

  private static void apply(SessionDraft draft, Detail detail) {
    switch (detail) {
      case Detail.SessionStarted started -> LifecycleFold.started(draft, started);
      case Detail.SessionUpdated updated -> LifecycleFold.updated(draft, updated);
      case Detail.SessionIdle idle -> LifecycleFold.idle(draft, idle);
      case Detail.SessionEnded ended -> LifecycleFold.ended(draft, ended);
      case Detail.SessionLost _ -> LifecycleFold.lost(draft);
      case Detail.SessionDeleted _ -> throw new IllegalStateException("Folded a deletion");
      case Detail.ChainCompiled compiled -> ChainFold.compiled(draft, compiled);
      case Detail.ChainStarted started -> ChainFold.started(draft, started);
      case Detail.ChainCompleted completed -> ChainFold.completed(draft, completed);
      case Detail.StepStarted started -> StepFold.started(draft, started);
      case Detail.StepEnded ended -> StepFold.ended(draft, ended);
      case Detail.ToolStarted started -> ToolFold.started(draft, started);
      case Detail.ToolEnded ended -> ToolFold.ended(draft, ended);
      case Detail.UserMessage message -> MessageFold.user(draft, message);
      case Detail.AssistantMessage _ -> MessageFold.assistant(draft);
      case Detail.AgentStarted started -> SubagentFold.started(draft, started);
      case Detail.AgentStopped stopped -> SubagentFold.stopped(draft, stopped);
      case Detail.UsageRecorded recorded -> UsageFold.recorded(draft, recorded);
      case Detail.AwaitingInput awaiting -> {
        AskFold.awaiting(draft, awaiting);
        draft.beginTurn();
      }
      case Detail.InputReceived received -> AskFold.received(draft, received);
      case Detail.Waited waited -> AskFold.waited(draft, waited);
      case Detail.CommandIssued issued -> CommandFold.issued(draft, issued);
      case Detail.CommandMoved moved -> CommandFold.moved(draft, moved);
      case Detail.Other _ -> {}
    }
  }

  private static SessionState blank(LoggedEvent first) {
    Instant at = SessionDraft.effectiveTime(first);
    boolean isInferred =
        !(first.event().detail() instanceof Detail.SessionStarted started) || started.inferred();
    return new SessionState(
        blankSession(first, at, isInferred ? true : null),
        Parts.none(),
        Parts.none(),
        Parts.none(),
        Parts.none(),
        Parts.none(),
        new Carry(
            Phase.IDLE, false, false, first.receivedAt(), null, null, false, List.of(), null, null),
        HashTreePSet.empty());
  }

  private static Session blankSession(LoggedEvent first, Instant at, @Nullable Boolean inferred) {
    return new Session(
        first.event().sessionId(),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        Status.PENDING,
        State.IDLE,
        at,
        null,
        null,
        at,
        null,
        at,
        0,
        0,
        null,
        Session.Chains.NONE,
        Session.Steps.NONE,
        Session.Subagents.NONE,
        Session.Tools.NONE,
        Usage.NONE,
        Pulses.none(first.receivedAt()),
        null,
        null,
        List.of(),
        null,
        inferred,
        null,
        null);
  }
}
