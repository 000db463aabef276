package dev.signalbox.agents.connect;

import dev.signalbox.agents.connect.HookFormat.Event;
import dev.signalbox.agents.connect.HookFormat.Lists;
import dev.signalbox.agents.settings.JsonText;
import dev.signalbox.agents.settings.Part;
import dev.signalbox.agents.settings.Part.Items;
import dev.signalbox.agents.settings.Part.Struct;
import dev.signalbox.agents.settings.SettingsException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Puts our hooks into the text of an agent's settings, one line for each event. */
final class HookSettings {
  private static final String HOOKS = "hooks";
  private static final String VERSION = "version";

  private final HookFormat format;

  HookSettings(HookFormat format) {
    this.format = format;
  }

  /** The settings with our hooks: those of before in place, the missing ones after all others. */
  String connect(String text, String command) {
    JsonText json = format.parse(text);
    for (Optional<OurHook> old = superfluous(json); old.isPresent(); old = superfluous(json)) {
      json = old.get().removeFrom(json);
    }
    if (format.isVersioned() && json.root().members().isEmpty()) {
      json = json.with(json.root(), VERSION, "1");
    }
    for (Event event : format.events()) {
      json = put(json, event, format.handler(event, command));
    }
    return json.text();
  }

  /** The settings without our hooks, and without what only they were in. */
  String disconnect(String text) {
    JsonText json = format.parse(text);
    for (List<OurHook> ours = OurHook.in(json); !ours.isEmpty(); ours = OurHook.in(json)) {
      json = ours.getFirst().removeFrom(json);
    }
    return json.text();
  }

  /** The command line of our hooks; empty when there are none. */
  Optional<String> command(String text) {
    return OurHook.in(format.parse(text)).stream()
        .map(OurHook::command)
        .filter(line -> !HookCommand.isWaking(line))
        .findFirst();
  }

  /** Whether they switch all hooks off. */
  boolean areHooksOff(String text) {
    JsonText json = format.parse(text);
    Optional<? extends Part> part = Optional.of(json.root());
    for (String name : format.offSwitch().path()) {
      part =
          part.flatMap(it -> it instanceof Struct struct ? struct.field(name) : Optional.empty());
    }
    return part.filter(it -> json.text(it).equals(format.offSwitch().off())).isPresent();
  }

  /** Whether there is nothing in them but what a file of our own begins with. */
  boolean isBare(String text) {
    return format.parse(text).root().members().stream()
        .allMatch(it -> format.isVersioned() && it.name().equals(VERSION));
  }

  private JsonText put(JsonText json, Event event, String handler) {
    Optional<OurHook> known = OurHook.in(json).stream().filter(it -> it.isFor(event)).findFirst();
    if (known.isPresent()) {
      Struct present = known.get().handler();
      return json.isSame(present, handler) ? json : json.replace(present, handler);
    }
    Optional<Part> hooks = json.root().field(HOOKS);
    if (hooks.isEmpty()) {
      return put(json.with(json.root(), HOOKS, "{}"), event, handler);
    }
    Struct events = struct(hooks.get());
    Optional<Part> entries = events.field(event.name());
    String entry = format.lists() == Lists.GROUPS ? "{ \"hooks\": [" + handler + "] }" : handler;
    return entries.isEmpty()
        ? json.with(events, event.name(), "[" + entry + "]")
        : json.with(items(entries.get(), event), entry);
  }

  /** A second hook of ours at the same event, or one at an event that is observed no more. */
  private Optional<OurHook> superfluous(JsonText json) {
    Set<Event> seen = new HashSet<>();
    for (OurHook hook : OurHook.in(json)) {
      Optional<Event> event = format.event(hook);
      if (event.isEmpty() || !seen.add(event.get())) {
        return Optional.of(hook);
      }
    }
    return Optional.empty();
  }

  private static Struct struct(Part hooks) {
    if (hooks instanceof Struct struct) {
      return struct;
    }
    throw new SettingsException("Expected hooks as an object, but got " + hooks.kind());
  }

  private static Items items(Part entries, Event event) {
    if (entries instanceof Items items) {
      return items;
    }
    throw new SettingsException(
        "Expected hooks.%s as an array, but got %s".formatted(event.name(), entries.kind()));
  }
}
