package dev.signalbox.agents.claudecode.connect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.signalbox.agents.settings.JsonText;
import dev.signalbox.agents.settings.Part;
import dev.signalbox.agents.settings.Part.Items;
import dev.signalbox.agents.settings.Part.Member;
import dev.signalbox.agents.settings.Part.Struct;
import dev.signalbox.agents.settings.Part.Text;
import dev.signalbox.agents.settings.SettingsException;
import dev.signalbox.protocol.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Our hooks in the text of Claude Code's settings, one line for each event:
 *
 * <pre>{"hooks": {
 *   "Stop": [{ "hooks": [{ "type": "command", "command": "…/signalbox.sh …", "timeout": 5 }] }]
 * }}</pre>
 */
final class HookSettings {
  private static final String HOOKS = "hooks";

  /** Seconds after which Claude Code ends the script, should it ever hang. */
  private static final int TIMEOUT_SECONDS = 5;

  private HookSettings() {}

  /** One of our hooks, with all that is around it. */
  private record OurHook(Struct hooks, Member event, Struct group, Items handlers, Struct handler) {
    Items groups() {
      return (Items) event.value();
    }
  }

  /** The settings with our hooks: those of before in place, the missing ones after all others. */
  static String connect(String text, String command) {
    JsonText json = parse(text);
    for (Optional<OurHook> old = superfluous(json); old.isPresent(); old = superfluous(json)) {
      json = remove(json, old.get());
    }
    for (String event : ObservedEvents.NAMES) {
      json = put(json, event, handler(event, command));
    }
    return json.text();
  }

  /** The settings without our hooks, and without what only they were in. */
  static String disconnect(String text) {
    JsonText json = parse(text);
    for (List<OurHook> ours = ours(json); !ours.isEmpty(); ours = ours(json)) {
      json = remove(json, ours.getFirst());
    }
    return json.text();
  }

  /** The command line of our hooks; empty when there are none. */
  static Optional<String> command(String text) {
    return ours(parse(text)).stream().map(it -> command(it.handler())).findFirst();
  }

  /** Whether it switches all hooks off. */
  static boolean areHooksOff(String text) {
    JsonText json = parse(text);
    return json.root()
        .field("disableAllHooks")
        .filter(it -> json.text(it).equals("true"))
        .isPresent();
  }

  /** An empty file counts as settings without any. */
  private static JsonText parse(String text) {
    return JsonText.parse(text.isBlank() ? "{}\n" : text);
  }

  private static JsonText put(JsonText json, String event, String handler) {
    Optional<OurHook> known = ours(json, event).stream().findFirst();
    if (known.isPresent()) {
      Struct present = known.get().handler();
      return isSame(json.text(present), handler) ? json : json.replace(present, handler);
    }
    String group = "{ \"hooks\": [" + handler + "] }";
    Optional<Part> hooks = json.root().field(HOOKS);
    if (hooks.isEmpty()) {
      return put(json.with(json.root(), HOOKS, "{}"), event, handler);
    }
    Struct events = struct(hooks.get(), HOOKS);
    Optional<Part> groups = events.field(event);
    return groups.isEmpty()
        ? json.with(events, event, "[" + group + "]")
        : json.with(items(groups.get(), HOOKS + "." + event), group);
  }

  private static String handler(String event, String command) {
    String async = ObservedEvents.isAwaited(event) ? "" : "\"async\": true, ";
    return "{ \"type\": \"command\", \"command\": %s, %s\"timeout\": %d }"
        .formatted(Json.text(TextNode.valueOf(command)), async, TIMEOUT_SECONDS);
  }

  /** A second hook of ours at the same event, or one at an event that is observed no more. */
  private static Optional<OurHook> superfluous(JsonText json) {
    var seen = new ArrayList<String>();
    for (OurHook hook : ours(json)) {
      String event = hook.event().name();
      if (seen.contains(event) || !ObservedEvents.NAMES.contains(event)) {
        return Optional.of(hook);
      }
      seen.add(event);
    }
    return Optional.empty();
  }

  private static JsonText remove(JsonText json, OurHook hook) {
    if (hook.handlers().items().size() > 1) {
      return json.without(hook.handlers(), hook.handler());
    }
    if (hook.groups().items().size() > 1) {
      return json.without(hook.groups(), hook.group());
    }
    return hook.hooks().members().size() > 1
        ? json.without(hook.hooks(), hook.event())
        : json.without(json.root(), json.root().member(HOOKS).orElseThrow());
  }

  private static List<OurHook> ours(JsonText json, String event) {
    return ours(json).stream().filter(it -> it.event().name().equals(event)).toList();
  }

  private static List<OurHook> ours(JsonText json) {
    var places = new ArrayList<OurHook>();
    if (json.root().field(HOOKS).orElse(null) instanceof Struct hooks) {
      for (Member event : hooks.members()) {
        collect(hooks, event, places);
      }
    }
    return places;
  }

  private static void collect(Struct hooks, Member event, List<OurHook> places) {
    if (!(event.value() instanceof Items groups)) {
      return;
    }
    for (Part group : groups.items()) {
      if (group instanceof Struct known && known.field(HOOKS).orElse(null) instanceof Items list) {
        for (Part handler : list.items()) {
          if (handler instanceof Struct struct && HookCommand.isOurs(command(struct))) {
            places.add(new OurHook(hooks, event, known, list, struct));
          }
        }
      }
    }
  }

  private static String command(Struct handler) {
    return handler.field("command").orElse(null) instanceof Text text ? text.value() : "";
  }

  private static boolean isSame(String some, String other) {
    return Json.read(some, JsonNode.class).equals(Json.read(other, JsonNode.class));
  }

  private static Struct struct(Part part, String name) {
    if (part instanceof Struct struct) {
      return struct;
    }
    throw new SettingsException("Expected " + name + " as an object, but got " + part.kind());
  }

  private static Items items(Part part, String name) {
    if (part instanceof Items items) {
      return items;
    }
    throw new SettingsException("Expected " + name + " as an array, but got " + part.kind());
  }
}
