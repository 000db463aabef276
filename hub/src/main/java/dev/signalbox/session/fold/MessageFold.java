package dev.signalbox.session.fold;

import dev.signalbox.protocol.Detail;
import dev.signalbox.protocol.Texts;

/** The rules for {@code message:*}. */
final class MessageFold {
  /** Longest first prompt, in characters; one line. */
  static final int PROMPT_CHARS_MAX = 200;

  private MessageFold() {}

  /**
   * A person's message ends what the agent asked; a machine's, or a subagent's prompt, does not.
   */
  static void user(SessionDraft draft, Detail.UserMessage message) {
    draft.work();
    if (message.automatic() || draft.event.agentId() != null) {
      return;
    }
    if (draft.firstPrompt == null) {
      draft.firstPrompt = Texts.line(message.text(), PROMPT_CHARS_MAX);
    }
    ToolFold.closeMainCalls(draft);
    AskFold.closeAtMessage(draft);
  }

  /** What an agent still says after its end does not revive it. */
  static void assistant(SessionDraft draft) {
    if (!draft.isEnded()) {
      draft.work();
    }
  }
}
