package dev.signalbox.session.fold;

import dev.signalbox.protocol.Chain;
import dev.signalbox.protocol.Chain.Counts;
import dev.signalbox.protocol.Chain.Status;
import dev.signalbox.protocol.Detail;
import dev.signalbox.protocol.Session;
import dev.signalbox.protocol.Step;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The rules for {@code chain:*}, and to which chain a step belongs that does not say: the current
 * one, which is the chain that started last and is not over.
 */
final class ChainFold {
  /** The chain of steps that belong to none. */
  static final String DEFAULT = "default";

  private ChainFold() {}

  static void compiled(SessionDraft draft, Detail.ChainCompiled compiled) {
    String chainId =
        compiled.chainId() == null ? "chain-" + draft.logged.sequence() : compiled.chainId();
    Chain known = draft.chains.find(chainId).orElseGet(() -> blank(chainId));
    put(
        draft,
        new Chain(
            chainId,
            or(compiled.title(), known.title()),
            known.status(),
            or(compiled.source(), known.source()),
            or(compiled.ref(), known.ref()),
            or(compiled.executionMode(), known.executionMode()),
            known.startedAt(),
            known.completedAt(),
            known.summary(),
            known.steps()));
    if (draft.chainCounts.current() == null && !known.status().isEnd()) {
      makeCurrent(draft, chainId);
    }
    for (Detail.PlannedStep step : compiled.steps()) {
      StepFold.planned(draft, chainId, step);
    }
  }

  static void started(SessionDraft draft, Detail.ChainStarted started) {
    draft.work();
    Chain known = draft.chains.find(started.chainId()).orElseGet(() -> blank(started.chainId()));
    boolean isLate = known.completedAt() != null && draft.at.isBefore(known.completedAt());
    Chain titled = withTitle(known, or(started.title(), known.title()));
    put(draft, isLate ? titled : running(titled, draft.at));
    if (!isLate) {
      makeCurrent(draft, started.chainId());
    }
  }

  static void completed(SessionDraft draft, Detail.ChainCompleted completed) {
    String chainId = completed.chainId();
    Chain known = draft.chains.find(chainId).orElseGet(() -> blank(chainId));
    Instant startedAt = known.startedAt();
    boolean isBefore = startedAt != null && draft.at.isBefore(startedAt);
    put(
        draft,
        new Chain(
            chainId,
            known.title(),
            outcome(completed.overallStatus(), known.steps()),
            known.source(),
            known.ref(),
            known.executionMode(),
            startedAt,
            isBefore ? startedAt : draft.at,
            or(completed.summary(), known.summary()),
            known.steps()));
    if (chainId.equals(draft.chainCounts.current())) {
      makeCurrent(draft, newestRunning(draft));
    }
  }

  /** The chain of a step that starts. */
  static String chainOf(SessionDraft draft, @Nullable String given) {
    if (given != null) {
      return given;
    }
    String current = draft.chainCounts.current();
    return current == null ? DEFAULT : current;
  }

  /** The chain of a step that ends: a late end belongs to the chain that was current last. */
  static String chainOfEnd(SessionDraft draft, @Nullable String given, int stepNumber) {
    String last = draft.lastChain;
    if (given == null && draft.chainCounts.current() == null && last != null) {
      boolean isItsStep = draft.steps.find(new StepKey(last, stepNumber)).isPresent();
      return isItsStep ? last : DEFAULT;
    }
    return chainOf(draft, given);
  }

  /** A chain of which only a step is known. */
  static void know(SessionDraft draft, String chainId) {
    if (draft.chains.find(chainId).isEmpty()) {
      run(draft, chainId);
    }
  }

  /** A step of the chain starts, so it runs. */
  static void run(SessionDraft draft, String chainId) {
    Chain known = draft.chains.find(chainId).orElseGet(() -> blank(chainId));
    boolean isOver = known.completedAt() != null && draft.at.isBefore(known.completedAt());
    if (known.status() != Status.RUNNING && !isOver) {
      put(draft, running(known, draft.at));
    }
    if (draft.chainCounts.current() == null && !isOver) {
      makeCurrent(draft, chainId);
    }
  }

