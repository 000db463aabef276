package dev.signalbox.session.fold;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.log.LoggedEvent;
import dev.signalbox.protocol.AgentProcess;
import dev.signalbox.protocol.Ask;
import dev.signalbox.protocol.Chain;
import dev.signalbox.protocol.Command;
import dev.signalbox.protocol.Event;
import dev.signalbox.protocol.Fields;
import dev.signalbox.protocol.Session;
import dev.signalbox.protocol.Session.State;
import dev.signalbox.protocol.Session.Status;
import dev.signalbox.protocol.Step;
import dev.signalbox.protocol.Subagent;
import dev.signalbox.protocol.Usage;
import dev.signalbox.session.fold.Carry.Mark;
import dev.signalbox.session.fold.Carry.OpenCall;
import dev.signalbox.session.fold.Carry.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pcollections.PSet;
import org.pcollections.PVector;
import org.pcollections.TreePVector;

/**
 * A session while one event is folded into it: the rules change its fields, {@link #build} derives
 * the rest. Used by one thread, for one event.
 *
 * <p>Times (R7): order is the sequence, never a clock. An event's time counts as it was sent, but
 * not later than the hub received it, so that a clock that runs ahead cannot push a session into
 * the future. What could still come out before the start is moved to it.
 */
final class SessionDraft {
  /** An event that arrives so soon after one that follows it was overtaken on the way. */
  static final Duration LATE_MAX = Duration.ofSeconds(2);

  final LoggedEvent logged;
  final Event event;
  final Instant at;
  final boolean wasLost;
  final Session base;
  private final Instant lastReceivedAt;

  @Nullable String user;
  @Nullable String cwd;
  @Nullable String repository;
  boolean isRepositoryGiven;
  @Nullable String gitBranch;
  @Nullable String hostname;
  @Nullable String platform;
  @Nullable String agent;
  @Nullable String agentVersion;
  @Nullable String model;
  @Nullable String title;
  @Nullable String firstPrompt;
  @Nullable String resumedFrom;
  @Nullable String lastWords;
  Status status;
  Instant startedAt;
  @Nullable Instant endedAt;
  @Nullable Long waitedMs;
  Session.Chains chainCounts;
  Session.Steps stepCounts;
  Session.Subagents subagentCounts;
  Session.Tools toolCounts;
  Usage usage;
  @Nullable String endReason;
  @Nullable String summary;
  List<String> labels;
  @Nullable ObjectNode metadata;
  @Nullable Boolean inferred;
  @Nullable List<String> controls;

  Phase phase;
  boolean lost;
  private final boolean isReported;
  @Nullable Mark begun;
  @Nullable Mark idle;
  PVector<OpenCall> openCalls;
  @Nullable String lastChain;
  @Nullable AgentProcess process;

  Parts<String, Chain> chains;
  Parts<StepKey, Step> steps;
  Parts<String, Subagent> subagents;
  Parts<String, Ask> asks;
  Parts<String, Command> commands;
  private PSet<String> counted;

  SessionDraft(SessionState before, LoggedEvent logged) {
    this.logged = logged;
    event = logged.event();
    at = effectiveTime(logged);
    base = before.session();
    user = base.user();
    cwd = base.cwd();
    repository = base.repository();
    gitBranch = base.gitBranch();
    hostname = base.hostname();
    platform = base.platform();
    agent = base.agent();
    agentVersion = base.agentVersion();
    model = base.model();
    title = base.title();
    firstPrompt = base.firstPrompt();
    resumedFrom = base.resumedFrom();
    lastWords = base.state() == State.IDLE ? base.activity() : null;
    status = base.status();
    startedAt = base.startedAt();
    endedAt = base.endedAt();
    waitedMs = base.waitedMs();
    chainCounts = base.chains();
    stepCounts = base.steps();
    subagentCounts = base.subagents();
    toolCounts = base.tools();
    usage = base.usage();
    endReason = base.endReason();
    summary = base.summary();
    labels = base.labels();
    metadata = base.metadata();
    inferred = base.inferred();
    controls = base.controls();
    Carry carry = before.carry();
    phase = carry.phase();
    wasLost = carry.lost();
    lost = false;
    isRepositoryGiven = carry.repositoryGiven();
    begun = carry.begun();
    idle = carry.idle();
    isReported = carry.reported() || Telemetry.reports(event);
    lastReceivedAt = carry.lastReceivedAt();
    openCalls = TreePVector.from(carry.openCalls());
    lastChain = carry.lastChain();
    process = carry.process();
    chains = before.chains();
    steps = before.steps();
    subagents = before.subagents();
    asks = before.asks();
    commands = before.commands();
    counted = before.counted();
  }

  /** When an event happened: as it says, but not after it was received. */
  static Instant effectiveTime(LoggedEvent logged) {
    Instant said = logged.event().timestamp();
    return said.isAfter(logged.receivedAt()) ? logged.receivedAt() : said;
  }

  boolean isEnded() {
    return status.isEnd();
  }

  /** The turn that the event belongs to, when it says which. */
  @Nullable String turnId() {
    return new Fields(event.body()).text("turnId");
  }

  /** Whether the event was overtaken by the end of what it belongs to. */
  boolean isLate() {
    return isOfTurnJustOver() || isFromBeforeEnd();
  }

  /** A subagent that runs in the background goes on after the turn that started it. */
  private boolean isOfTurnJustOver() {
    return idle != null
        && idle.turnId() != null
        && idle.turnId().equals(turnId())
        && isSoonAfter(idle.receivedAt())
        && !SubagentFold.isRunning(this, event.agentId());
  }

  /** The session's end came first, but the sender's clock says what was first. */
  private boolean isFromBeforeEnd() {
    return endedAt != null && at.isBefore(endedAt) && isSoonAfter(lastReceivedAt);
  }

  /** Whether the event came so soon after that moment that their order may be an accident. */
  boolean isSoonAfter(Instant receivedAt) {
    return !logged.receivedAt().isAfter(receivedAt.plus(LATE_MAX));
  }

  /** Telemetry tells of what happened some seconds ago: what came after it may be known. */
  boolean isOutdated() {
    return Telemetry.isFrom(event) && at.isBefore(base.stateSince());
  }

  /** The agent works, in an ended session too: unless the event is late, that one goes on. */
  void work() {
    if (!isLate() && !isOutdated()) {
      resume();
      phase = Phase.WORKING;
    }
  }

  /**
   * The main agent acts in a turn whose message is still on its way: that one then ends nothing.
   */
  void beginTurn() {
    boolean isUnderWay = phase == Phase.WORKING || isLate() || isOutdated();
    if (turnId() != null && event.agentId() == null && !isUnderWay) {
      begun = new Mark(turnId(), logged.receivedAt());
      phase = Phase.WORKING;
    }
  }

  /** An ended session goes on, and it is the person's move until the agent does something. */
  void resume() {
    if (isEnded()) {
      status = Status.IN_PROGRESS;
      endedAt = null;
      endReason = null;
      phase = Phase.IDLE;
    }
  }

  /** True once for each name in the life of the session. */
  boolean countOnce(String name) {
    if (counted.contains(name)) {
      return false;
    }
    counted = counted.plus(name);
    return true;
  }

  SessionState build() {
    Ask ask = AskFold.oldestOpen(asks);
    return new SessionState(
        SessionSummary.of(this, ask),
        chains,
        steps,
        subagents,
        asks,
        commands,
        new Carry(
            phase,
            lost,
            isRepositoryGiven,
            logged.receivedAt(),
            begun,
            idle,
            isReported,
            openCalls,
            lastChain,
            process),
        counted);
  }
}
