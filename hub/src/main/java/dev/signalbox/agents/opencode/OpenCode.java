package dev.signalbox.agents.opencode;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.agents.Checkpoint;
import dev.signalbox.agents.Hook;
import dev.signalbox.agents.HookAdapter;
import dev.signalbox.agents.HookContext;
import dev.signalbox.agents.HookReport;
import dev.signalbox.agents.Prompt;
import dev.signalbox.agents.TodoList;
import dev.signalbox.protocol.Event;
import dev.signalbox.protocol.Fields;
import dev.signalbox.protocol.Json;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * OpenCode's events, one line each. A subagent has a session of its own, and the plugin, which has
 * seen it begin, says of which session it is:
 *
 * <pre>{"id":"evt_2063…","type":"session.idle","properties":{"sessionID":"ses_df9c…"},
 *   "parentID":"ses_aa01…"}</pre>
 */
public final class OpenCode implements HookAdapter {
  /** The name of the agent in sessions and in {@code /api/hooks/{agent}}. */
  public static final String NAME = "opencode";

  @Override
  public List<HookReport> reports(ObjectNode payload, HookContext context, Instant receivedAt) {
    return hook(payload, context, receivedAt)
        .map(hook -> SessionEvents.facts(hook).report(hook, events(hook)))
        .stream()
        .toList();
  }

  @Override
  public Optional<Prompt> prompt(ObjectNode payload, HookContext context) {
    return hook(payload, context, Instant.EPOCH).flatMap(AskEvents::prompt);
  }

  @Override
  public Optional<Checkpoint> checkpoint(ObjectNode payload) {
    return hook(payload, HookContext.NONE, Instant.EPOCH)
        .filter(hook -> hook.name().equals("tool.execute.before"))
        .map(BeforeTool::checkpoint);
  }

  /** Empty for events of the server, of a file, of the branch: nothing says whose session it is. */
  private static Optional<Hook> hook(ObjectNode payload, HookContext context, Instant receivedAt) {
    var event = new Fields(payload);
    String type = event.required("type");
    ObjectNode properties = event.object("properties");
    var fields = new Fields(properties == null ? Json.object() : properties);
    String sessionId = sessionId(type, fields);
    if (sessionId == null) {
      return Optional.empty();
    }
    String parent = parent(event, type, fields);
    String own = Event.sessionId(sessionId);
    var subject =
        parent == null
            ? new Hook.Subject(NAME, type, own, null, null)
            : new Hook.Subject(NAME, type, Event.sessionId(parent), null, own);
    return Optional.of(new Hook(subject, payload, fields, context, receivedAt));
  }

  private static List<Event> events(Hook hook) {
    return switch (hook.name()) {
      case "session.created" -> SessionEvents.created(hook);
      case "session.updated" -> List.of();
      case "session.deleted" -> SessionEvents.ended(hook, "deleted");
      case "server.instance.disposed" -> SessionEvents.ended(hook, "exit");
      case "session.status" -> SessionEvents.status(hook);
      case "session.idle" -> SessionEvents.idle(hook);
      case "session.error" -> SessionEvents.failed(hook);
      case "session.compacted" -> List.of(hook.event("context:compacted", hook.body()));
      case "message.updated" -> MessageEvents.updated(hook);
      case "message.part.updated" -> MessageEvents.part(hook);
      // The whole follows; and the call is told of by its part.
      case "message.part.delta", "tool.execute.before" -> List.of();
      case "permission.asked", "permission.v2.asked" -> List.of(AskEvents.permission(hook));
      case "permission.replied", "permission.v2.replied" -> List.of(AskEvents.replied(hook));
      case "question.asked", "question.v2.asked" -> List.of(AskEvents.question(hook));
      case "question.replied", "question.v2.replied" -> List.of(AskEvents.answered(hook));
      case "question.rejected", "question.v2.rejected" -> List.of(AskEvents.rejected(hook));
      case "signalbox.answer.late" -> List.of(AskEvents.late(hook));
      case "todo.updated" -> TodoList.of(hook, hook.json("todos")).events();
      default -> List.of(hook.other());
    };
  }

  /** A session's description names its parent, too; what a message calls so is a message. */
  private static @Nullable String parent(Fields event, String type, Fields properties) {
    String told = event.text("parentID");
    ObjectNode info = type.startsWith("session.") ? properties.object("info") : null;
    return told != null || info == null ? told : new Fields(info).text("parentID");
  }

  /** Older versions say it further inside. */
  private static @Nullable String sessionId(String type, Fields properties) {
    String given = properties.text("sessionID");
    if (given != null) {
      return given;
    }
    for (String within : List.of("info", "part")) {
      ObjectNode object = properties.object(within);
      String found = object == null ? null : new Fields(object).text("sessionID");
      if (found != null) {
        return found;
      }
    }
    ObjectNode info = type.startsWith("session.") ? properties.object("info") : null;
    return info == null ? null : new Fields(info).text("id");
  }
}
