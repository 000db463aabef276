package dev.signalbox.protocol;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.protocol.Detail.StepEnded.Outcome;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Reads an event's body by its type: one line of the table of event types each. */
final class DetailReader {
  /** Answers that an ask offers beside each other; a page has no room for more. */
  private static final int QUICK_RESPONSES_MAX = 50;

  private static final Detail OTHER = new Detail.Other();

  private DetailReader() {}

  static Detail read(String type, Fields body) {
    return switch (type) {
      case "session:started" -> sessionStarted(body);
      case "session:updated" -> sessionUpdated(body);
      case "session:idle" -> new Detail.SessionIdle(body.text("lastMessage"), body.id("turnId"));
      case "session:ended" ->
          new Detail.SessionEnded(
              body.text("reason"), body.text("summary"), "failed".equals(body.text("status")));
      case "session:lost" -> new Detail.SessionLost();
      case "session:deleted" -> new Detail.SessionDeleted();
      case "chain:compiled" -> chainCompiled(body);
      case "chain:started" ->
          new Detail.ChainStarted(body.requiredId("chainId"), body.brief("title"));
      case "chain:completed" ->
          new Detail.ChainCompleted(
              body.requiredId("chainId"), body.name("overallStatus"), body.brief("summary"));
      case "step:spawned", "step:started" -> stepStarted(body);
      case "step:completed" -> stepCompleted(body);
      case "step:failed" -> stepEnded(body, Outcome.FAILED);
      case "step:skipped" -> stepEnded(body, Outcome.SKIPPED);
      case "tool:started" ->
          new Detail.ToolStarted(toolName(body), body.id("toolUseId"), body.excerpt("input"));
      case "tool:completed" -> toolEnded(body, false);
      case "tool:failed" -> toolEnded(body, true);
      case "message:user" -> userMessage(body);
      case "message:assistant" -> {
        body.required("text");
        yield new Detail.AssistantMessage();
      }
      case "agent:started" ->
          new Detail.AgentStarted(
              body.requiredId("agentId"),
              body.name("agentType"),
              body.id("parentAgentId"),
              body.brief("description"));
      case "agent:stopped" ->
          new Detail.AgentStopped(
              body.requiredId("agentId"),
              body.name("agentType"),
              body.brief("description"),
              body.brief("lastMessage"));
      case "usage:recorded" -> usage(body);
      case "interaction:awaiting-input" -> awaitingInput(body);
      case "interaction:input-received" ->
          new Detail.InputReceived(
              body.id("askId"),
              body.excerpt(body.json("input") == null ? "answers" : "input"),
              body.name("decision"),
              body.brief("message"),
              body.name("source"),
              body.name("by"),
              body.brief("reason"));
      case "interaction:waited" -> new Detail.Waited(count(body, "durationMs"));
      case "command:issued" -> commandIssued(body);
      case "command:delivered" -> commandMoved(body, Command.Status.DELIVERED);
      case "command:acknowledged" -> commandMoved(body, Command.Status.ACKNOWLEDGED);
      case "command:failed" -> commandMoved(body, Command.Status.FAILED);
      case "command:expired" -> commandMoved(body, Command.Status.EXPIRED);
      case "error:occurred" -> checked(body, "error");
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

  private static Detail userMessage(Fields body) {
    // The state remembers the turn that it begins.
    body.id("turnId");
    return new Detail.UserMessage(
        body.required("text"), Boolean.TRUE.equals(body.flag("automatic")));
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
        body.name("model"),
        body.text("gitBranch"),
        body.text("repository"),
        body.text("title"),
        body.text("resumedFrom"),
        body.object("metadata"),
        AgentProcess.of(body.object("process")),
        body.texts("controls"),
        inferred);
  }

  private static Detail sessionUpdated(Fields body) {
    return new Detail.SessionUpdated(
        body.text("status"),
        body.text("title"),
        body.name("model"),
        body.text("gitBranch"),
        body.text("cwd"),
        body.text("summary"),
        body.text("endReason"),
        body.texts("labels"),
        body.object("metadata"),
        AgentProcess.of(body.object("process")));
  }

  private static Detail chainCompiled(Fields body) {
    List<Detail.PlannedStep> steps = planned(body.objects("steps"));
    ChainGraph.requireAcyclic(steps);
    return new Detail.ChainCompiled(
        body.id("chainId"),
        body.brief("title"),
        body.brief("source"),
        body.name("ref"),
        body.name("executionMode"),
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
        fields.brief("action"),
        fields.brief("description"),
        fields.name("model"),
        fields.excerpt("inputs"),
        waitsFor(fields));
  }

  private static Detail stepStarted(Fields body) {
    Long depth = body.number("depth");
    return new Detail.StepStarted(
        body.requiredNumber("stepNumber"),
        body.id("chainId"),
        body.brief("action"),
        body.brief("description"),
        body.name("model"),
        body.name("agentName"),
        body.excerpt("inputs"),
        body.json("waitsFor") == null ? null : waitsFor(body),
        body.id("parentStepId"),
        depth == null ? null : (Integer) Math.clamp(depth, 0, 1000));
  }

  private static List<Integer> waitsFor(Fields fields) {
    List<Integer> steps = fields.numbers("waitsFor");
    if (steps.size() > ChainGraph.STEPS_MAX) {
      throw new InvalidEventException(
          "waitsFor",
          "too-large",
          "Expected at most %d steps to wait for, but got %d"
              .formatted(ChainGraph.STEPS_MAX, steps.size()));
    }
    return steps;
  }

  /** The older product reports a failure as completed with {@code succeeded: false}. */
  private static Detail stepCompleted(Fields body) {
    return stepEnded(
        body, Boolean.FALSE.equals(body.flag("succeeded")) ? Outcome.FAILED : Outcome.COMPLETED);
  }

  private static Detail stepEnded(Fields body, Outcome outcome) {
    return new Detail.StepEnded(
        body.requiredNumber("stepNumber"),
        body.id("chainId"),
        outcome,
        body.number("duration"),
        body.excerpt("result"),
        body.brief("error"),
        body.name("errorType"),
        body.brief("suggestion"),
        body.brief("learning"),
        body.excerpt("fileChanges"));
  }

  private static String toolName(Fields body) {
    return Texts.cut(body.required("toolName"), Fields.NAME_CHARS_MAX);
  }

  private static Detail toolEnded(Fields body, boolean failed) {
    return new Detail.ToolEnded(
        toolName(body), body.id("toolUseId"), body.excerpt("input"), failed);
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
    // The session's model is the one that it works with, not one that names it.
    boolean isAuxiliary = Boolean.TRUE.equals(body.flag("auxiliary"));
    return new Detail.UsageRecorded(
        usage, isAuxiliary ? null : body.name("model"), body.id("requestId"), body.id("agentId"));
  }

  private static long count(Fields body, String name) {
    Long number = body.number(name);
    return number == null ? 0 : Math.max(0, number);
  }

  /** What belongs to a tool call waits in its agent, unless the agent says otherwise. */
  private static Detail awaitingInput(Fields body) {
    Boolean answerable = body.flag("answerable");
    Long leaseMs = body.number("leaseMs");
    return new Detail.AwaitingInput(
        body.id("askId"),
        askKind(body.firstText("kind", "promptType")),
        question(body),
        body.name("toolName"),
        body.excerpt("toolInput"),
        body.excerpt("options"),
        quickResponses(body.texts("quickResponses")),
        body.excerpt("suggestions"),
        Boolean.TRUE.equals(body.flag("takesInput")),
        Boolean.TRUE.equals(body.flag("exclusive")),
        answerable == null ? body.text("toolName") == null : answerable,
        body.id("holder"),
        leaseMs == null || leaseMs <= 0 ? null : leaseMs,
        body.time("expiresAt"),
        body.brief("reason"));
  }

  private static @Nullable String question(Fields body) {
    String question = body.firstText("question", "promptText");
    return question == null ? null : Texts.cut(question, Excerpt.CHARS_MAX);
  }

  private static @Nullable List<String> quickResponses(@Nullable List<String> given) {
    return given == null
        ? null
        : given.stream()
            .limit(QUICK_RESPONSES_MAX)
            .map(response -> Texts.cut(response, Fields.NAME_CHARS_MAX))
            .toList();
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
        body.requiredId("commandId"),
        body.text("command"),
        stepNumber == null ? null : (Integer) Math.clamp(stepNumber, 0, Integer.MAX_VALUE),
        body.brief("reason"),
        body.json("options"),
        body.json("input"),
        body.name("by"));
  }

  private static Detail commandMoved(Fields body, Command.Status status) {
    return new Detail.CommandMoved(
        body.requiredId("commandId"), status, body.brief("error"), body.name("at"));
  }
}
