package dev.signalbox.session.fold;

import dev.signalbox.protocol.Detail;
import dev.signalbox.protocol.Texts;
import dev.signalbox.session.fold.Carry.Mark;
import dev.signalbox.session.fold.Carry.Phase;
import java.util.Objects;

/** The rules for {@code message:*}. */
final class MessageFold {
  /** Longest first prompt, in characters; one line. */
  static final int PROMPT_CHARS_MAX = 200;

  private MessageFold() {}

  /**
   * A person's message ends what the agent asked; a machine's, or a subagent's prompt, does not.
   */
  static void user(SessionDraft draft, Detail.UserMessage message) {
    boolean isQueued = isQueued(draft);
    boolean isLate = draft.isLate();
    draft.work();
    if (draft.turnId() != null && !isLate) {
      draft.begun = new Mark(draft.turnId(), draft.logged.receivedAt());
    }
    if (message.automatic() || draft.event.agentId() != null) {
      return;
    }
    if (draft.firstPrompt == null) {
      draft.firstPrompt = Texts.line(message.text(), PROMPT_CHARS_MAX);
    }
    if (isQueued) {
      return;
    }
    ToolFold.closeMainCalls(draft);
    AskFold.closeAtMessage(draft);
  }

  /** Written while the agent works, for the turn that runs, or overtaken by it: it ends nothing. */
  private static boolean isQueued(SessionDraft draft) {
    return draft.phase == Phase.WORKING
        && draft.begun != null
        && Objects.equals(draft.begun.turnId(), draft.turnId());
  }

  /** What an agent still says after its end does not revive it. */
  static void assistant(SessionDraft draft) {
    if (!draft.isEnded()) {
      draft.work();
    }
  }
}
