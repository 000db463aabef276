package dev.signalbox.session.fold;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.protocol.Ask;
import dev.signalbox.protocol.Ask.Kind;
import dev.signalbox.protocol.Ask.Status;
import dev.signalbox.protocol.Detail;
import dev.signalbox.protocol.Session.Attention;
import dev.signalbox.protocol.Texts;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The rules for {@code interaction:*} and for all that shows that nobody waits for an answer any
 * more (P8): the tool ran, the turn is over, the person went on, the session ended.
 *
 * <p>A subagent's ask ends with what that subagent does: while it runs, the main agent's tools and
 * turns say nothing about it.
 */
final class AskFold {
  /** Longest line of attention, in characters. */
  static final int TEXT_CHARS_MAX = 200;

  /** Between a prompt's name and which time it is: the same may be asked again. */
  private static final String TIME = "~";

  private AskFold() {}

  static void awaiting(SessionDraft draft, Detail.AwaitingInput awaiting) {
    if (draft.isLate()) {
      return;
    }
    draft.resume();
    String askId = awaiting.askId() == null ? "ask-" + draft.logged.sequence() : awaiting.askId();
    Ask known = draft.asks.find(askId).filter(Ask::isOpen).orElse(null);
    draft.asks =
        known == null
            ? draft.asks.with(askId, draft.logged.sequence(), opened(draft, askId, awaiting))
            : draft.asks.changed(askId, again(known, awaiting));
  }

  private static Ask opened(SessionDraft draft, String askId, Detail.AwaitingInput awaiting) {
    return new Ask(
        askId,
        draft.event.sessionId(),
        awaiting.kind(),
        awaiting.question(),
        awaiting.toolName(),
        awaiting.toolInput(),
        awaiting.options(),
        awaiting.quickResponses(),
        awaiting.suggestions(),
        draft.event.agentId(),
        awaiting.takesInput(),
        awaiting.exclusive(),
        awaiting.answerable(),
        awaiting.holder(),
        awaiting.leaseMs(),
        Status.OPEN,
        draft.at,
        awaiting.expiresAt(),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        awaiting.reason());
  }

  /** What is told again of an open ask adds to it: who holds it now, or why nobody does. */
  private static Ask again(Ask known, Detail.AwaitingInput awaiting) {
    return new Ask(
        known.askId(),
        known.sessionId(),
        known.kind(),
        or(awaiting.question(), known.question()),
        or(awaiting.toolName(), known.toolName()),
        or(awaiting.toolInput(), known.toolInput()),
        or(awaiting.options(), known.options()),
        or(awaiting.quickResponses(), known.quickResponses()),
        or(awaiting.suggestions(), known.suggestions()),
        known.agentId(),
        awaiting.takesInput() || known.takesInput(),
        awaiting.exclusive() || known.exclusive(),
        awaiting.answerable(),
        awaiting.holder(),
        or(awaiting.leaseMs(), known.leaseMs()),
        Status.OPEN,
        known.openedAt(),
        or(awaiting.expiresAt(), known.expiresAt()),
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        awaiting.reason());
  }

  /** The sum stays at the largest number rather than turn negative. */
  static void waited(SessionDraft draft, Detail.Waited waited) {
    long before = draft.waitedMs == null ? 0 : draft.waitedMs;
    draft.waitedMs = before + Math.min(Long.MAX_VALUE - before, waited.durationMs());
  }

  static void received(SessionDraft draft, Detail.InputReceived received) {
    Ask ask = received.askId() == null ? onlyOpen(draft) : open(draft, received.askId());
    if (ask == null) {
      return;
    }
    Status status =
        switch (received.decision()) {
          case "expired" -> Status.EXPIRED;
          case "closed" -> Status.CLOSED;
          case null, default -> Status.ANSWERED;
        };
    close(draft, ask, status, received);
  }

  /**
   * The tool that was asked for has run, or failed: somebody answered elsewhere. An ask may have
   * the call's own name; one that does not say with what input is about any call of its tool.
   */
  static void closeByTool(SessionDraft draft, Detail.ToolEnded ended) {
    closeIf(draft, ask -> ask.askId().equals(ended.toolUseId()) || isAbout(draft, ended, ask));
  }

  private static boolean isAbout(SessionDraft draft, Detail.ToolEnded ended, Ask ask) {
    return ended.toolName().equals(ask.toolName())
        && (ask.toolInput() == null || isSame(ended.input(), ask.toolInput()))
        && Objects.equals(draft.event.agentId(), ask.agentId());
  }

