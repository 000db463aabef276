package dev.signalbox.agents.codex;

import static dev.signalbox.agents.Hook.put;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.agents.Hook;
import dev.signalbox.agents.Names;
import dev.signalbox.agents.Turn;
import dev.signalbox.protocol.Event;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What both the hooks and {@code notify} tell of a turn. The events are named by the turn and what
 * was said, so that what both tell is stored once.
 */
final class Turns {
  private Turns() {}

  static Event prompt(Hook hook, @Nullable String text) {
    ObjectNode body = new Turn(hook).promptBody(text);
    return hook.event("message:user", body, name(hook, "prompt", body.path("text").asText()));
  }

  /** A hook may let the turn go on: then it ends again, maybe with the same words. */
  static List<Event> over(Hook hook, @Nullable String lastMessage) {
    if (Boolean.TRUE.equals(hook.fields().flag("stop_hook_active"))) {
      return new Turn(hook).over(lastMessage);
    }
    var events = new ArrayList<Event>();
    if (lastMessage != null && !lastMessage.isBlank()) {
      ObjectNode said = hook.body().put("text", lastMessage);
      events.add(hook.event("message:assistant", said, name(hook, "said", lastMessage)));
    }
    ObjectNode idle = put(hook.body(), "lastMessage", lastMessage);
    events.add(hook.event("session:idle", idle, name(hook, "idle", lastMessage)));
    return events;
  }

  private static @Nullable String name(Hook hook, String what, @Nullable String text) {
    return hook.turnId() == null ? null : what + ":" + Names.of(hook.turnId(), text);
  }
}
