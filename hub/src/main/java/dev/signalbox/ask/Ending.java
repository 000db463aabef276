package dev.signalbox.ask;

import dev.signalbox.protocol.Ask;
import dev.signalbox.protocol.Json;
import dev.signalbox.protocol.Texts;
import org.jspecify.annotations.Nullable;

/** Says in a sentence how an ask ended: who, what and when. */
final class Ending {
  private static final int WORDS_CHARS_MAX = 100;

  private Ending() {}

  static String of(Ask ask) {
    String when = ask.closedAt() == null ? "" : " at " + Json.time(ask.closedAt());
    if (ask.status() != Ask.Status.ANSWERED) {
      return (ask.reason() == null ? "It is over" : ask.reason()) + when;
    }
    String who = ask.by() == null ? "" : " by " + Texts.line(ask.by(), WORDS_CHARS_MAX);
    String where = ask.source() == null ? "" : " (" + Texts.line(ask.source(), 20) + ")";
    String what = what(ask);
    return "Answered" + who + where + when + (what == null ? "" : ": " + what);
  }

  private static @Nullable String what(Ask ask) {
    if (ask.decision() != null) {
      return Texts.line(ask.decision(), WORDS_CHARS_MAX);
    }
    return ask.input() == null
        ? null
        : Texts.line(
            ask.input().isTextual() ? ask.input().textValue() : ask.input().toString(),
            WORDS_CHARS_MAX);
  }
}
