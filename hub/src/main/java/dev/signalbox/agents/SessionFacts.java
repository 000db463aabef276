package dev.signalbox.agents;

import static dev.signalbox.agents.Hook.put;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.protocol.Detail;
import dev.signalbox.protocol.Event;
import dev.signalbox.protocol.Json;
import dev.signalbox.protocol.Texts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a hook call says of its session besides what happened; null where it says nothing. */
public record SessionFacts(
    @Nullable String cwd,
    @Nullable String title,
    @Nullable String model,
    @Nullable String agentVersion) {
  private static final int TITLE_CHARS_MAX = 200;

  public SessionFacts {
    title = title == null ? null : Texts.line(title, TITLE_CHARS_MAX);
  }

  /** What payloads say in most agents' words, else what the hook's script found out. */
  public static SessionFacts of(Hook hook) {
    Setting setting = hook.context().setting();
    String model = hook.text("model");
    return new SessionFacts(
        hook.text("cwd"),
        hook.text("session_title"),
        model == null ? setting.model() : model,
        setting.agentVersion());
  }

  /** The same with a model that the payload tells elsewhere. */
  public SessionFacts withModel(String told) {
    return new SessionFacts(cwd, title, told, agentVersion);
  }

  /**
   * A report that also tells the facts, unless its events say them, or it comes from a subagent,
   * which may be in another place with another model.
   */
  public HookReport report(Hook hook, List<Event> events) {
    boolean isSaid = hook.agentId() != null || events.stream().anyMatch(SessionFacts::describes);
    return new HookReport(missed(hook), events, isSaid ? null : updated(hook));
  }

  /** The body of a {@code session:started}. */
  public ObjectNode describe(Hook hook) {
    Origin origin = hook.context().origin();
    Setting setting = hook.context().setting();
    ObjectNode body = put(Json.object(), "cwd", cwd);
    put(body, "user", origin.user());
    put(body, "hostname", origin.hostname());
    put(body, "platform", origin.platform());
    body.put("agent", hook.subject().agent());
    put(body, "agentVersion", agentVersion);
    put(body, "model", model);
    put(body, "gitBranch", setting.gitBranch());
    put(body, "repository", setting.repository());
    List<String> controls = setting.controls();
    if (controls != null) {
      controls.forEach(body.putArray("controls")::add);
    }
    return put(body, "title", title);
  }

  /**
   * The session begins, by a payload in the words of most agents. After a compaction the same
   * session goes on, maybe in the middle of a turn: that is no new start.
   */
  public static Event started(Hook hook) {
    if ("compact".equals(hook.text("source"))) {
      return compacted(hook);
    }
    hook.fields().required("cwd");
    ObjectNode body = put(of(hook).describe(hook), "source", hook.text("source"));
    return hook.event("session:started", put(body, "permissionMode", hook.text("permission_mode")));
  }

  /** What the model knows of the session was made shorter, or is about to be. */
  public static Event compacted(Hook hook) {
    ObjectNode body = put(hook.body(), "trigger", hook.text("trigger"));
    return hook.event("context:compacted", put(body, "summary", hook.text("compact_summary")));
  }

  /** The session is over. */
  public static Event ended(Hook hook, @Nullable String reason) {
    return hook.event("session:ended", put(Json.object(), "reason", reason));
  }

  /** The start of a session whose own was missed. */
  private Event missed(Hook hook) {
    return hook.event("session:started", describe(hook).put("inferred", true));
  }

  private @Nullable Event updated(Hook hook) {
    ObjectNode body = put(Json.object(), "title", title);
    put(body, "gitBranch", hook.context().setting().gitBranch());
    put(body, "model", model);
    return body.isEmpty() ? null : hook.event("session:updated", body);
  }

  private static boolean describes(Event event) {
    return event.detail() instanceof Detail.SessionStarted
        || event.detail() instanceof Detail.SessionUpdated
        || event.detail() instanceof Detail.SessionEnded;
  }
}
