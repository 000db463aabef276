package dev.signalbox.agents.opencode;

import static dev.signalbox.agents.Hook.put;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.agents.Delegate;
import dev.signalbox.agents.Hook;
import dev.signalbox.agents.SessionFacts;
import dev.signalbox.agents.Setting;
import dev.signalbox.agents.Turn;
import dev.signalbox.protocol.Event;
import dev.signalbox.protocol.Fields;
import dev.signalbox.protocol.Json;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Events about the session; most have a description of it, its {@code info}. */
final class SessionEvents {
  private SessionEvents() {}

  /** What an event tells of its session; a title that was not made from the work is none. */
  static SessionFacts facts(Hook hook) {
    ObjectNode given = hook.fields().object("info");
    var info = new Fields(given == null ? Json.object() : given);
    Setting setting = hook.context().setting();
    ObjectNode path = info.object("path");
    String cwd = path == null ? info.text("directory") : new Fields(path).text("cwd");
    String version = info.text("version");
    String model = model(info);
    return new SessionFacts(
        cwd,
        title(info.text("title")),
        model == null ? setting.model() : model,
        version == null ? setting.agentVersion() : version);
  }

  /** A subagent's session is a subagent of the session that asked for it. */
  static List<Event> created(Hook hook) {
    SessionFacts facts = facts(hook);
    if (hook.agentId() != null) {
      return List.of(new Delegate(hook, hook.agentId(), null).started(facts.title()));
    }
    ObjectNode body = facts.describe(hook);
    return List.of(
        hook.event("session:started", facts.cwd() == null ? body.put("inferred", true) : body));
  }

  /** A subagent's session stays as it is, and with it what is known of the subagent. */
  static List<Event> ended(Hook hook, String reason) {
    return hook.agentId() == null ? List.of(SessionFacts.ended(hook, reason)) : List.of();
  }

  /** The status is busy, idle or retry; of the first two other events say more. */
  static List<Event> status(Hook hook) {
    ObjectNode given = hook.fields().object("status");
    JsonNode status = given == null ? Json.object() : given;
    if (!status.path("type").asText("").equals("retry")) {
      return List.of();
    }
    String message = status.path("message").asText("");
    ObjectNode body = hook.body().put("warning", message.isBlank() ? "Trying again" : message);
    put(body, "attempt", status.get("attempt"));
    return List.of(hook.event("warning:occurred", body));
  }

  static List<Event> idle(Hook hook) {
    return hook.agentId() == null
        ? new Turn(hook).over(null)
        : List.of(new Delegate(hook, hook.agentId(), null).stopped(null));
  }

  /** A person who stops a turn is no error. */
  static List<Event> failed(Hook hook) {
    ObjectNode given = hook.fields().object("error");
    JsonNode error = given == null ? Json.object() : given;
    String name = error.path("name").asText("");
    if (name.equals("MessageAbortedError")) {
      return List.of(new Turn(hook).interrupted());
    }
    String message = error.path("data").path("message").asText("");
    return List.of(
        new Turn(hook).error(name.isEmpty() ? null : name, message.isEmpty() ? null : message));
  }

  private static @Nullable String model(Fields info) {
    String id = info.text("modelID");
    ObjectNode model = info.object("model");
    return id != null || model == null ? id : new Fields(model).firstText("id", "modelID");
  }

  private static @Nullable String title(@Nullable String title) {
    boolean isMade =
        title != null
            && !title.startsWith("New session - ")
            && !title.startsWith("Child session -");
    return isMade ? title : null;
  }
}
