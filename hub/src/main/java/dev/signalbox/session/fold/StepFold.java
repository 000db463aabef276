package dev.signalbox.session.fold;

import dev.signalbox.protocol.Detail;
import dev.signalbox.protocol.Session;
import dev.signalbox.protocol.Step;
import dev.signalbox.protocol.Step.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The rules for {@code step:*}. What a step was told stays until it is told otherwise. */
final class StepFold {
  private StepFold() {}

  /** A step starts, again too: but a start that happened before the step's end is late. */
  static void started(SessionDraft draft, Detail.StepStarted started) {
    draft.work();
    var key = new StepKey(ChainFold.chainOf(draft, started.chainId()), started.stepNumber());
    ChainFold.run(draft, key.chainId());
    Step known = known(draft, key);
    boolean isLate = known.endedAt() != null && draft.at.isBefore(known.endedAt());
    boolean isAgain = known.endedAt() != null && !isLate;
    put(
        draft,
        key,
        new Step(
            key.chainId(),
            key.stepNumber(),
            or(started.action(), known.action()),
            or(started.description(), known.description()),
            or(started.model(), known.model()),
            or(started.agentName(), known.agentName()),
            isLate ? known.status() : Status.RUNNING,
            started.waitsFor() == null ? known.waitsFor() : started.waitsFor(),
            or(started.inputs(), known.inputs()),
            isAgain ? null : known.result(),
            isAgain ? null : known.error(),
            isAgain ? null : known.errorType(),
            isAgain ? null : known.suggestion(),
            known.learning(),
            isAgain || known.startedAt() == null ? draft.at : known.startedAt(),
            isAgain ? null : known.endedAt(),
            isAgain ? null : known.durationMs(),
            or(started.parentStepId(), known.parentStepId()),
            or(started.depth(), known.depth()),
            known.fileChanges()));
  }

  static void ended(SessionDraft draft, Detail.StepEnded ended) {
    String chainId = ChainFold.chainOfEnd(draft, ended.chainId(), ended.stepNumber());
    var key = new StepKey(chainId, ended.stepNumber());
    ChainFold.know(draft, chainId);
    Step known = known(draft, key);
    put(
        draft,
        key,
        new Step(
            chainId,
            key.stepNumber(),
            known.action(),
            known.description(),
            known.model(),
            known.agentName(),
            status(ended.outcome()),
            known.waitsFor(),
            known.inputs(),
            or(ended.result(), known.result()),
            or(ended.error(), known.error()),
            or(ended.errorType(), known.errorType()),
            or(ended.suggestion(), known.suggestion()),
            or(ended.learning(), known.learning()),
            known.startedAt(),
            end(known, draft.at),
            duration(ended, known, draft.at),
            known.parentStepId(),
            known.depth(),
            or(ended.fileChanges(), known.fileChanges())));
  }

  /** A step as its chain plans it; one that is under way keeps how it stands. */
  static void planned(SessionDraft draft, String chainId, Detail.PlannedStep planned) {
    var key = new StepKey(chainId, planned.stepNumber());
    Step known = known(draft, key);
    put(
        draft,
        key,
        new Step(
            chainId,
            key.stepNumber(),
            or(planned.action(), known.action()),
            or(planned.description(), known.description()),
            or(planned.model(), known.model()),
            known.agentName(),
            known.status(),
            planned.waitsFor(),
            or(planned.inputs(), known.inputs()),
            known.result(),
            known.error(),
            known.errorType(),
            known.suggestion(),
            known.learning(),
            known.startedAt(),
            known.endedAt(),
            known.durationMs(),
            known.parentStepId(),
            known.depth(),
            known.fileChanges()));
  }

  private static Step known(SessionDraft draft, StepKey key) {
    return draft.steps.find(key).orElseGet(() -> blank(key));
  }

  private static Step blank(StepKey key) {
    return new Step(
        key.chainId(),
        key.stepNumber(),
        null,
        null,
        null,
        null,
        Status.PENDING,
        List.of(),
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
        null);
  }

  private static void put(SessionDraft draft, StepKey key, Step step) {
    Step before = draft.steps.find(key).orElse(null);
    draft.steps =
        before == null
            ? draft.steps.with(key, draft.logged.sequence(), step)
            : draft.steps.changed(key, step);
    Status was = before == null ? null : before.status();
    ChainFold.recount(draft, key.chainId(), was, step.status());
    draft.stepCounts =
        new Session.Steps(
            draft.steps.size(),
            draft.stepCounts.done() + change(was, step.status(), StepFold::isDone),
            draft.stepCounts.failed()
                + change(was, step.status(), status -> status == Status.FAILED));
  }

  /** By how much a count of steps changes when one step's status does. */
  static int change(@Nullable Status was, Status is, Counted counted) {
    return (counted.includes(is) ? 1 : 0) - (was != null && counted.includes(was) ? 1 : 0);
  }

  private static boolean isDone(Status status) {
    return status == Status.COMPLETED || status == Status.SKIPPED;
  }

  private static Status status(Detail.StepEnded.Outcome outcome) {
    return switch (outcome) {
      case COMPLETED -> Status.COMPLETED;
      case FAILED -> Status.FAILED;
      case SKIPPED -> Status.SKIPPED;
    };
  }

  private static Instant end(Step known, Instant at) {
    return known.startedAt() != null && at.isBefore(known.startedAt()) ? known.startedAt() : at;
  }

  private static @Nullable Long duration(Detail.StepEnded ended, Step known, Instant at) {
    if (ended.durationMs() != null) {
      return Math.max(0, ended.durationMs());
    }
    if (known.startedAt() == null) {
      return known.durationMs();
    }
    return Math.max(0, Duration.between(known.startedAt(), at).toMillis());
  }

  private static <T> @Nullable T or(@Nullable T given, @Nullable T known) {
    return given == null ? known : given;
  }

  /** Which steps a count counts. */
  interface Counted {
    boolean includes(Status status);
  }
}
