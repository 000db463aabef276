package dev.signalbox.agents.claudecode;

import static dev.signalbox.agents.claudecode.Hook.put;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.agents.HookContext;
import dev.signalbox.protocol.Event;
import dev.signalbox.protocol.Json;
import dev.signalbox.protocol.Texts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Hook events about the session as a whole, and what every one of them says about it. */
final class SessionHooks {
  private static final int TITLE_CHARS_MAX = 200;

  private SessionHooks() {}

  /**
   * {@code source} is startup, resume, clear, compact or fork. After a compaction the same session
   * goes on in the middle of a turn: that is no new start.
   */
  static List<Event> started(Hook hook) {
    if (isCompaction(hook)) {
      return List.of(hook.event("context:compacted", hook.body()));
    }
    hook.fields().required("cwd");
    ObjectNode body = describe(hook);
    put(body, "title", hook.text("session_title"));
    put(body, "permissionMode", hook.text("permission_mode"));
    return List.of(hook.event("session:started", put(body, "source", hook.text("source"))));
  }

  static List<Event> ended(Hook hook) {
    return List.of(hook.event("session:ended", put(Json.object(), "reason", hook.text("reason"))));
  }

  static List<Event> moved(Hook hook) {
    ObjectNode body = put(Json.object(), "cwd", hook.text("new_cwd"));
    return List.of(hook.event("session:updated", put(body, "previousCwd", hook.text("old_cwd"))));
  }

  static List<Event> switchedModel(Hook hook) {
    ObjectNode body = put(Json.object(), "model", hook.text("to_model"));
    return List.of(
        hook.event("session:updated", put(body, "previousModel", hook.text("from_model"))));
  }

  /** The start of a session whose own was missed. */
  static Event missed(Hook hook) {
    return hook.event("session:started", describe(hook).put("inferred", true));
  }

  /** What a hook event says besides what happened; a subagent may be on another branch. */
  static @Nullable Event facts(Hook hook) {
    if (saysAll(hook) || hook.text("agent_id") != null) {
      return null;
    }
    ObjectNode body = Json.object();
    String title = hook.text("session_title");
    put(body, "title", title == null ? null : Texts.line(title, TITLE_CHARS_MAX));
    put(body, "gitBranch", hook.context().gitBranch());
    put(body, "model", model(hook));
    return body.isEmpty() ? null : hook.event("session:updated", body);
  }

  private static ObjectNode describe(Hook hook) {
    HookContext context = hook.context();
    ObjectNode body = put(Json.object(), "cwd", hook.text("cwd"));
    put(body, "user", context.user());
    put(body, "hostname", context.hostname());
    put(body, "platform", context.platform());
    body.put("agent", ClaudeCode.NAME);
    put(body, "agentVersion", context.agentVersion());
    put(body, "model", model(hook));
    put(body, "gitBranch", context.gitBranch());
    return put(body, "repository", context.repository());
  }

  private static @Nullable String model(Hook hook) {
    String given = hook.text("model");
    return given == null ? hook.context().model() : given;
  }

  private static boolean saysAll(Hook hook) {
    return switch (hook.name()) {
      case "SessionStart" -> !isCompaction(hook);
      case "SessionEnd", "PostModelSwitch" -> true;
      default -> false;
    };
  }

  private static boolean isCompaction(Hook hook) {
    return "compact".equals(hook.text("source"));
  }
}
