package dev.signalbox.agents.generic;

import static dev.signalbox.agents.Hook.put;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.agents.Hook;
import dev.signalbox.agents.TodoList;
import dev.signalbox.agents.Turn;
import dev.signalbox.protocol.Event;
import dev.signalbox.protocol.Fields;
import dev.signalbox.protocol.Json;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** What an agent tells of a session while it works, by the kind of the update. */
final class Updates {
  private Updates() {}

  static List<Event> events(Hook hook) {
    ObjectNode update = update(hook);
    String text = text(update.get("content"));
    return switch (update.path("sessionUpdate").asText("")) {
      case "user_message_chunk" -> List.of(new Turn(hook).prompt(text));
      case "agent_message_chunk" -> text == null ? whole(hook) : List.of(chunk(hook, text));
      case "tool_call", "tool_call_update" -> Calls.events(hook, update);
      case "plan" -> TodoList.of(hook, update.get("entries")).events();
      // Its title is among the facts.
      case "session_info_update" -> title(hook) == null ? whole(hook) : List.of();
      default -> whole(hook);
    };
  }

  /** The title of the session, when the message is about that. */
  static @Nullable String title(Hook hook) {
    ObjectNode update = update(hook);
    return update.path("sessionUpdate").asText("").equals("session_info_update")
        ? new Fields(update).text("title")
        : null;
  }

  /** The text of content blocks; null when there is none. */
  static @Nullable String text(@Nullable JsonNode content) {
    if (content == null) {
      return null;
    }
    if (content.isArray()) {
      String all =
          StreamSupport.stream(content.spliterator(), false)
              .map(block -> block.path("text").asText(""))
              .filter(text -> !text.isEmpty())
              .collect(Collectors.joining("\n"));
      return all.isEmpty() ? null : all;
    }
    String text = content.path("text").asText("");
    return text.isBlank() ? null : text;
  }

  /** The update as an event of its own kind, e.g. {@code acp:agent-thought-chunk}. */
  static List<Event> whole(Hook hook) {
    String kind = update(hook).path("sessionUpdate").asText("");
    return List.of(kind.isEmpty() ? hook.other() : hook.named(kind).other());
  }

  /** A message comes in pieces, and nothing says which is the last. */
  private static Event chunk(Hook hook, String text) {
    ObjectNode body = hook.body().put("text", text).put("partial", true);
    return hook.event("message:assistant", put(body, "messageId", update(hook).get("messageId")));
  }

  private static ObjectNode update(Hook hook) {
    ObjectNode update = hook.fields().object("update");
    return update == null ? Json.object() : update;
  }
}
