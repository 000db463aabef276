package dev.signalbox.session.fold;

import dev.signalbox.protocol.Detail;
import dev.signalbox.protocol.Session;
import dev.signalbox.session.fold.Carry.OpenCall;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The rules for {@code tool:*}: calls are paired by their id and counted once each. */
final class ToolFold {
  private ToolFold() {}

  static List<String> countedNames(Detail.ToolStarted started) {
    String toolUseId = started.toolUseId();
    return toolUseId == null ? List.of() : List.of(callName(toolUseId));
  }

  static List<String> countedNames(Detail.ToolEnded ended) {
    String toolUseId = ended.toolUseId();
    if (toolUseId == null) {
      return List.of();
    }
    return ended.failed()
        ? List.of(callName(toolUseId), failureName(toolUseId))
        : List.of(callName(toolUseId));
  }

  static void started(SessionDraft draft, Detail.ToolStarted started) {
    String toolUseId = started.toolUseId();
    if (toolUseId != null && !draft.countOnce(callName(toolUseId))) {
      // Told twice, or overtaken by its own end: it opens nothing.
      return;
    }
    count(draft, 1, 0);
    if (draft.isLate()) {
      return;
    }
    AskFold.closeByNext(draft, started);
    draft.beginTurn();
    draft.work();
    String key = toolUseId == null ? "#" + draft.logged.sequence() : toolUseId;
    String line = Activity.line(started.toolName(), started.input(), draft.cwd);
    if (draft.openCalls.size() >= Carry.OPEN_CALLS_MAX) {
      draft.openCalls = draft.openCalls.minus(0);
    }
    draft.openCalls =
        draft.openCalls.plus(new OpenCall(key, started.toolName(), draft.event.agentId(), line));
  }

  static void ended(SessionDraft draft, Detail.ToolEnded ended) {
    String toolUseId = ended.toolUseId();
    int call = find(draft, ended);
    if (call >= 0) {
      draft.openCalls = draft.openCalls.minus(call);
    } else if (toolUseId == null || draft.countOnce(callName(toolUseId))) {
      count(draft, 1, 0);
    }
    if (ended.failed() && (toolUseId == null || draft.countOnce(failureName(toolUseId)))) {
      count(draft, 0, 1);
    }
    AskFold.closeByTool(draft, ended);
  }

  /** The turn is over: calls of the main agent that never ended were interrupted. */
  static void closeMainCalls(SessionDraft draft) {
    closeCalls(draft, null);
  }

  /** No call of this agent runs any more; null means the main agent. */
  static void closeCalls(SessionDraft draft, @Nullable String agentId) {
    for (int i = draft.openCalls.size() - 1; i >= 0; i--) {
      if (Objects.equals(draft.openCalls.get(i).agentId(), agentId)) {
        draft.openCalls = draft.openCalls.minus(i);
      }
    }
  }

  /**
   * The place of the open call that this ends; without an id, the oldest of its tool, agent and
   * input, or else of its tool and agent.
   */
  private static int find(SessionDraft draft, Detail.ToolEnded ended) {
    String toolUseId = ended.toolUseId();
    if (toolUseId != null) {
      return find(draft, call -> call.key().equals(toolUseId));
    }
    String line = Activity.line(ended.toolName(), ended.input(), draft.cwd);
    Predicate<OpenCall> isOfTool =
        call ->
            call.key().startsWith("#")
                && call.tool().equals(ended.toolName())
                && Objects.equals(call.agentId(), draft.event.agentId());
    int same = find(draft, isOfTool.and(call -> call.line().equals(line)));
    return same >= 0 ? same : find(draft, isOfTool);
  }

  private static int find(SessionDraft draft, Predicate<OpenCall> isIt) {
    for (int i = 0; i < draft.openCalls.size(); i++) {
      if (isIt.test(draft.openCalls.get(i))) {
        return i;
      }
    }
    return -1;
  }

  private static void count(SessionDraft draft, int calls, int failures) {
    draft.toolCounts = plus(draft.toolCounts, calls, failures);
    SubagentFold.countTools(draft, calls, failures);
  }

  static Session.Tools plus(Session.Tools tools, int calls, int failures) {
    return new Session.Tools(tools.calls() + calls, tools.failures() + failures);
  }

  private static String callName(String toolUseId) {
    return "call:" + toolUseId;
  }

  private static String failureName(String toolUseId) {
    return "failure:" + toolUseId;
  }
}
