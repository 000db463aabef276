package dev.signalbox.agents.qwen;

import static dev.signalbox.agents.Hook.put;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.agents.Hook;
import dev.signalbox.agents.Turn;
import dev.signalbox.protocol.Event;
import java.util.List;

/** Hook events about turns. */
final class TurnHooks {
  private TurnHooks() {}

  /**
   * This also runs when the agent goes on with the results of tools. Newer versions say what the
   * person submitted, and then an absent one means that nobody did.
   */
  static List<Event> prompt(Hook hook) {
    var turn = new Turn(hook);
    if (!hook.payload().has("submitted_prompt")) {
      return List.of(turn.prompt(hook.text("prompt")));
    }
    String submitted = hook.text("submitted_prompt");
    return List.of(
        submitted == null ? turn.automaticPrompt(hook.text("prompt")) : turn.prompt(submitted));
  }

  static List<Event> stopped(Hook hook) {
    ObjectNode idle = put(hook.body(), "contextUsage", hook.json("context_usage"));
    put(idle, "contextLimit", hook.json("context_limit"));
    return new Turn(hook).over(hook.text("last_assistant_message"), idle);
  }
}
