package dev.signalbox.cli.ask;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * What became of an ask, as a script sees it. The numbers are stable.
 *
 * @param ask as the hub tells it
 */
record Outcome(ObjectNode ask) {
  static final int ANSWERED = 0;
  static final int DENIED = 1;
  static final int NOBODY_ANSWERED = 3;
  static final int CLOSED = 4;
  static final int UNREACHABLE = 5;

  boolean isOpen() {
    return text("status").equals("open");
  }

  int exitCode() {
    return switch (text("status")) {
      case "answered" -> text("decision").equals("deny") ? DENIED : ANSWERED;
      case "open", "expired" -> NOBODY_ANSWERED;
      default -> CLOSED;
    };
  }

  /** What was answered; null when nothing was. */
  @Nullable String answer() {
    JsonNode input = ask.path("input");
    return switch (exitCode()) {
      case ANSWERED -> input.isMissingNode() ? text("decision") : plain(input);
      case DENIED -> "deny";
      default -> null;
    };
  }

  /** What else there is to say of it, for a person; empty when nothing. */
  String remark() {
    return switch (exitCode()) {
      case ANSWERED -> "";
      case DENIED -> text("message");
      default -> text("reason");
    };
  }

  private String text(String name) {
    return ask.path(name).asText();
  }

  private static String plain(JsonNode input) {
    return input.isTextual() ? input.textValue() : input.toString();
  }
}
