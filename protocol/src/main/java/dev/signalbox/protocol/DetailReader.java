package dev.signalbox.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.protocol.Detail.StepEnded.Outcome;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Reads an event's body by its type: one line of the table of event types each. */
final class DetailReader {
  private static final Detail OTHER = new Detail.Other();

  private DetailReader() {}

  static Detail read(String type, Fields body) {
    return switch (type) {
      case "session:started" -> sessionStarted(body);
      case "session:updated" -> sessionUpdated(body);
      case "session:idle" -> new Detail.SessionIdle(body.text("lastMessage"), body.text("turnId"));
      case "session:ended" ->
          new Detail.SessionEnded(
              body.text("reason"), body.text("summary"), "failed".equals(body.text("status")));
      case "session:lost" -> new Detail.SessionLost(body.text("reason"));
      case "session:deleted" -> new Detail.SessionDeleted(body.text("reason"));
      case "chain:compiled" -> chainCompiled(body);
      case "chain:started" -> new Detail.ChainStarted(body.required("chainId"), body.text("title"));
      case "chain:completed" ->
          new Detail.ChainCompleted(
              body.required("chainId"), body.text("overallStatus"), body.text("summary"));
      case "step:spawned", "step:started" -> stepStarted(body);
      case "step:completed" -> stepCompleted(body);
      case "step:failed" -> stepEnded(body, Outcome.FAILED);
      case "step:skipped" -> stepEnded(body, Outcome.SKIPPED);
      case "tool:started" ->
          new Detail.ToolStarted(
              body.required("toolName"),
              body.text("toolUseId"),
              body.json("input"),
              body.text("turnId"));
      case "tool:completed" -> toolEnded(body, false);
      case "tool:failed" -> toolEnded(body, true);
      case "message:user" ->
          new Detail.UserMessage(
              body.required("text"), Boolean.TRUE.equals(body.flag("automatic")));
      case "message:assistant" -> new Detail.AssistantMessage(body.required("text"));
      case "agent:started" ->
          new Detail.AgentStarted(
              body.required("agentId"),
              body.text("agentType"),
              body.text("parentAgentId"),
              body.text("description"));
      case "agent:stopped" ->
          new Detail.AgentStopped(
              body.required("agentId"),
              body.text("agentType"),
              body.text("description"),
              body.text("lastMessage"));
      case "usage:recorded" -> usage(body);
      case "interaction:awaiting-input" -> awaitingInput(body);
      case "interaction:input-received" ->
          new Detail.InputReceived(
              body.text("askId"),
              body.json("input"),
              body.text("decision"),
              body.text("source"),
              body.text("by"));
      case "command:issued" -> commandIssued(body);
      case "command:delivered" -> commandMoved(body, Command.Status.DELIVERED);
      case "command:acknowledged" -> commandMoved(body, Command.Status.ACKNOWLEDGED);
      case "command:failed" -> commandMoved(body, Command.Status.FAILED);
      case "command:expired" -> commandMoved(body, Command.Status.EXPIRED);
      case "error:occurred" ->
          new Detail.ErrorOccurred(body.required("error"), body.flag("recoverable"));
      case "warning:occurred" -> checked(body, "warning");
      case "terminal:output" -> checked(body, "output");
      case "file:created", "file:modified", "file:deleted" -> checked(body, "path");
      default -> OTHER;
    };
  }

  private static Detail checked(Fields body, String required) {
    body.required(required);
    return OTHER;
  }

  private static Detail sessionStarted(Fields body) {
    boolean inferred = Boolean.TRUE.equals(body.flag("inferred"));
    return new Detail.SessionStarted(
        inferred ? body.text("cwd") : body.required("cwd"),
        body.firstText("user", "userId"),
        body.text("hostname"),
        body.text("platform"),
        body.text("agent"),
        body.text("agentVersion"),
        body.text("model"),
        body.text("gitBranch"),
        body.text("repository"),
        body.text("title"),
        body.text("resumedFrom"),
        body.object("metadata"),
        inferred);
  }

  private static Detail sessionUpdated(Fields body) {
    return new Detail.SessionUpdated(
        body.text("status"),
        body.text("title"),
        body.text("model"),
        body.text("gitBranch"),
        body.text("cwd"),
        body.text("summary"),
        body.text("endReason"),
        body.texts("labels"),
        body.object("metadata"));
  }

