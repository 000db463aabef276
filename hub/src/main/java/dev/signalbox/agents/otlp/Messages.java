package dev.signalbox.agents.otlp;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.protocol.Json;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** What people and models say, for those who let their agents tell it. */
final class Messages {
  private static final Pattern WITHHELD = Pattern.compile("[<\\[]REDACTED[>\\]]");

  private Messages() {}

  /** A message, where hooks do not tell it; one whose text is withheld says too little. */
  static void tell(Teller teller, String type, ObjectNode body, @Nullable String text) {
    if (text == null || text.isBlank() || WITHHELD.matcher(text).matches()) {
      teller.findings().ignore();
      return;
    }
    teller.standsIn(type, body.put("text", text));
  }

  /**
   * The text of the last message of this role, in the form of OpenTelemetry's conventions, as JSON
   * or as a string of it; null when there is none.
   *
   * <pre>[{"role":"user","parts":[{"type":"text","content":"Add a limit"}]}]</pre>
   */
  static @Nullable String last(@Nullable JsonNode messages, String role) {
    String last = null;
    for (JsonNode message : parsed(messages)) {
      if (message.path("role").asText().equals(role)) {
        last = text(message);
      }
    }
    return last == null || last.isBlank() ? null : last;
  }

  private static String text(JsonNode message) {
    if (message.path("content").isTextual()) {
      return message.path("content").asText();
    }
    return StreamSupport.stream(message.path("parts").spliterator(), false)
        .filter(part -> part.path("type").asText().equals("text"))
        .map(part -> part.path("content").asText())
        .collect(Collectors.joining("\n"));
  }

  private static JsonNode parsed(@Nullable JsonNode messages) {
    if (messages == null) {
      return Json.mapper().createArrayNode();
    }
    return messages.isTextual() ? tree(messages.asText()) : messages;
  }

  /** JSON in a string; what is none stays the string. */
  static JsonNode tree(String text) {
    try {
      return Json.tree(text.getBytes(StandardCharsets.UTF_8));
    } catch (JsonProcessingException e) {
      return Json.mapper().getNodeFactory().textNode(text);
    }
  }
}
