package dev.signalbox.agents;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.protocol.Event;
import dev.signalbox.protocol.Json;
import dev.signalbox.protocol.Texts;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An agent's list of what it means to do, as a chain of steps. Agents tell the whole list each time
 * that it changes; the events are named by what they say, so that only what is new is stored. A
 * list that begins with another item is another list.
 *
 * <pre>[{"content":"Add limiter","status":"in_progress"},{"content":"Test it","status":"pending"}]
 * </pre>
 */
public record TodoList(Hook hook, List<Item> items) {
  /** More of a list are not shown as steps. */
  private static final int ITEMS_MAX = 200;

  private static final int CONTENT_CHARS_MAX = 500;

  /** One thing to do; the status is pending, in_progress, completed or cancelled. */
  public record Item(String content, String status) {}

  public TodoList {
    items = List.copyOf(items);
  }

  /** Reads a list; what is no item of one is left out. */
  public static TodoList of(Hook hook, @Nullable JsonNode list) {
    var items = new ArrayList<Item>();
    if (list != null && list.isArray()) {
      for (JsonNode entry : list) {
        String content = Texts.line(entry.path("content").asText(""), CONTENT_CHARS_MAX);
        if (!content.isBlank() && items.size() < ITEMS_MAX) {
          items.add(new Item(content, entry.path("status").asText("pending")));
        }
      }
    }
    return new TodoList(hook, items);
  }

  /** The list, and how each item stands; nothing for an empty list. */
  public List<Event> events() {
    if (items.isEmpty()) {
      return List.of();
    }
    String chainId = "todo-" + Names.of(hook.sessionId(), hook.agentId(), first());
    var events = new ArrayList<Event>();
    events.add(named("chain:compiled", compiled(chainId)));
    for (int i = 0; i < items.size(); i++) {
      String type = type(items.get(i).status());
      if (type != null) {
        events.add(named(type, step(chainId, i)));
      }
    }
    if (items.stream().allMatch(item -> isOver(item.status()))) {
      ObjectNode body = hook.body().put("chainId", chainId).put("overallStatus", "success");
      events.add(named("chain:completed", body.put("successfulSteps", items.size())));
    }
    return events;
  }

  private String first() {
    return items.getFirst().content();
  }

  private ObjectNode compiled(String chainId) {
    ObjectNode body = hook.body().put("chainId", chainId).put("title", "To do");
    ArrayNode steps = body.put("source", "todo").putArray("steps");
    for (int i = 0; i < items.size(); i++) {
      steps.addObject().put("stepNumber", i + 1).put("action", items.get(i).content());
    }
    return body;
  }

  private ObjectNode step(String chainId, int index) {
    ObjectNode body = hook.body().put("chainId", chainId).put("stepNumber", index + 1);
    return body.put("action", items.get(index).content());
  }

  /** Told again with the same content, it is the same event. */
  private Event named(String type, ObjectNode body) {
    return hook.event(
        type, body, "todo:" + Names.of(type, Json.text(body.deepCopy().without("turnId"))));
  }

  private static @Nullable String type(String status) {
    return switch (status) {
      case "in_progress" -> "step:started";
      case "completed" -> "step:completed";
      case "cancelled" -> "step:skipped";
      default -> null;
    };
  }

  private static boolean isOver(String status) {
    return status.equals("completed") || status.equals("cancelled");
  }
}
