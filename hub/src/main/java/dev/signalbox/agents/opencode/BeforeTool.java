package dev.signalbox.agents.opencode;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.agents.Checkpoint;
import dev.signalbox.agents.Hook;
import dev.signalbox.protocol.Json;

/** What the plugin does before a call that waits: {@code {"stop":"…"}}, {@code {"tell":"…"}}. */
final class BeforeTool implements Checkpoint.Reply {

  /** Of {@code {"type":"tool.execute.before","properties":{"sessionID":"…","tool":"bash"}}}. */
  static Checkpoint checkpoint(Hook hook) {
    String tool = hook.text("tool");
    String at = tool == null ? hook.name() : hook.name() + " · " + tool;
    return Checkpoint.of(hook, at, new BeforeTool());
  }

  @Override
  public ObjectNode stop(String reason) {
    return Json.object().put("stop", reason);
  }

  @Override
  public ObjectNode tell(String message) {
    return Json.object().put("tell", message);
  }
}
