package dev.signalbox.cli.session;

import dev.signalbox.cli.terminal.PlainText;
import dev.signalbox.protocol.Session;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a session is called and does, as plain text of one line. */
public final class SessionText {
  private static final int CHARS_MAX = 200;
  private static final int SHORT_ID_CHARS = 8;

  private SessionText() {}

  /** Its title, else what its person wanted first, else the beginning of its id. */
  public static String title(Session session) {
    String title = first(session.title(), session.firstPrompt());
    return title.isEmpty() ? shortId(session.id()) : title;
  }

  public static String shortId(String id) {
    return word(id.substring(0, Math.min(SHORT_ID_CHARS, id.length())));
  }

  /** {@code billing-api · feat/queue}. */
  public static String place(Session session) {
    return joined(" · ", session.repository(), session.gitBranch());
  }

  /** {@code ana@mb-ana}. */
  public static String person(Session session) {
    return joined("@", session.user(), session.hostname());
  }

  /** The question, else what it does, else how it ended. */
  public static String activity(Session session) {
    Session.Attention attention = session.attention();
    return first(
        attention == null ? null : attention.text(),
        session.activity(),
        session.summary(),
        session.endReason());
  }

  /** A name or another short text. */
  public static String word(String text) {
    return PlainText.line(text, CHARS_MAX);
  }

  private static String first(@Nullable String... texts) {
    return Stream.of(texts)
        .filter(Objects::nonNull)
        .map(SessionText::word)
        .filter(text -> !text.isBlank())
        .findFirst()
        .orElse("");
  }

  private static String joined(String between, @Nullable String... texts) {
    return Stream.of(texts)
        .filter(Objects::nonNull)
        .map(SessionText::word)
        .collect(Collectors.joining(between));
  }
}
