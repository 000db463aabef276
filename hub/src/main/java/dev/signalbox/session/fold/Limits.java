package dev.signalbox.session.fold;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.protocol.Ask;
import dev.signalbox.protocol.Detail;
import dev.signalbox.protocol.Event;
import dev.signalbox.protocol.InvalidEventException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How much one session may hold at once (P12). An event that would take it further is refused
 * before it is logged; the log itself is not bounded by this. Long values do not come here whole:
 * an event's {@link Detail} has them cut.
 */
public final class Limits {
  /** More would make a session too slow to load, and nobody could look at them. */
  public static final int STEPS_MAX = 10_000;

  public static final int CHAINS_MAX = 1_000;
  public static final int SUBAGENTS_MAX = 1_000;
  public static final int OPEN_ASKS_MAX = 100;
  public static final int UNFINISHED_COMMANDS_MAX = 1_000;

  /** A message to an agent is kept whole until it is taken; a WebSocket takes as much. */
  public static final int COMMAND_CHARS_MAX = 65_536;

  /** Labels and metadata go out with every summary of the session: they must stay small. */
  public static final int LABELS_MAX = 50;

  public static final int LABEL_CHARS_MAX = 100;
  public static final int METADATA_CHARS_MAX = 16_384;

  private Limits() {}

  /** Throws when this event says more than a summary may carry. */
  public static void check(Event event) {
    switch (event.detail()) {
      case Detail.SessionStarted started -> checkMetadata(started.metadata());
      case Detail.SessionUpdated updated -> {
        checkMetadata(updated.metadata());
        checkLabels(updated.labels());
      }
      case Detail.CommandIssued issued -> {
        checkForAgent("input", issued.input());
        checkForAgent("options", issued.options());
      }
      case Detail.SessionIdle _,
          Detail.SessionEnded _,
          Detail.SessionLost _,
          Detail.SessionDeleted _,
          Detail.ChainCompiled _,
          Detail.ChainStarted _,
          Detail.ChainCompleted _,
          Detail.StepStarted _,
          Detail.StepEnded _,
          Detail.ToolStarted _,
          Detail.ToolEnded _,
          Detail.UserMessage _,
          Detail.AssistantMessage _,
          Detail.AgentStarted _,
          Detail.AgentStopped _,
          Detail.UsageRecorded _,
          Detail.AwaitingInput _,
          Detail.InputReceived _,
          Detail.Waited _,
          Detail.CommandMoved _,
          Detail.Other _ -> {}
    }
  }

  /** Throws when the session has no room for what this event says. */
  public static void check(SessionState state, Event event) {
    check(event);
    switch (event.detail()) {
      case Detail.ChainCompiled compiled -> checkCompiled(state, compiled);
      case Detail.ChainStarted started -> checkChain(state, started.chainId());
      case Detail.ChainCompleted completed -> checkChain(state, completed.chainId());
      case Detail.StepStarted started -> checkStep(state, started.chainId(), started.stepNumber());
      case Detail.StepEnded ended -> checkStep(state, ended.chainId(), ended.stepNumber());
      case Detail.AgentStarted started -> checkSubagent(state, started.agentId());
      case Detail.AgentStopped stopped -> checkSubagent(state, stopped.agentId());
      case Detail.AwaitingInput asked -> checkAsk(state, asked.askId());
      case Detail.CommandIssued _ ->
          require(
              state.commands().inOrder().stream().filter(it -> !it.status().isFinal()).count()
                  < UNFINISHED_COMMANDS_MAX,
              UNFINISHED_COMMANDS_MAX,
              "unfinished commands");
      case Detail.SessionStarted _,
          Detail.SessionUpdated _,
          Detail.SessionIdle _,
          Detail.SessionEnded _,
          Detail.SessionLost _,
          Detail.SessionDeleted _,
          Detail.ToolStarted _,
          Detail.ToolEnded _,
          Detail.UserMessage _,
          Detail.AssistantMessage _,
          Detail.UsageRecorded _,
          Detail.InputReceived _,
          Detail.Waited _,
          Detail.CommandMoved _,
          Detail.Other _ -> {}
    }
  }

  private static void checkCompiled(SessionState state, Detail.ChainCompiled compiled) {
    String chainId = compiled.chainId();
    checkChain(state, chainId == null ? "" : chainId);
    long added =
        compiled.steps().stream()
            .filter(step -> chainId == null || isNew(state, chainId, step.stepNumber()))
            .count();
    require(state.steps().size() + added <= STEPS_MAX, STEPS_MAX, "steps");
  }

  private static void checkChain(SessionState state, String chainId) {
    require(
        state.chains().size() < CHAINS_MAX || state.chains().find(chainId).isPresent(),
        CHAINS_MAX,
        "chains");
  }

  private static void checkStep(SessionState state, @Nullable String chainId, int stepNumber) {
    String chain = chainId == null ? state.session().chains().current() : chainId;
    if (chain != null) {
      checkChain(state, chain);
    }
    boolean isKnown = chain != null && !isNew(state, chain, stepNumber);
    require(isKnown || state.steps().size() < STEPS_MAX, STEPS_MAX, "steps");
  }

  private static boolean isNew(SessionState state, String chainId, int stepNumber) {
    return state.steps().find(new StepKey(chainId, stepNumber)).isEmpty();
  }

  private static void checkSubagent(SessionState state, String agentId) {
    require(
        state.subagents().size() < SUBAGENTS_MAX || state.subagents().find(agentId).isPresent(),
        SUBAGENTS_MAX,
        "subagents");
  }

  private static void checkAsk(SessionState state, @Nullable String askId) {
    boolean isKnown = askId != null && state.asks().find(askId).filter(Ask::isOpen).isPresent();
    require(
        isKnown || state.asks().inOrder().stream().filter(Ask::isOpen).count() < OPEN_ASKS_MAX,
        OPEN_ASKS_MAX,
        "open asks");
  }

  private static void checkMetadata(@Nullable ObjectNode metadata) {
    if (metadata != null && metadata.toString().length() > METADATA_CHARS_MAX) {
      throw tooLarge("metadata", "metadata of at most " + METADATA_CHARS_MAX + " characters");
    }
  }

  private static void checkLabels(@Nullable List<String> labels) {
    if (labels == null) {
      return;
    }
    if (labels.size() > LABELS_MAX
        || labels.stream().anyMatch(label -> label.length() > LABEL_CHARS_MAX)) {
      throw tooLarge(
          "labels", "at most " + LABELS_MAX + " labels of " + LABEL_CHARS_MAX + " characters each");
    }
  }

  private static void checkForAgent(String field, @Nullable JsonNode value) {
    if (value != null && value.toString().length() > COMMAND_CHARS_MAX) {
      throw tooLarge(field, field + " of at most " + COMMAND_CHARS_MAX + " characters");
    }
  }

  private static void require(boolean hasRoom, int max, String what) {
    if (!hasRoom) {
      throw tooLarge("", "at most " + max + " " + what + " in a session");
    }
  }

  private static InvalidEventException tooLarge(String path, String expected) {
    return new InvalidEventException(path, "too-large", "Expected " + expected + ", but got more");
  }
}
