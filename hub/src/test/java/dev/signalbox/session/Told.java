package dev.signalbox.session;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.protocol.Event;
import dev.signalbox.protocol.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A random event in small numbers, so that what a test finds shrinks to something readable. Ids
 * come from small pools: most events meet others of the same session, call, ask or step.
 *
 * @param skewSeconds how far its timestamp is from when it is received
 * @param some picks ids
 * @param other picks everything else
 */
record Told(int session, String type, int skewSeconds, int some, int other) {
  static final List<String> TYPES =
      List.of(
          "session:started",
          "session:updated",
          "session:idle",
          "session:ended",
          "session:lost",
          "session:deleted",
          "chain:compiled",
          "chain:started",
          "chain:completed",
          "step:spawned",
          "step:started",
          "step:completed",
          "step:failed",
          "step:skipped",
          "tool:started",
          "tool:completed",
          "tool:failed",
          "message:user",
          "message:assistant",
          "agent:started",
          "agent:stopped",
          "usage:recorded",
          "interaction:awaiting-input",
          "interaction:input-received",
          "command:issued",
          "command:delivered",
          "command:acknowledged",
          "command:failed",
          "command:expired",
          "error:occurred",
          "context:compacted",
          "somebody:sneezed");

  Event event(Instant now) {
    ObjectNode fields = Json.object();
    if (other % 5 == 0) {
      fields.put("eventId", "e" + some + other);
    }
    if (other % 3 == 0) {
      fields.put("agentId", "agent-" + some % 3);
    }
    describe(fields);
    return Event.of(type, "s" + session, now.plus(Duration.ofSeconds(skewSeconds)), fields);
  }

  private void describe(ObjectNode fields) {
    switch (type) {
      case "session:started" ->
          fields.put("cwd", "/srv/repo-" + some % 2).put("user", "u" + other % 2);
      case "session:updated" -> update(fields);
      case "session:idle" -> optional(fields, "turnId", "p" + some % 2);
      case "session:ended" -> fields.put("reason", other % 2 == 0 ? "failure" : "logout");
      case "chain:compiled" -> plan(fields);
      case "chain:started" -> fields.put("chainId", chain());
      case "chain:completed" -> {
        fields.put("chainId", chain());
        optional(fields, "overallStatus", other % 2 == 0 ? "partial" : "unheard");
      }
      case "step:spawned", "step:started", "step:completed", "step:failed", "step:skipped" -> {
        optional(fields, "chainId", chain());
        fields.put("stepNumber", other % 4).put("action", "act " + other).put("error", "e" + some);
      }
      case "tool:started", "tool:completed", "tool:failed" -> tool(fields);
      case "message:user" -> {
        fields.put("text", "Tell me " + other).put("turnId", "p" + some % 2);
        fields.put("automatic", other % 7 == 0);
      }
      case "message:assistant" -> fields.put("text", "Well").put("turnId", "p" + some % 2);
      case "agent:started", "agent:stopped" -> fields.put("agentId", "agent-" + some % 3);
      case "usage:recorded" -> {
        fields.put("inputTokens", other).put("costUsd", other / 7.0).put("model", "m" + some % 2);
        optional(fields, "requestId", "r" + some % 4);
      }
      case "interaction:awaiting-input" -> ask(fields);
      case "interaction:input-received" -> {
        optional(fields, "askId", askId());
        optional(fields, "decision", other % 2 == 0 ? "expired" : "allow");
      }
      case "command:issued" ->
          fields.put("commandId", "c" + some % 3).put("command", other % 6 == 0 ? "fly" : "pause");
      case "command:delivered", "command:acknowledged", "command:failed", "command:expired" ->
          fields.put("commandId", "c" + some % 3);
      case "error:occurred" -> fields.put("error", "Oh");
      default -> fields.put("anything", other);
    }
  }

  private void update(ObjectNode fields) {
    fields.put("title", "Title " + other);
    if (other % 4 == 0) {
      fields.put("status", List.of("completed", "failed", "in_progress").get(some % 3));
    }
    fields.putObject("metadata").put("k", other / 3.0).put("n", (long) other);
    fields.putArray("labels").add("l" + some % 2);
  }

  private void plan(ObjectNode fields) {
    optional(fields, "chainId", chain());
    var steps = fields.putArray("steps");
    for (int i = 0; i <= other % 4; i++) {
      var step = steps.addObject().put("stepNumber", i).put("action", "plan " + some);
      var waitsFor = step.putArray("waitsFor");
      if (i > 0) {
        waitsFor.add(i - 1);
      }
    }
  }

  private void tool(ObjectNode fields) {
    fields.put("toolName", some % 2 == 0 ? "Bash" : "Edit").put("turnId", "p" + some % 2);
    optional(fields, "toolUseId", "t" + some % 4);
    fields.putObject("input").put("command", "run " + some % 3).put("n", (long) some % 3);
  }

  private void ask(ObjectNode fields) {
    optional(fields, "askId", askId());
    fields.put("kind", List.of("approval", "question", "input").get(other % 3));
    if (other % 3 == 0) {
      fields.put("toolName", "Bash");
      fields.putObject("toolInput").put("command", "run " + some % 3).put("n", some % 3);
    }
  }

  /** People answer it by this name alone: no two sessions have the same. */
  private String askId() {
    return "ask-" + session + "-" + some % 3;
  }

  private void optional(ObjectNode fields, String name, String value) {
    if (other % 4 != 1) {
      fields.put(name, value);
    }
  }

  private String chain() {
    return "chain-" + some % 3;
  }
}
