package dev.signalbox.protocol;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an event says, by its type: the table of event types of {@code docs/protocol.md} as records.
 * Only the fields that change state are here, the long ones cut to what state keeps of them; the
 * body keeps everything. Types without effect on state, and types that nobody has heard of, are
 * {@link Other}.
 */
public sealed interface Detail {

  /** {@code session:started}. Without a {@code cwd} only when the hub inferred the session. */
  record SessionStarted(
      @Nullable String cwd,
      @Nullable String user,
      @Nullable String hostname,
      @Nullable String platform,
      @Nullable String agent,
      @Nullable String agentVersion,
      @Nullable String model,
      @Nullable String gitBranch,
      @Nullable String repository,
      @Nullable String title,
      @Nullable String resumedFrom,
      @Nullable ObjectNode metadata,
      @Nullable AgentProcess process,
      @Nullable List<String> controls,
      boolean inferred)
      implements Detail {}

  /** {@code session:updated}: absent fields stay as they are. */
  record SessionUpdated(
      @Nullable String status,
      @Nullable String title,
      @Nullable String model,
      @Nullable String gitBranch,
      @Nullable String cwd,
      @Nullable String summary,
      @Nullable String endReason,
      @Nullable List<String> labels,
      @Nullable ObjectNode metadata,
      @Nullable AgentProcess process)
      implements Detail {}

  /** {@code session:idle}: the turn is over. {@code turnId} names the turn, when the agent does. */
  record SessionIdle(@Nullable String lastMessage, @Nullable String turnId) implements Detail {}

  /** {@code session:ended}. {@code failed} when the session says that it failed. */
  record SessionEnded(@Nullable String reason, @Nullable String summary, boolean failed)
      implements Detail {}

  /** {@code session:lost}: the liveness lease ran out, or the agent's process is gone. */
  record SessionLost() implements Detail {}

  /** {@code session:deleted}. */
  record SessionDeleted() implements Detail {}

  /** {@code chain:compiled}: a planned graph of steps, acyclic. */
  record ChainCompiled(
      @Nullable String chainId,
      @Nullable String title,
      @Nullable String source,
      @Nullable String ref,
      @Nullable String executionMode,
      List<PlannedStep> steps)
      implements Detail {
    public ChainCompiled {
      steps = List.copyOf(steps);
    }
  }

  /** A step as a chain plans it. */
  record PlannedStep(
      int stepNumber,
      @Nullable String action,
      @Nullable String description,
      @Nullable String model,
      @Nullable JsonNode inputs,
      List<Integer> waitsFor) {
    public PlannedStep {
      waitsFor = List.copyOf(waitsFor);
    }
  }

  /** {@code chain:started}. */
  record ChainStarted(String chainId, @Nullable String title) implements Detail {}

  /** {@code chain:completed}; {@code overallStatus} success, partial or failure when given. */
  record ChainCompleted(String chainId, @Nullable String overallStatus, @Nullable String summary)
      implements Detail {}

  /** {@code step:spawned} and {@code step:started}. */
  record StepStarted(
      int stepNumber,
      @Nullable String chainId,
      @Nullable String action,
      @Nullable String description,
      @Nullable String model,
      @Nullable String agentName,
      @Nullable JsonNode inputs,
      @Nullable List<Integer> waitsFor,
      @Nullable String parentStepId,
      @Nullable Integer depth)
      implements Detail {}

  /** {@code step:completed}, {@code step:failed} and {@code step:skipped}. */
  record StepEnded(
      int stepNumber,
      @Nullable String chainId,
      Outcome outcome,
      @Nullable Long durationMs,
      @Nullable JsonNode result,
      @Nullable String error,
      @Nullable String errorType,
      @Nullable String suggestion,
      @Nullable String learning,
      @Nullable JsonNode fileChanges)
      implements Detail {
    /** How a step ended. */
    public enum Outcome {
      COMPLETED,
      FAILED,
      SKIPPED
    }
  }

  /** {@code tool:started}. */
  record ToolStarted(String toolName, @Nullable String toolUseId, @Nullable JsonNode input)
      implements Detail {}

  /** {@code tool:completed} and {@code tool:failed}. */
  record ToolEnded(
      String toolName, @Nullable String toolUseId, @Nullable JsonNode input, boolean failed)
      implements Detail {}

  /** {@code message:user}. {@code automatic} when a machine wrote it, e.g. a wake-up. */
  record UserMessage(String text, boolean automatic) implements Detail {}

  /** {@code message:assistant}. */
  record AssistantMessage() implements Detail {}

  /** {@code agent:started}: a subagent. An absent parent stays unknown. */
  record AgentStarted(
      String agentId,
      @Nullable String agentType,
      @Nullable String parentAgentId,
      @Nullable String description)
      implements Detail {}

  /** {@code agent:stopped}. */
  record AgentStopped(
      String agentId,
      @Nullable String agentType,
      @Nullable String description,
      @Nullable String lastMessage)
      implements Detail {}

  /**
   * {@code usage:recorded}; counted once per {@code requestId}. Negative numbers read as 0; an
   * auxiliary call tells no model.
   */
  record UsageRecorded(
      Usage usage, @Nullable String model, @Nullable String requestId, @Nullable String agentId)
      implements Detail {}

  /** {@code interaction:awaiting-input}: opens an ask. */
  record AwaitingInput(
      @Nullable String askId,
      Ask.Kind kind,
      @Nullable String question,
      @Nullable String toolName,
      @Nullable JsonNode toolInput,
      @Nullable JsonNode options,
      @Nullable List<String> quickResponses,
      @Nullable JsonNode suggestions,
      boolean takesInput,
      boolean exclusive,
      boolean answerable,
      @Nullable String holder,
      @Nullable Long leaseMs,
      @Nullable Instant expiresAt,
      @Nullable String reason)
      implements Detail {}

  /** {@code interaction:input-received}: closes the ask, or the only open one when unnamed. */
  record InputReceived(
      @Nullable String askId,
      @Nullable JsonNode input,
      @Nullable String decision,
      @Nullable String message,
      @Nullable String source,
      @Nullable String by,
      @Nullable String reason)
      implements Detail {}

  /** {@code interaction:waited}: a call had to wait for a person, and does no longer. */
  record Waited(long durationMs) implements Detail {}

  /** {@code command:issued}. */
  record CommandIssued(
      String commandId,
      @Nullable String command,
      @Nullable Integer stepNumber,
      @Nullable String reason,
      @Nullable JsonNode options,
      @Nullable JsonNode input,
      @Nullable String by)
      implements Detail {}

  /** {@code command:delivered}, {@code :acknowledged}, {@code :failed} and {@code :expired}. */
  record CommandMoved(
      String commandId, Command.Status status, @Nullable String error, @Nullable String at)
      implements Detail {}

  /** Any other type: stored, delivered and shown as it is (P7). */
  record Other() implements Detail {}
}
