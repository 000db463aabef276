package dev.signalbox.agents;

import static dev.signalbox.agents.Hook.put;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.protocol.Event;
import dev.signalbox.protocol.Json;
import dev.signalbox.protocol.Texts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An agent waits for a person's permission to use a tool. Such payloads have no tool id: the ask is
 * named by session, turn, subagent, tool and input, and ends when such a call does.
 */
public record Permission(Hook hook, String tool, @Nullable JsonNode input) {
  private static final int QUESTION_CHARS_MAX = 2_000;

  private static final String ANSWERED = "Answered in the terminal";

  private static final String INTERRUPTED = "Interrupted in the terminal";

  private static final String LATE =
      "The answer came too late: somebody had decided in the terminal";

  /** Fields of an input that say most about what is wanted. */
  private static final List<String> TELLING =
      List.of("command", "file_path", "notebook_path", "url", "plan", "pattern");

  /** What a payload in the words of most agents asks for; throws when it names no tool. */
  public static Permission of(Hook hook) {
    return new Permission(hook, hook.fields().required("tool_name"), hook.json("tool_input"));
  }

  /**
   * May it? Or: its dialog has gone.
   *
   * @param unheld why only its terminal can answer while the call is not held, for people
   */
  public List<Event> events(String unheld) {
    List<Event> after = after(input);
    return after.isEmpty() ? List.of(asked(unheld)) : after;
  }

  /**
   * What is to be told once its dialog has gone; nothing while it is there.
   *
   * @param named what of the input names the ask
   */
  public List<Event> after(@Nullable JsonNode named) {
    return switch (hook.context().dialog()) {
      case Dialog.Over over -> over(named, over);
      case Dialog.Late _ -> List.of(late(hook, askId(named)));
      case Dialog.Held _ -> List.of();
      case null -> List.of();
    };
  }

  /** An answer that was given here did not count. */
  public static Event late(Hook hook, String askId) {
    ObjectNode body = hook.body().put("askId", askId);
    return hook.event("warning:occurred", body.put("warning", LATE));
  }

  /** May it? */
  public Event asked() {
    return asked(approval());
  }

  /** May it? With why only its terminal can answer while the call is not held. */
  public Event asked(String unheld) {
    return hook.event("interaction:awaiting-input", hook.awaiting(approval(), unheld));
  }

  /** What it asks, of an agent whose hook takes yes or no and nothing else. */
  public Prompt prompt() {
    return new Prompt(hook.sessionId(), thisTime(input), null, PermissionReply::of);
  }

  /** Its dialog has gone: somebody answered in the terminal, who also may have ended the turn. */
  private List<Event> over(@Nullable JsonNode named, Dialog.Over over) {
    ObjectNode body = hook.body().put("askId", askId(named)).put("source", "terminal");
    Event received =
        hook.event(
            "interaction:input-received",
            put(body, "reason", over.interrupted() ? INTERRUPTED : ANSWERED));
    return over.interrupted() ? List.of(received, new Turn(hook).interrupted()) : List.of(received);
  }

  /** Something else than yes or no, in the fields of {@code body}. */
  public Event asked(ObjectNode body) {
    return hook.event("interaction:awaiting-input", hook.awaiting(body, null));
  }

  /** Yes or no, in the fields of an ask. */
  public ObjectNode approval() {
    return body(input).put("kind", "approval").put("question", wanted());
  }

  /**
   * A body that names the ask and the call.
   *
   * @param named what of the input names the ask
   */
  public ObjectNode body(@Nullable JsonNode named) {
    ObjectNode body = hook.body().put("askId", thisTime(named)).put("toolName", tool);
    put(body, "toolInput", input);
    put(body, "permissionMode", hook.text("permission_mode"));
    return put(body, "suggestions", hook.json("permission_suggestions"));
  }

  /** The ask's name: an agent may ask the same again in one turn, which is another ask. */
  public String thisTime(@Nullable JsonNode named) {
    String call = hook.context().delivery().id();
    return call == null ? askId(named) : askId(named) + "~" + Names.of(call).substring(0, 8);
  }

  /** What the ask is about, each time. */
  public String askId(@Nullable JsonNode named) {
    String canonical = named == null ? "" : Json.text(named);
    return "permission-"
        + Names.of(hook.sessionId(), hook.turnId(), hook.agentId(), tool, canonical);
  }

  /** What it wants to do, in words of its own where it has some. */
  public String wanted() {
    for (String field : TELLING) {
      String value = input == null ? "" : input.path(field).asText("");
      if (!value.isEmpty()) {
        return Texts.cut(tool + ": " + value, QUESTION_CHARS_MAX);
      }
    }
    return "May it use " + tool + "?";
  }
}