  /**
   * Another call has started, which would have waited for this one: somebody answered elsewhere. A
   * call that was denied says nothing else.
   */
  static void closeByNext(SessionDraft draft, Detail.ToolStarted next) {
    closeIf(
        draft,
        ask ->
            ask.exclusive()
                && draft.at.isAfter(ask.openedAt())
                && Objects.equals(draft.event.agentId(), ask.agentId())
                && !(next.toolName().equals(ask.toolName())
                    && isSame(next.input(), ask.toolInput())));
  }

  /** At the end of a turn an agent still waits for its next input, but for no other answer. */
  static void closeAtIdle(SessionDraft draft) {
    closeIf(
        draft, ask -> ask.kind() != Kind.INPUT && isOfMainTurn(draft, ask) && !isOfProgram(ask));
  }

  /** Whoever writes the next message has seen the question. */
  static void closeAtMessage(SessionDraft draft) {
    closeIf(draft, ask -> isOfMainTurn(draft, ask) && !isOfProgram(ask));
  }

  static void closeOfAgent(SessionDraft draft, String agentId) {
    closeIf(draft, ask -> agentId.equals(ask.agentId()));
  }

  static void closeAll(SessionDraft draft) {
    closeIf(draft, ask -> true);
  }

  /** The ask that has been open for longest, by the order of the log; null when none is. */
  static @Nullable Ask oldestOpen(Parts<String, Ask> asks) {
    if (asks.size() == 0) {
      return null;
    }
    return asks.inOrder().stream().filter(Ask::isOpen).findFirst().orElse(null);
  }

  static Attention attention(Ask ask) {
    return new Attention(
        ask.kind(), ask.openedAt(), text(ask), ask.askId(), ask.toolName(), ask.answerable());
  }

  private static String text(Ask ask) {
    String text = ask.question();
    if (text == null && ask.toolName() != null) {
      text = Activity.line(ask.toolName(), ask.toolInput(), null);
    }
    return Texts.line(text == null ? ask.kind().word() : text, TEXT_CHARS_MAX);
  }

  private static boolean isSame(@Nullable JsonNode some, @Nullable JsonNode other) {
    if (some == null || other == null) {
      return some == null && other == null;
    }
    return some.equals(AskFold::compareScalars, other);
  }

  /** 0 when equal. A number that was stored and read again may have another Java type. */
  private static int compareScalars(JsonNode some, JsonNode other) {
    boolean isSameNumber =
        some.isNumber() && other.isNumber() && some.asText().equals(other.asText());
    return isSameNumber || some.equals(other) ? 0 : 1;
  }

  /** It waits by itself, e.g. a script that the agent has left in the background. */
  private static boolean isOfProgram(Ask ask) {
    return ask.leaseMs() != null && ask.toolName() == null;
  }

  private static boolean isOfMainTurn(SessionDraft draft, Ask ask) {
    return !SubagentFold.isRunning(draft, ask.agentId());
  }

  /** By its name; or by the prompt's, when the agent that closes it cannot tell which time. */
  private static @Nullable Ask open(SessionDraft draft, String askId) {
    return draft
        .asks
        .find(askId)
        .filter(Ask::isOpen)
        .orElseGet(() ->
            draft.asks.inOrder().stream()
                .filter(ask -> ask.isOpen() && ask.askId().startsWith(askId + TIME))
                .findFirst()
                .orElse(null));
  }

  private static @Nullable Ask onlyOpen(SessionDraft draft) {
    List<Ask> open = draft.asks.inOrder().stream().filter(Ask::isOpen).toList();
    return open.size() == 1 ? open.getFirst() : null;
  }

  private static void closeIf(SessionDraft draft, Predicate<Ask> isOver) {
    var nothing = new Detail.InputReceived(null, null, null, null, null, null, null);
    for (Ask ask : draft.asks.inOrder()) {
      if (ask.isOpen() && isOver.test(ask)) {
        close(draft, ask, Status.CLOSED, nothing);
      }
    }
  }

  private static void close(
      SessionDraft draft, Ask ask, Status status, Detail.InputReceived answer) {
    boolean isBefore = draft.at.isBefore(ask.openedAt());
    draft.asks =
        draft.asks.changed(
            ask.askId(),
            new Ask(
                ask.askId(),
                ask.sessionId(),
                ask.kind(),
                ask.question(),
                ask.toolName(),
                ask.toolInput(),
                ask.options(),
                ask.quickResponses(),
                ask.suggestions(),
                ask.agentId(),
                ask.takesInput(),
                ask.exclusive(),
                false,
                null,
                ask.leaseMs(),
                status,
                ask.openedAt(),
                ask.expiresAt(),
                isBefore ? ask.openedAt() : draft.at,
                draft.event.type(),
                answer.decision(),
                answer.input(),
                answer.message(),
                answer.source(),
                answer.by(),
                answer.reason()));
  }

  private static <T> @Nullable T or(@Nullable T given, @Nullable T known) {
    return given == null ? known : given;
  }
}
