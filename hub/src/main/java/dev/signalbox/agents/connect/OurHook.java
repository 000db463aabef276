package dev.signalbox.agents.connect;

import dev.signalbox.agents.settings.JsonText;
import dev.signalbox.agents.settings.Part;
import dev.signalbox.agents.settings.Part.Items;
import dev.signalbox.agents.settings.Part.Member;
import dev.signalbox.agents.settings.Part.Struct;
import dev.signalbox.agents.settings.Part.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One of our hooks in a text, with all that is around it.
 *
 * @param entry the event's own item: the handler, or the group that it is in
 * @param list that the handler is in
 */
record OurHook(Struct hooks, Member event, Part entry, Items list, Struct handler) {
  private static final String HOOKS = "hooks";

  /** All of them, as they stand there; none in a text without hooks. */
  static List<OurHook> in(JsonText json) {
    var found = new ArrayList<OurHook>();
    if (json.root().field(HOOKS).orElse(null) instanceof Struct hooks) {
      for (Member event : hooks.members()) {
        if (event.value() instanceof Items entries) {
          entries.items().forEach(entry -> collect(hooks, event, entry, found));
        }
      }
    }
    return found;
  }

  String command() {
    return command(handler);
  }

  boolean isFor(HookFormat.Event observed) {
    return observed.name().equals(event.name())
        && observed.isWaking() == HookCommand.isWaking(command());
  }

  /** The text without this hook, and without what only it was in. */
  JsonText removeFrom(JsonText json) {
    if (list.items().size() > 1) {
      return json.without(list, handler);
    }
    Items entries = (Items) event.value();
    if (entries.items().size() > 1) {
      return json.without(entries, entry);
    }
    return hooks.members().size() > 1
        ? json.without(hooks, event)
        : json.without(json.root(), json.root().member(HOOKS).orElseThrow());
  }

  private static void collect(Struct hooks, Member event, Part entry, List<OurHook> found) {
    if (!(entry instanceof Struct struct)) {
      return;
    }
    if (isOurs(struct)) {
      found.add(new OurHook(hooks, event, entry, (Items) event.value(), struct));
    }
    Optional<Part> group = struct.field(HOOKS);
    if (group.orElse(null) instanceof Items handlers) {
      for (Part handler : handlers.items()) {
        if (handler instanceof Struct known && isOurs(known)) {
          found.add(new OurHook(hooks, event, entry, handlers, known));
        }
      }
    }
  }

  private static boolean isOurs(Struct handler) {
    return HookCommand.isOurs(command(handler));
  }

  private static String command(Struct handler) {
    return handler.field("command").orElse(null) instanceof Text text ? text.value() : "";
  }
}
