package dev.signalbox.agents.connect;

import java.util.List;

/** The agents that can be connected. */
public final class Agents {
  /** In the order in which they are listed. */
  public static final List<Agent> ALL =
      List.of(
          ClaudeCodeSetup.agent(),
          CodexSetup.agent(),
          GeminiSetup.agent(),
          OpenCodeSetup.agent(),
          CopilotSetup.agent(),
          QwenSetup.agent(),
          CursorSetup.agent());

  private Agents() {}
}