  private static Detail chainCompiled(Fields body) {
    List<Detail.PlannedStep> steps = planned(body.objects("steps"));
    ChainGraph.requireAcyclic(steps);
    return new Detail.ChainCompiled(
        body.text("chainId"),
        body.text("title"),
        body.text("source"),
        body.text("ref"),
        body.text("executionMode"),
        steps);
  }

  private static List<Detail.PlannedStep> planned(List<ObjectNode> steps) {
    return IntStream.range(0, steps.size())
        .mapToObj(index -> planned(new Fields(steps.get(index), "steps[" + index + "].")))
        .toList();
  }

  private static Detail.PlannedStep planned(Fields fields) {
    return new Detail.PlannedStep(
        fields.requiredNumber("stepNumber"),
        fields.text("action"),
        fields.text("description"),
        fields.text("model"),
        fields.json("inputs"),
        fields.numbers("waitsFor"));
  }

  private static Detail stepStarted(Fields body) {
    Long depth = body.number("depth");
    return new Detail.StepStarted(
        body.requiredNumber("stepNumber"),
        body.text("chainId"),
        body.text("action"),
        body.text("description"),
        body.text("model"),
        body.text("agentName"),
        body.json("inputs"),
        body.json("waitsFor") == null ? null : body.numbers("waitsFor"),
        body.text("parentStepId"),
        depth == null ? null : (Integer) Math.clamp(depth, 0, 1000));
  }

  /** The older product reports a failure as completed with {@code succeeded: false}. */
  private static Detail stepCompleted(Fields body) {
    return stepEnded(
        body, Boolean.FALSE.equals(body.flag("succeeded")) ? Outcome.FAILED : Outcome.COMPLETED);
  }

  private static Detail stepEnded(Fields body, Outcome outcome) {
    return new Detail.StepEnded(
        body.requiredNumber("stepNumber"),
        body.text("chainId"),
        outcome,
        body.number("duration"),
        body.json("result"),
        body.text("error"),
        body.text("errorType"),
        body.text("suggestion"),
        body.text("learning"),
        body.json("fileChanges"));
  }

  private static Detail toolEnded(Fields body, boolean failed) {
    return new Detail.ToolEnded(
        body.required("toolName"), body.text("toolUseId"), body.json("input"), failed);
  }

  private static Detail usage(Fields body) {
    Double cost = body.decimal("costUsd");
    var usage =
        new Usage(
            count(body, "inputTokens"),
            count(body, "outputTokens"),
            count(body, "cacheReadTokens"),
            count(body, "cacheWriteTokens"),
            cost == null ? 0 : Math.max(0, cost));
    return new Detail.UsageRecorded(
        usage, body.text("model"), body.text("requestId"), body.text("agentId"));
  }

  private static long count(Fields body, String name) {
    Long number = body.number(name);
    return number == null ? 0 : Math.max(0, number);
  }

  private static Detail awaitingInput(Fields body) {
    return new Detail.AwaitingInput(
        body.text("askId"),
        askKind(body.firstText("kind", "promptType")),
        body.firstText("question", "promptText"),
        body.text("toolName"),
        body.json("toolInput"),
        body.json("options"),
        body.texts("quickResponses"),
        body.time("expiresAt"));
  }

  private static Ask.Kind askKind(@Nullable String kind) {
    return switch (kind == null ? "" : kind.toLowerCase(Locale.ROOT)) {
      case "approval", "permission", "confirm", "confirmation" -> Ask.Kind.APPROVAL;
      case "question", "choice", "select" -> Ask.Kind.QUESTION;
      default -> Ask.Kind.INPUT;
    };
  }

  /** In the body the command's kind is {@code command}, since {@code type} is the event's own. */
  private static Detail commandIssued(Fields body) {
    Long stepNumber = body.number("stepNumber");
    return new Detail.CommandIssued(
        body.required("commandId"),
        body.text("command"),
        stepNumber == null ? null : (Integer) Math.clamp(stepNumber, 0, Integer.MAX_VALUE),
        body.text("reason"),
        body.json("options"),
        body.json("input"),
        body.text("by"));
  }

  private static Detail commandMoved(Fields body, Command.Status status) {
    return new Detail.CommandMoved(body.required("commandId"), status, body.text("error"));
  }
}
