package dev.signalbox.agents.gemini;

import static dev.signalbox.agents.Hook.put;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.agents.Hook;
import dev.signalbox.agents.HookAdapter;
import dev.signalbox.agents.HookContext;
import dev.signalbox.agents.HookReport;
import dev.signalbox.agents.HookShape;
import dev.signalbox.agents.SessionFacts;
import dev.signalbox.agents.Turn;
import dev.signalbox.protocol.Event;
import java.time.Instant;
import java.util.List;

/** Gemini CLI's hook events, one line each. */
public final class Gemini implements HookAdapter {
  /** The name of the agent in sessions and in {@code /api/hooks/{agent}}. */
  public static final String NAME = "gemini-cli";

  /**
   * What every payload has:
   *
   * <pre>{"session_id":"d1c0…","transcript_path":"…","cwd":"/home/dev/shop",
   *   "hook_event_name":"BeforeTool","timestamp":"2026-11-23T09:15:00.000Z",…}</pre>
   */
  private static final HookShape SHAPE =
      new HookShape(NAME, "hook_event_name", "session_id", null, null);

  @Override
  public List<HookReport> reports(ObjectNode payload, HookContext context, Instant receivedAt) {
    Hook hook = Hook.of(SHAPE, payload, context.orRanAt(payload.get("timestamp")), receivedAt);
    return List.of(facts(hook).report(hook, events(hook)));
  }

  private static List<Event> events(Hook hook) {
    return switch (hook.name()) {
      case "SessionStart" -> List.of(started(hook));
      case "SessionEnd" -> List.of(SessionFacts.ended(hook, hook.text("reason")));
      case "BeforeAgent" -> List.of(new Turn(hook).prompt(hook.text("prompt")));
      case "AfterAgent" -> new Turn(hook).over(hook.text("prompt_response"));
      case "BeforeTool" -> ToolHooks.started(hook);
      case "AfterTool" -> ToolHooks.ended(hook);
      case "Notification" -> List.of(NotificationHooks.notified(hook));
      // Nothing tells that it was compressed: this is said just before.
      case "PreCompress" -> List.of(SessionFacts.compacted(hook));
      default -> List.of(hook.other());
    };
  }

  private static Event started(Hook hook) {
    hook.fields().required("cwd");
    ObjectNode body = facts(hook).describe(hook);
    return hook.event("session:started", put(body, "source", hook.text("source")));
  }

  /** The model is told by requests to it. */
  private static SessionFacts facts(Hook hook) {
    SessionFacts facts = SessionFacts.of(hook);
    ObjectNode request = hook.fields().object("llm_request");
    String model = request == null ? "" : request.path("model").asText("");
    return model.isEmpty() ? facts : facts.withModel(model);
  }
}