  /** One step of the chain changed its status. */
  static void recount(
      SessionDraft draft, String chainId, Step.@Nullable Status was, Step.Status is) {
    if (was == is) {
      return;
    }
    Chain chain = draft.chains.find(chainId).orElseGet(() -> blank(chainId));
    Counts counts = chain.steps();
    put(
        draft,
        withSteps(
            chain,
            new Counts(
                counts.total() + (was == null ? 1 : 0),
                counts.running() + change(was, is, Step.Status.RUNNING),
                counts.done() + change(was, is, Step.Status.COMPLETED),
                counts.failed() + change(was, is, Step.Status.FAILED),
                counts.skipped() + change(was, is, Step.Status.SKIPPED))));
  }

  private static int change(Step.@Nullable Status was, Step.Status is, Step.Status counted) {
    return StepFold.change(was, is, status -> status == counted);
  }

  private static void put(SessionDraft draft, Chain chain) {
    draft.chains =
        draft.chains.find(chain.chainId()).isEmpty()
            ? draft.chains.with(chain.chainId(), draft.logged.sequence(), chain)
            : draft.chains.changed(chain.chainId(), chain);
    draft.chainCounts = new Session.Chains(draft.chains.size(), draft.chainCounts.current());
  }

  private static void makeCurrent(SessionDraft draft, @Nullable String chainId) {
    draft.chainCounts = new Session.Chains(draft.chains.size(), chainId);
    if (chainId != null) {
      draft.lastChain = chainId;
    }
  }

  private static @Nullable String newestRunning(SessionDraft draft) {
    List<Chain> running =
        draft.chains.inOrder().stream().filter(it -> it.status() == Status.RUNNING).toList();
    return running.isEmpty() ? null : running.getLast().chainId();
  }

  /** As the sender says, else by how its steps ended. */
  private static Status outcome(@Nullable String said, Counts steps) {
    return switch (said == null ? "" : said.toLowerCase(Locale.ROOT)) {
      case "success", "succeeded", "completed" -> Status.SUCCESS;
      case "partial" -> Status.PARTIAL;
      case "failure", "failed" -> Status.FAILURE;
      default -> {
        if (steps.failed() == 0) {
          yield Status.SUCCESS;
        }
        yield steps.done() == 0 ? Status.FAILURE : Status.PARTIAL;
      }
    };
  }

  private static Chain blank(String chainId) {
    return new Chain(
        chainId, null, Status.COMPILED, null, null, null, null, null, null, Counts.NONE);
  }

  private static Chain running(Chain chain, Instant at) {
    boolean isAgain = chain.status().isEnd();
    return new Chain(
        chain.chainId(),
        chain.title(),
        Status.RUNNING,
        chain.source(),
        chain.ref(),
        chain.executionMode(),
        chain.startedAt() == null ? at : chain.startedAt(),
        isAgain ? null : chain.completedAt(),
        isAgain ? null : chain.summary(),
        chain.steps());
  }

  private static Chain withTitle(Chain chain, @Nullable String title) {
    return new Chain(
        chain.chainId(),
        title,
        chain.status(),
        chain.source(),
        chain.ref(),
        chain.executionMode(),
        chain.startedAt(),
        chain.completedAt(),
        chain.summary(),
        chain.steps());
  }

  private static Chain withSteps(Chain chain, Counts steps) {
    return new Chain(
        chain.chainId(),
        chain.title(),
        chain.status(),
        chain.source(),
        chain.ref(),
        chain.executionMode(),
        chain.startedAt(),
        chain.completedAt(),
        chain.summary(),
        steps);
  }

  private static @Nullable String or(@Nullable String given, @Nullable String known) {
    return given == null ? known : given;
  }
}
