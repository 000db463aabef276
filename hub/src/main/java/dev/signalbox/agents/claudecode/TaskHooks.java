package dev.signalbox.agents.claudecode;

import static dev.signalbox.agents.Hook.put;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.agents.Hook;
import dev.signalbox.protocol.Event;
import org.jspecify.annotations.Nullable;

/** Hook events about the list of tasks, which is a chain whose steps come one by one. */
final class TaskHooks {
  private static final String CHAIN = "tasks";

  private TaskHooks() {}

  static Event created(Hook hook) {
    Integer number = number(hook);
    if (number == null) {
      return hook.other();
    }
    ObjectNode body = hook.body().put("chainId", CHAIN).put("title", "Tasks");
    ObjectNode step = body.putArray("steps").addObject().put("stepNumber", number);
    put(put(step, "action", hook.text("task_subject")), "description", description(hook));
    return hook.event("chain:compiled", body);
  }

  static Event completed(Hook hook) {
    Integer number = number(hook);
    if (number == null) {
      return hook.other();
    }
    ObjectNode body = hook.body().put("chainId", CHAIN).put("stepNumber", number);
    put(put(body, "action", hook.text("task_subject")), "description", description(hook));
    return hook.event("step:completed", put(body, "agentName", hook.text("teammate_name")));
  }

  /** A task whose name is no number has no place in the list. */
  private static @Nullable Integer number(Hook hook) {
    Long number = hook.fields().number("task_id");
    return number == null || number < 0 || number > Integer.MAX_VALUE ? null : number.intValue();
  }

  private static @Nullable String description(Hook hook) {
    return hook.text("task_description");
  }
}
