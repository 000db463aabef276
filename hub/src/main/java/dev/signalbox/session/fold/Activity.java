package dev.signalbox.session.fold;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.protocol.Session.State;
import dev.signalbox.protocol.Texts;
import dev.signalbox.session.fold.Carry.OpenCall;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says in one line what a session does: {@code Bash · npm test}, {@code Edit · src/App.tsx}. */
public final class Activity {
  /** Longest line, in characters. */
  static final int CHARS_MAX = 120;

  private static final String THINKING = "thinking";

  /** Fields of a tool's input that say most about it, by the names that agents use. */
  private static final List<String> TELLING =
      List.of(
          "command",
          "cmd",
          "file_path",
          "filePath",
          "notebook_path",
          "pattern",
          "query",
          "path",
          "url",
          "description",
          "prompt",
          "subject",
          "title",
          "name");

  private Activity() {}

  /** What a session in that state shows; null when its state says all. */
  static @Nullable String shown(State state, List<OpenCall> openCalls, @Nullable String lastWords) {
    return switch (state) {
      case WORKING -> of(openCalls);
      case IDLE -> lastWords;
      case NEEDS_YOU, ENDED, FAILED, LOST -> null;
    };
  }

  /** What a working session does: its newest open call, or it thinks. */
  private static String of(List<OpenCall> openCalls) {
    return openCalls.isEmpty() ? THINKING : openCalls.getLast().line();
  }

  /** A call of a tool; paths below {@code cwd} are shown relative to it. */
  public static String line(String tool, @Nullable JsonNode input, @Nullable String cwd) {
    String subject = input == null ? "" : subject(input);
    String shown = cwd == null ? subject : relative(subject, cwd);
    return Texts.line(shown.isBlank() ? tool : tool + " · " + shown, CHARS_MAX);
  }

  private static String subject(JsonNode input) {
    if (input.isTextual()) {
      return input.asText();
    }
    for (String field : TELLING) {
      JsonNode value = input.path(field);
      if (value.isTextual() && !value.asText().isBlank()) {
        return value.asText();
      }
      if (value.isArray()) {
        return words(value);
      }
    }
    return "";
  }

  private static String words(JsonNode array) {
    var words = new ArrayList<String>();
    array.forEach(word -> words.add(word.asText()));
    return String.join(" ", words);
  }

  private static String relative(String subject, String cwd) {
    String folder = cwd.endsWith("/") ? cwd : cwd + "/";
    return subject.startsWith(folder) ? subject.substring(folder.length()) : subject;
  }
}
