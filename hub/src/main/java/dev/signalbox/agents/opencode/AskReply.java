package dev.signalbox.agents.opencode;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.protocol.Json;
import java.util.List;

/**
 * What the plugin passes on to OpenCode: the body of its call, or that the answer is no. Of a turn
 * that is stopped it settles the prompts itself: then it is nothing.
 */
final class AskReply {
  private AskReply() {}

  /**
   * {@code {"reply":"once"}}, {@code {"reply":"always"}} or {@code {"reply":"reject","message":
   * "Use a branch"}}. OpenCode runs a call as it is: with another input it would be another call.
   */
  static ObjectNode permission(ObjectNode answer) {
    ObjectNode reply = Json.object();
    if (answer.has("stop")) {
      return reply;
    }
    if (answer.has("updatedInput")) {
      reply.put(
          "message", "Allowed with this input only: " + Json.text(answer.get("updatedInput")));
      return reply.put("reply", "reject");
    }
    if (!isNo(answer)) {
      return reply.put("reply", answer.path("remembered").isEmpty() ? "once" : "always");
    }
    if (answer.has("message")) {
      reply.set("message", answer.get("message"));
    }
    return reply.put("reply", "reject");
  }

  /**
   * {@code {"answers":[["Token bucket"],["Here","There"]]}}, one for each question in its order, or
   * {@code {"rejected":true}}.
   */
  static ObjectNode question(List<ObjectNode> questions, ObjectNode answer) {
    ObjectNode reply = Json.object();
    if (answer.has("stop")) {
      return reply;
    }
    if (isNo(answer)) {
      return reply.put("rejected", true);
    }
    ArrayNode answers = reply.putArray("answers");
    JsonNode given = answer.path("answers");
    for (ObjectNode question : questions) {
      boolean isFirst = answers.isEmpty();
      JsonNode own = given.path(question.path("question").asText());
      add(answers.addArray(), own.isMissingNode() && isFirst ? answer.path("input") : own);
    }
    return reply;
  }

  private static void add(ArrayNode labels, JsonNode given) {
    if (given.isArray()) {
      given.forEach(label -> labels.add(text(label)));
    } else if (!given.isMissingNode()) {
      labels.add(text(given));
    }
  }

  private static String text(JsonNode value) {
    return value.isTextual() ? value.asText() : Json.text(value);
  }

  private static boolean isNo(ObjectNode answer) {
    return answer.path("decision").asText().equals("deny");
  }
}
