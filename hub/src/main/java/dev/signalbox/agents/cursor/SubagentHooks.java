package dev.signalbox.agents.cursor;

import dev.signalbox.agents.Delegate;
import dev.signalbox.agents.Hook;
import dev.signalbox.agents.Names;
import dev.signalbox.protocol.Event;
import dev.signalbox.protocol.Texts;

/**
 * Hook events about subagents. Where they have no names, those of one kind in one turn share one,
 * so two that run at once are shown as one.
 */
final class SubagentHooks {
  private static final int DESCRIPTION_CHARS_MAX = 200;

  private SubagentHooks() {}

  static Event started(Hook hook) {
    String what = hook.fields().firstText("description", "task", "prompt");
    return delegate(hook).started(what == null ? null : Texts.line(what, DESCRIPTION_CHARS_MAX));
  }

  static Event stopped(Hook hook) {
    return delegate(hook).stopped(hook.fields().firstText("result", "summary"));
  }

  private static Delegate delegate(Hook hook) {
    String type = hook.text("subagent_type");
    String id = hook.text("subagent_id");
    String shared = "subagent-" + Names.of(hook.sessionId(), hook.turnId(), type);
    return new Delegate(hook, id == null ? shared : id, type);
  }
}
