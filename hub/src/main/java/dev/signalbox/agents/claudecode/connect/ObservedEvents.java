package dev.signalbox.agents.claudecode.connect;

import java.util.List;
import java.util.Set;

/**
 * The hook events that are observed. Not among them: those that others say better (PostToolBatch,
 * UserPromptExpansion), that Claude Code prints a line for (PreCompact, PostCompact), that hold up
 * what it shows (MessageDisplay), that only a decision makes sense of (PreModelSwitch), or that
 * break when nobody decides (WorktreeCreate).
 *
 * <p>PermissionRequest is observed like the others for now: nobody answers it from the hub yet.
 */
final class ObservedEvents {
  /** In the order in which a session has them. */
  static final List<String> NAMES =
      List.of(
          "SessionStart",
          "UserPromptSubmit",
          "PreToolUse",
          "PermissionRequest",
          "PermissionDenied",
          "PostToolUse",
          "PostToolUseFailure",
          "SubagentStart",
          "SubagentStop",
          "Notification",
          "Elicitation",
          "ElicitationResult",
          "TaskCreated",
          "TaskCompleted",
          "TeammateIdle",
          "CwdChanged",
          "PostModelSwitch",
          "Stop",
          "StopFailure",
          "SessionEnd");

  /**
   * Claude Code waits until the hook's script has taken over, which takes some milliseconds. It
   * ends asynchronous hooks when {@code claude -p} is over, and these would never be heard of: of
   * 2.1.112 to 2.1.332, three versions lost every SessionEnd and some a Stop.
   */
  private static final Set<String> AWAITED = Set.of("Stop", "StopFailure", "SessionEnd");

  private ObservedEvents() {}

  static boolean isAwaited(String event) {
    return AWAITED.contains(event);
  }
}
