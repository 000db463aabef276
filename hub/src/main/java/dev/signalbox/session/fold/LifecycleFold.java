package dev.signalbox.session.fold;

import dev.signalbox.protocol.Detail;
import dev.signalbox.protocol.Session.Status;
import dev.signalbox.protocol.Texts;
import dev.signalbox.session.fold.Carry.Mark;
import dev.signalbox.session.fold.Carry.Phase;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pcollections.TreePVector;

/** The rules for {@code session:*}: begin, describe, idle, end, lose. */
final class LifecycleFold {
  /** Longest name, path or other short text of a session, in characters. */
  static final int WORD_CHARS_MAX = 1_000;

  /** Longest summary, in characters. */
  static final int SUMMARY_CHARS_MAX = 4_000;

  /** Longest title, in characters; one line. */
  static final int TITLE_CHARS_MAX = 200;

  /** Reasons of an end that mean failure, as agents name them. */
  private static final Set<String> FAILURES =
      Set.of("failed", "failure", "error", "crashed", "stopfailure", "stop_failure");

  private LifecycleFold() {}

  static void started(SessionDraft draft, Detail.SessionStarted started) {
    describe(draft, started);
    if (started.process() != null || !started.inferred()) {
      draft.process = started.process();
    }
    boolean wasInferred = draft.inferred != null;
    if (wasInferred && !started.inferred()) {
      // The start that was missed arrives after all.
      draft.inferred = null;
      draft.startedAt = earlier(draft.startedAt, draft.at);
      if (draft.endedAt != null && draft.at.isBefore(draft.endedAt)) {
        return;
      }
    }
    if (draft.isEnded() || draft.wasLost) {
      draft.resume();
      draft.phase = Phase.IDLE;
      draft.openCalls = TreePVector.empty();
    }
  }

  static void updated(SessionDraft draft, Detail.SessionUpdated updated) {
    draft.title = line(updated.title(), draft.title);
    draft.model = word(updated.model(), draft.model);
    draft.gitBranch = word(updated.gitBranch(), draft.gitBranch);
    draft.summary = text(updated.summary(), draft.summary);
    move(draft, updated.cwd());
    if (updated.labels() != null) {
      draft.labels = updated.labels();
    }
    if (updated.metadata() != null) {
      draft.metadata = updated.metadata();
    }
    if (updated.process() != null) {
      draft.process = updated.process();
    }
    if (updated.status() != null) {
      turn(draft, updated.status());
    }
    draft.endReason = word(updated.endReason(), draft.endReason);
  }

  static void idle(SessionDraft draft, Detail.SessionIdle idle) {
    if (isOvertaken(draft, idle)) {
      return;
    }
    draft.idle = new Mark(idle.turnId(), draft.logged.receivedAt());
    draft.lastWords = lastWords(idle.lastMessage());
    if (draft.isEnded()) {
      return;
    }
    draft.phase = Phase.IDLE;
    ToolFold.closeMainCalls(draft);
    AskFold.closeAtIdle(draft);
  }

  static void ended(SessionDraft draft, Detail.SessionEnded ended) {
    boolean isFailure = ended.failed() || isFailure(ended.reason());
    end(draft, isFailure ? Status.FAILED : Status.COMPLETED);
    draft.endReason = word(ended.reason(), draft.endReason);
    draft.summary = text(ended.summary(), draft.summary);
  }

  /** Nobody is there to be answered, and what the agent had started may run or not. */
  static void lost(SessionDraft draft) {
    if (draft.isEnded()) {
      return;
    }
    draft.lost = true;
    AskFold.closeAll(draft);
    SubagentFold.loseAll(draft);
  }

  /** The next turn has just begun: its message overtook the end of the turn before. */
  private static boolean isOvertaken(SessionDraft draft, Detail.SessionIdle idle) {
    boolean isOfAnotherTurn =
        draft.begun != null
            && idle.turnId() != null
            && !idle.turnId().equals(draft.begun.turnId())
            && draft.isSoonAfter(draft.begun.receivedAt());
    return isOfAnotherTurn || draft.isOutdated();
  }

  private static void describe(SessionDraft draft, Detail.SessionStarted started) {
    draft.user = word(started.user(), draft.user);
    draft.hostname = word(started.hostname(), draft.hostname);
    draft.platform = word(started.platform(), draft.platform);
    draft.agent = word(started.agent(), draft.agent);
    draft.agentVersion = word(started.agentVersion(), draft.agentVersion);
    draft.model = word(started.model(), draft.model);
    draft.gitBranch = word(started.gitBranch(), draft.gitBranch);
    draft.title = line(started.title(), draft.title);
    draft.resumedFrom = word(started.resumedFrom(), draft.resumedFrom);
    if (started.controls() != null) {
      draft.controls = started.controls();
    }
    if (started.metadata() != null) {
      draft.metadata = started.metadata();
    }
    if (started.repository() != null) {
      draft.repository = word(started.repository(), null);
      draft.isRepositoryGiven = true;
    }
    move(draft, started.cwd());
  }

  private static void move(SessionDraft draft, @Nullable String cwd) {
    draft.cwd = word(cwd, draft.cwd);
    if (!draft.isRepositoryGiven && draft.cwd != null) {
      draft.repository = RepositoryName.of(draft.cwd);
    }
  }

  /** An update may end a session or let it go on, by the older product's words. */
  private static void turn(SessionDraft draft, String status) {
    switch (status) {
      case "completed" -> end(draft, Status.COMPLETED);
      case "failed" -> end(draft, Status.FAILED);
      case "in_progress" -> draft.resume();
      default -> {}
    }
  }

  /** The first end counts; another one only adds what it says. */
  private static void end(SessionDraft draft, Status status) {
    if (draft.isEnded()) {
      return;
    }
    draft.status = status;
    draft.endedAt = draft.at;
    draft.phase = Phase.IDLE;
    draft.openCalls = TreePVector.empty();
    AskFold.closeAll(draft);
    CommandFold.expireAll(draft);
    SubagentFold.stopAll(draft);
  }

  private static boolean isFailure(@Nullable String reason) {
    return reason != null && FAILURES.contains(reason.toLowerCase(Locale.ROOT));
  }

  private static Instant earlier(Instant some, Instant other) {
    return some.isBefore(other) ? some : other;
  }

  private static @Nullable String lastWords(@Nullable String message) {
    String line = message == null ? "" : Texts.line(message, Activity.CHARS_MAX);
    return line.isEmpty() ? null : line;
  }

  private static @Nullable String word(@Nullable String given, @Nullable String known) {
    return given == null ? known : Texts.cut(given, WORD_CHARS_MAX);
  }

  private static @Nullable String text(@Nullable String given, @Nullable String known) {
    return given == null ? known : Texts.cut(given, SUMMARY_CHARS_MAX);
  }

  private static @Nullable String line(@Nullable String given, @Nullable String known) {
    return given == null ? known : Texts.line(given, TITLE_CHARS_MAX);
  }
}
