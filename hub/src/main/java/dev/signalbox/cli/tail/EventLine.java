package dev.signalbox.cli.tail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.cli.terminal.Figures;
import dev.signalbox.cli.terminal.PlainText;
import dev.signalbox.cli.terminal.Style;
import dev.signalbox.protocol.Fields;
import dev.signalbox.session.fold.Activity;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One event as one line for a person: {@code ✓ Bash · npm test 8.4s}. Whatever the event says is
 * made plain, so that nothing of it reaches the terminal as a command.
 *
 * @param text mark and words, without control characters
 * @param style null for the terminal's own
 */
public record EventLine(String text, @Nullable Style style) {
  /** Longest line, in characters. */
  private static final int CHARS_MAX = 300;

  /**
   * Describes an event.
   *
   * @param type of the event
   * @param payload its fields, any of which may be missing or of another kind than expected
   */
  public static EventLine of(String type, ObjectNode payload) {
    var event = new Fields(payload);
    EventLine line =
        switch (type.substring(0, Math.max(0, type.indexOf(':')))) {
          case "session" -> session(type, event);
          case "message" -> message(type, event);
          case "tool" -> tool(type, event);
          case "interaction" -> interaction(type, event);
          case "chain" -> chain(type, event);
          case "step" -> step(type, event);
          case "agent" -> subagent(type, event);
          case "command" -> command(type, event);
          case "usage" -> usage(event);
          case "file" -> line(null, "± ", verb(type), event.text("path"));
          case "terminal" -> line(Style.DIM, "│ ", event.text("output"));
          case "error" -> line(Style.RED, "✗ ", reason(event, "error"));
          case "warning" -> line(Style.AMBER, "! ", reason(event, "warning"));
          default -> line(Style.DIM, "· ", type, event.text("message"));
        };
    return event.text("agentId") == null || type.startsWith("agent:")
        ? line
        : new EventLine("↳ " + line.text(), line.style());
  }

  private static EventLine session(String type, Fields event) {
    String verb = verb(type);
    return switch (verb) {
      case "started" ->
          line(
              Style.BLUE,
              "● ",
              "started",
              event.text("agent"),
              event.text("model"),
              event.text("cwd"));
      case "idle" -> line(Style.DIM, "○ ", "idle", event.text("lastMessage"));
      case "ended" ->
          "failed".equals(event.text("status"))
              ? line(Style.RED, "✗ ", "failed", event.text("reason"), event.text("summary"))
              : line(Style.GREEN, "✓ ", "ended", event.text("reason"), event.text("summary"));
      case "lost" -> line(Style.RED, "◌ ", "lost", event.text("reason"));
      default ->
          line(
              Style.DIM,
              "· ",
              verb,
              event.text("title"),
              event.text("status"),
              event.text("summary"));
    };
  }

  private static EventLine message(String type, Fields event) {
    String speaker = type.equals("message:user") ? "» " : "« ";
    return line(type.equals("message:user") ? Style.BOLD : null, speaker, event.text("text"));
  }

  private static EventLine tool(String type, Fields event) {
    String call = call(event, "toolName", "input");
    return switch (verb(type)) {
      case "completed" -> line(Style.GREEN, "✓ ", call, took(event, "durationMs"));
      case "failed" ->
          line(Style.RED, "✗ ", call, took(event, "durationMs"), reason(event, "error"));
      default -> line(Style.DIM, "▸ ", call);
    };
  }

  private static EventLine interaction(String type, Fields event) {
    if (verb(type).equals("input-received")) {
      return line(Style.CYAN, "◇ ", "answered", event.firstText("decision", "input"), by(event));
    }
    String question = event.firstText("question", "promptText");
    return line(
        Style.AMBER_BOLD,
        "◆ ",
        "needs you",
        event.firstText("kind", "promptType"),
        question == null ? call(event, "toolName", "toolInput") : question);
  }

  private static EventLine chain(String type, Fields event) {
    String steps = event.json("steps") == null ? null : event.objects("steps").size() + " steps";
    return line(
        null,
        "≡ ",
        "chain " + verb(type),
        event.firstText("title", "summary", "chainId"),
        steps,
        event.text("overallStatus"));
  }

  private static EventLine step(String type, Fields event) {
    String step = "step " + Objects.requireNonNullElse(event.text("stepNumber"), "?");
    String what = event.firstText("action", "description");
    return switch (verb(type)) {
      case "completed" ->
          Boolean.FALSE.equals(event.flag("succeeded"))
              ? line(Style.RED, "✗ ", step, took(event, "duration"), reason(event, "error"))
              : line(Style.GREEN, "✓ ", step, what, took(event, "duration"));
      case "failed" ->
          line(Style.RED, "✗ ", step, what, took(event, "duration"), reason(event, "error"));
      case "skipped" -> line(Style.DIM, "- ", step, "skipped", what);
      default -> line(null, "▸ ", step, what);
    };
  }

  private static EventLine subagent(String type, Fields event) {
    String name = Objects.requireNonNullElse(event.firstText("agentType", "agentId"), "subagent");
    return type.equals("agent:started")
        ? line(null, "+ ", name, event.text("description"))
        : line(Style.DIM, "- ", name, event.text("lastMessage"));
  }

  private static EventLine command(String type, Fields event) {
    String what = event.firstText("command", "commandId");
    return line(Style.CYAN, "⌘ ", verb(type), what, event.firstText("reason", "error"), by(event));
  }

  private static EventLine usage(Fields event) {
    Double cost = event.decimal("costUsd");
    return line(
        Style.DIM,
        "∑ ",
        count(event, "inputTokens") + " in",
        count(event, "outputTokens") + " out",
        cost == null ? null : Figures.dollars(cost));
  }

  private static EventLine line(@Nullable Style style, String mark, @Nullable String... parts) {
    String text =
        Stream.of(parts)
            .filter(Objects::nonNull)
            .map(part -> PlainText.line(part, CHARS_MAX))
            .filter(part -> !part.isBlank())
            .collect(Collectors.joining(" · "));
    return new EventLine(mark + PlainText.line(text, CHARS_MAX), style);
  }

  private static String verb(String type) {
    return type.substring(type.indexOf(':') + 1);
  }

  private static @Nullable String call(Fields event, String toolField, String inputField) {
    String tool = event.text(toolField);
    return tool == null ? null : Activity.line(tool, event.json(inputField), null);
  }

  private static @Nullable String took(Fields event, String field) {
    Long millis = event.number(field);
    return millis == null ? null : Figures.took(Duration.ofMillis(millis));
  }

  /** Some senders give a text, others an object with a message. */
  private static @Nullable String reason(Fields event, String field) {
    JsonNode value = event.json(field);
    return value == null || value.isValueNode()
        ? event.text(field)
        : value.path("message").asText();
  }

  private static @Nullable String by(Fields event) {
    String who = event.firstText("by", "source");
    return who == null ? null : "by " + who;
  }

  private static String count(Fields event, String field) {
    Long count = event.number(field);
    return Figures.count(count == null ? 0 : count);
  }
}
