package dev.signalbox.agents;

import static dev.signalbox.agents.Hook.put;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.protocol.Event;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A turn, as events: a prompt begins it, and then it is the person's move again. */
public record Turn(Hook hook) {
  /** Stands for a prompt of pictures only. */
  private static final String NO_TEXT = "(no text)";

  /** A person wrote it. */
  public Event prompt(@Nullable String text) {
    return hook.event("message:user", promptBody(text));
  }

  /** A machine wrote it, e.g. a wake-up. */
  public Event automaticPrompt(@Nullable String text) {
    return hook.event("message:user", promptBody(text).put("automatic", true));
  }

  /** The agent said something. */
  public Event said(String text) {
    return hook.event("message:assistant", hook.body().put("text", text));
  }

  /** The last message is an event of its own; idle repeats it for those who show only that. */
  public List<Event> over(@Nullable String lastMessage) {
    return over(lastMessage, hook.body());
  }

  /**
   * The same.
   *
   * @param idle what else is to be said of the moment
   */
  public List<Event> over(@Nullable String lastMessage, ObjectNode idle) {
    var events = new ArrayList<Event>();
    if (lastMessage != null && !lastMessage.isBlank()) {
      events.add(said(lastMessage));
    }
    events.add(hook.event("session:idle", put(idle, "lastMessage", lastMessage)));
    return events;
  }

  /**
   * It failed, in the words of most agents. What is said last is the error once more: that is no
   * message of its own.
   */
  public List<Event> failed() {
    ObjectNode idle = put(hook.body(), "lastMessage", hook.text("last_assistant_message"));
    return List.of(
        error(hook.text("error"), hook.text("error_details")), hook.event("session:idle", idle));
  }

  /**
   * A notification is only shown, because the dialogs behind it have hooks of their own; but one
   * that says that the agent waits for a prompt stands in for an end that was not told.
   */
  public List<Event> notified() {
    String type = hook.text("notification_type");
    ObjectNode body = put(hook.body(), "message", hook.text("message"));
    put(put(body, "title", hook.text("title")), "notificationType", type);
    Event shown = hook.event("notification:shown", body);
    return "idle_prompt".equals(type)
        ? List.of(shown, hook.event("session:idle", hook.body()))
        : List.of(shown);
  }

  /** A person stopped it. */
  public Event interrupted() {
    return hook.event("session:idle", hook.body().put("interrupted", true));
  }

  /** Something went wrong; null where the agent does not say what kind of error, or more of it. */
  public Event error(@Nullable String kind, @Nullable String details) {
    ObjectNode body = hook.body().put("error", describe(kind, details));
    return hook.event("error:occurred", put(body.put("recoverable", true), "errorType", kind));
  }

  /** A body for {@code message:user}. */
  public ObjectNode promptBody(@Nullable String text) {
    return hook.body().put("text", text == null || text.isBlank() ? NO_TEXT : text);
  }

  private static String describe(@Nullable String kind, @Nullable String details) {
    if (kind == null) {
      return details == null ? "The turn failed" : details;
    }
    return details == null ? kind : kind + ": " + details;
  }
}
