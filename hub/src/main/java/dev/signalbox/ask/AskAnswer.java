package dev.signalbox.ask;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.protocol.Ask;
import dev.signalbox.protocol.Ask.Kind;
import dev.signalbox.protocol.Fields;
import dev.signalbox.protocol.InvalidEventException;
import dev.signalbox.protocol.Json;
import dev.signalbox.protocol.Texts;
import java.util.Iterator;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a person answers, checked against what was asked. An approval: {@code
 * {"decision":"allow","remember":[0]}} or {@code {"decision":"deny","message":"Use a branch"}}. A
 * question: {@code {"input":"staging"}}, or {@code {"answers":{"Which database?":"SQLite"}}} where
 * the agent asks several. Anything may be denied.
 */
final class AskAnswer {
  /** Longest message, in characters: agents cut what hooks say to 10,000. */
  static final int MESSAGE_CHARS_MAX = 8_000;

  /** Largest answer, in characters of JSON. */
  static final int INPUT_CHARS_MAX = 65_536;

  private final Ask ask;
  private final ObjectNode full;
  private final Fields fields;

  /**
   * @param full the ask with all of its input
   */
  AskAnswer(Ask ask, ObjectNode full, ObjectNode request) {
    this.ask = ask;
    this.full = full;
    this.fields = new Fields(request);
  }

  /** The body of the {@code interaction:input-received}; throws when it is no answer to the ask. */
  ObjectNode body(String source) {
    ObjectNode body = Json.object().put("askId", ask.askId());
    String decision = decision();
    put(body, "decision", decision);
    put(body, "message", message());
    if (!"deny".equals(decision)) {
      say(body);
    }
    if (ask.agentId() != null) {
      body.put("agentId", ask.agentId());
    }
    put(body, "by", fields.firstText("by", "user"));
    String told = fields.text("source");
    return body.put("source", "dashboard".equals(told) ? told : source);
  }

  private void say(ObjectNode body) {
    if (ask.kind() == Kind.APPROVAL) {
      remember(body);
      update(body);
      return;
    }
    JsonNode answers = fields.json("answers");
    JsonNode input = fields.json("input");
    if (answers == null && (input == null || (input.isTextual() && input.asText().isBlank()))) {
      throw new InvalidEventException(
          "input", "required", "Expected input, or answers by their questions, but got neither");
    }
    if (input != null) {
      body.set("input", bounded("input", input));
    }
    if (answers != null) {
      body.set("answers", checked(bounded("answers", answers)));
    }
  }

  /** An agent that takes none would run the call as it is, which nobody has allowed. */
  private void update(ObjectNode body) {
    JsonNode updated = fields.json("updatedInput");
    if (updated == null) {
      return;
    }
    if (!ask.takesInput()) {
      throw new InvalidEventException(
          "updatedInput",
          "unsupported",
          "Expected no updatedInput, because whoever asks takes the call as it is or not at all");
    }
    if (!updated.isObject()) {
      throw invalid("updatedInput", "a JSON object", updated);
    }
    body.set("updatedInput", updated);
  }

  private @Nullable String decision() {
    String decision = fields.text("decision");
    boolean isKnown = "allow".equals(decision) || "deny".equals(decision);
    if (isKnown || (decision == null && ask.kind() != Kind.APPROVAL)) {
      return decision;
    }
    throw new InvalidEventException(
        "decision",
        decision == null ? "required" : "invalid",
        "Expected decision allow or deny, but got "
            + (decision == null ? "nothing" : Texts.line(decision, 40)));
  }

  private @Nullable String message() {
    String message = fields.text("message");
    if (message != null && message.length() > MESSAGE_CHARS_MAX) {
      throw new InvalidEventException(
          "message",
          "too-long",
          "Expected at most %d characters, but got %d"
              .formatted(MESSAGE_CHARS_MAX, message.length()));
    }
    return message;
  }

  /** Only the agent's own suggestions: nobody can have it remember anything else. */
  private void remember(ObjectNode body) {
    JsonNode wanted = fields.json("remember");
    if (wanted == null) {
      return;
    }
    if (!wanted.isArray()) {
      throw invalid("remember", "an array with numbers of suggestions", wanted);
    }
    if (wanted.isEmpty()) {
      return;
    }
    JsonNode suggestions = full.path("suggestions");
    if (suggestions.isEmpty()) {
      throw new InvalidEventException(
          "remember", "invalid", "Expected no remember, because nothing is suggested for it");
    }
    var chosen = new TreeSet<Integer>();
    for (JsonNode index : wanted) {
      // Each once: a short answer must not become a huge event.
      if (!index.isInt() || !suggestions.has(index.asInt()) || !chosen.add(index.asInt())) {
        throw new InvalidEventException(
            "remember",
            "invalid",
            "Expected different numbers of suggestions from 0 to %d, but got %s"
                .formatted(suggestions.size() - 1, Texts.came(index)));
      }
    }
    ArrayNode remembered = body.putArray("remembered");
    chosen.forEach(index -> remembered.add(suggestions.get(index)));
  }

  private JsonNode checked(JsonNode answers) {
    if (!answers.isObject()) {
      throw invalid("answers", "an object with an answer for each question", answers);
    }
    JsonNode questions = full.path("toolInput").path("questions");
    for (Iterator<String> names = answers.fieldNames(); names.hasNext(); ) {
      String name = names.next();
      boolean isAsked = !questions.isArray();
      for (JsonNode question : questions) {
        isAsked |= question.path("question").asText().equals(name);
      }
      if (!isAsked) {
        throw new InvalidEventException(
            "answers",
            "invalid",
            "Expected answers to what was asked, but nobody asked " + Texts.line(name, 100));
      }
    }
    return answers;
  }

  private static JsonNode bounded(String name, JsonNode value) {
    if (value.toString().length() > INPUT_CHARS_MAX) {
      throw new InvalidEventException(
          name,
          "too-long",
          "Expected at most %d characters of JSON, but got %d"
              .formatted(INPUT_CHARS_MAX, value.toString().length()));
    }
    return value;
  }

  private static InvalidEventException invalid(String name, String expected, JsonNode came) {
    return new InvalidEventException(
        name,
        "invalid",
        "Expected %s as %s, but got %s".formatted(name, expected, Texts.came(came)));
  }

  private static void put(ObjectNode body, String name, @Nullable String value) {
    if (value != null) {
      body.put(name, value);
    }
  }
}
