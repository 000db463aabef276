package dev.signalbox.agents.connect;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.signalbox.agents.connect.HookFormat.Event.Role;
import dev.signalbox.agents.settings.JsonText;
import dev.signalbox.protocol.Json;
import java.util.List;
import java.util.Optional;

/**
 * How an agent writes hooks in JSON. All of them have an object {@code hooks} with a list for each
 * event; they differ in what is in the list:
 *
 * <pre>
 * GROUPS    "Stop": [{ "hooks": [{ "type": "command", "command": "…", "timeout": 5 }] }]
 * HANDLERS  "stop": [{ "command": "…" }]
 * </pre>
 *
 * @param opening the fields before the command, e.g. {@code "type": "command", }
 * @param hasComments whether the agent reads its settings with comments
 * @param isVersioned whether a file of its own starts with {@code "version": 1}
 * @param offSwitch what keeps all hooks from running
 * @param events in the order in which a session has them
 * @param telemetry how the agent is told to send it
 */
record HookFormat(
    Lists lists,
    String opening,
    Timeout timeout,
    boolean hasComments,
    boolean isVersioned,
    Switch offSwitch,
    List<Event> events,
    TelemetrySettings telemetry)
    implements Agent.Wiring {

  /** What is in an event's list. */
  enum Lists {
    GROUPS,
    HANDLERS
  }

  /** How the time after which the agent ends a hook is written. */
  record Timeout(String field, int perSecond) {}

  /** Fields, outermost first, and the value with which no hook runs. */
  record Switch(List<String> path, String off) {
    static final Switch DISABLE_ALL = new Switch(List.of("disableAllHooks"), "true");

    /** The file with the hooks has none. */
    static final Switch NONE = new Switch(List.of(), "");

    Switch {
      path = List.copyOf(path);
    }
  }

  /**
   * An observed event.
   *
   * @param isAsync whether the agent goes on at once, and does not wait until the script has taken
   *     over
   * @param role what more it does than to tell
   */
  record Event(String name, boolean isAsync, Role role, int timeoutSeconds) {
    /** After this the agent ends the script, should it ever hang. */
    private static final int TIMEOUT_SECONDS = 5;

    private static final int HELD_SECONDS = 3_600;

    private static final int WAKING_SECONDS = 86_400;

    /** The script ends by itself before the agent ends it. */
    private static final int MARGIN_SECONDS = 10;

    /** What the script does with it besides telling the hub. */
    enum Role {
      NONE,
      /** It may hold the agent's prompt for an answer from the hub, where its user wants that. */
      ASKING,
      /** What it says in the end begins a turn. */
      WAKING
    }

    /** One that only tells. */
    Event(String name, boolean isAsync, int timeoutSeconds) {
      this(name, isAsync, Role.NONE, timeoutSeconds);
    }

    static Event async(String name) {
      return new Event(name, true, TIMEOUT_SECONDS);
    }

    static Event awaited(String name) {
      return new Event(name, false, TIMEOUT_SECONDS);
    }

    /** One in which the script waits for a person, somewhat shorter than this. */
    static Event held(String name) {
      return new Event(name, false, HELD_SECONDS);
    }

    /** One beside the agent that wakes it when it has something to say. */
    static Event waking(String name) {
      return new Event(name, true, Role.WAKING, WAKING_SECONDS);
    }

    /** One before the agent's own prompt, which comes when nobody has answered in time. */
    static Event asking(String name) {
      return new Event(name, true, Role.ASKING, TIMEOUT_SECONDS);
    }

    boolean isWaking() {
      return role == Role.WAKING;
    }

    /** The same while prompts are held for so many seconds, if it is about one. */
    private Event holding(int seconds) {
      return role == Role.ASKING && seconds > 0
          ? new Event(name, false, role, seconds + MARGIN_SECONDS)
          : this;
    }
  }

  HookFormat {
    events = List.copyOf(events);
  }

  /** For an agent that cannot be told to send telemetry. */
  HookFormat(
      Lists lists,
      String opening,
      Timeout timeout,
      boolean hasComments,
      boolean isVersioned,
      Switch offSwitch,
      List<Event> events) {
    this(lists, opening, timeout, hasComments, isVersioned, offSwitch, events, new NoTelemetry());
  }

  HookFormat withoutTelemetry() {
    return new HookFormat(lists, opening, timeout, hasComments, isVersioned, offSwitch, events);
  }

  /** Reads settings; an empty file counts as settings without any. */
  JsonText parse(String text) {
    String json = text.isBlank() ? "{}\n" : text;
    return hasComments ? JsonText.parseWithComments(json) : JsonText.parse(json);
  }

  /** The observed event that one of our hooks is for. */
  Optional<Event> event(OurHook hook) {
    return events.stream().filter(hook::isFor).findFirst();
  }

  /** Whether the agent's prompts can be held. */
  boolean canHold() {
    return events.stream().anyMatch(event -> event.role() == Role.ASKING);
  }

  /** Our hook at an event, on one line. */
  String handler(Event observed, String command) {
    Event event = observed.holding(HookCommand.hold(command));
    return "{ %s\"command\": %s, %s\"%s\": %d }"
        .formatted(
            opening,
            Json.text(TextNode.valueOf(event.isWaking() ? HookCommand.waking(command) : command)),
            (event.isAsync() ? "\"async\": true, " : "")
                + (event.isWaking() ? "\"asyncRewake\": true, " : ""),
            timeout.field(),
            event.timeoutSeconds() * timeout.perSecond());
  }
}
