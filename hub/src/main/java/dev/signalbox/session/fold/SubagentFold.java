package dev.signalbox.session.fold;

import dev.signalbox.protocol.Detail;
import dev.signalbox.protocol.Session;
import dev.signalbox.protocol.Subagent;
import dev.signalbox.protocol.Subagent.Status;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The rules for {@code agent:*}: subagents start, use tools and stop. */
final class SubagentFold {
  private SubagentFold() {}

  static void started(SessionDraft draft, Detail.AgentStarted started) {
    draft.work();
    Subagent known =
        draft
            .subagents
            .find(started.agentId())
            .orElseGet(() -> unknown(started.agentId(), started.agentType(), draft.at));
    // Telemetry is late: it adds to a subagent, and does not wake it.
    boolean wasOvertaken =
        known.stoppedAt() != null
            && (draft.at.isBefore(known.stoppedAt()) || Telemetry.isFrom(draft.event));
    put(
        draft,
        new Subagent(
            known.agentId(),
            or(started.agentType(), known.agentType()),
            or(started.parentAgentId(), known.parentAgentId()),
            or(started.description(), known.description()),
            wasOvertaken ? Status.STOPPED : Status.RUNNING,
            known.startedAt(),
            wasOvertaken ? known.stoppedAt() : null,
            known.lastMessage(),
            known.tools()));
    stopAllAtEnd(draft);
  }

  static void stopped(SessionDraft draft, Detail.AgentStopped stopped) {
    Subagent known =
        draft
            .subagents
            .find(stopped.agentId())
            .orElseGet(() -> unknown(stopped.agentId(), stopped.agentType(), draft.at));
    put(
        draft,
        new Subagent(
            known.agentId(),
            or(stopped.agentType(), known.agentType()),
            known.parentAgentId(),
            or(stopped.description(), known.description()),
            Status.STOPPED,
            known.startedAt(),
            later(known.startedAt(), draft.at),
            or(stopped.lastMessage(), known.lastMessage()),
            known.tools()));
    ToolFold.closeCalls(draft, stopped.agentId());
    AskFold.closeOfAgent(draft, stopped.agentId());
  }

  /** Tools count for the subagent that used them; one whose start was lost appears here. */
  static void countTools(SessionDraft draft, int calls, int failures) {
    String agentId = draft.event.agentId();
    if (agentId == null) {
      return;
    }
    Subagent known = draft.subagents.find(agentId).orElse(null);
    if (known == null && draft.subagents.size() >= Limits.SUBAGENTS_MAX) {
      return;
    }
    Subagent subagent = known == null ? unknown(agentId, null, draft.at) : known;
    put(draft, withTools(found(subagent), calls, failures));
    stopAllAtEnd(draft);
  }

  static void stopAll(SessionDraft draft) {
    for (Subagent subagent : draft.subagents.inOrder()) {
      if (subagent.status() != Status.STOPPED) {
        put(draft, as(Status.STOPPED, later(subagent.startedAt(), draft.at), subagent));
      }
    }
  }

  static void loseAll(SessionDraft draft) {
    for (Subagent subagent : draft.subagents.inOrder()) {
      if (subagent.status() == Status.RUNNING) {
        put(draft, as(Status.LOST, null, subagent));
      }
    }
  }

  /** One that does something was not lost. */
  private static Subagent found(Subagent subagent) {
    return subagent.status() == Status.LOST ? as(Status.RUNNING, null, subagent) : subagent;
  }

  /** Nothing runs in a session that has ended, whatever comes late. */
  private static void stopAllAtEnd(SessionDraft draft) {
    if (draft.isEnded()) {
      stopAll(draft);
    }
  }

  static boolean isRunning(SessionDraft draft, @Nullable String agentId) {
    return agentId != null
        && draft.subagents.find(agentId).filter(it -> it.status() == Status.RUNNING).isPresent();
  }

  private static void put(SessionDraft draft, Subagent subagent) {
    Subagent before = draft.subagents.find(subagent.agentId()).orElse(null);
    draft.subagents =
        before == null
            ? draft.subagents.with(subagent.agentId(), draft.logged.sequence(), subagent)
            : draft.subagents.changed(subagent.agentId(), subagent);
    boolean ranBefore = before != null && before.status() == Status.RUNNING;
    boolean runs = subagent.status() == Status.RUNNING;
    int change = (runs ? 1 : 0) - (ranBefore ? 1 : 0);
    draft.subagentCounts =
        new Session.Subagents(draft.subagentCounts.running() + change, draft.subagents.size());
  }

  private static Subagent unknown(String agentId, @Nullable String agentType, Instant at) {
    return new Subagent(
        agentId, agentType, null, null, Status.RUNNING, at, null, null, Session.Tools.NONE);
  }

  private static Subagent withTools(Subagent known, int calls, int failures) {
    return new Subagent(
        known.agentId(),
        known.agentType(),
        known.parentAgentId(),
        known.description(),
        known.status(),
        known.startedAt(),
        known.stoppedAt(),
        known.lastMessage(),
        ToolFold.plus(known.tools(), calls, failures));
  }

  private static Subagent as(Status status, @Nullable Instant stoppedAt, Subagent known) {
    return new Subagent(
        known.agentId(),
        known.agentType(),
        known.parentAgentId(),
        known.description(),
        status,
        known.startedAt(),
        stoppedAt,
        known.lastMessage(),
        known.tools());
  }

  private static Instant later(Instant some, Instant other) {
    return some.isAfter(other) ? some : other;
  }

  private static @Nullable String or(@Nullable String given, @Nullable String known) {
    return given == null ? known : given;
  }
}
