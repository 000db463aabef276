package dev.signalbox.agents.settings;

import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Lines of ours in a file that is read line by line, at its end when they come in. Taking them out
 * gives the text of before to the byte: they end with a line end only if that text did.
 *
 * @param known finds them
 */
public record AddedLines(Pattern known) {

  /**
   * Lines of which one part varies.
   *
   * @param text without a last line end
   * @param part as it stands in the text
   * @param any what may stand there instead
   */
  public static AddedLines like(String text, String part, Pattern any) {
    String lines =
        text.lines()
            .map(line -> Pattern.quote(line).replace(part, "\\E" + any + "\\Q"))
            .collect(Collectors.joining("\\r?\\n"));
    return new AddedLines(Pattern.compile("(?<![^\\n])" + lines + "(?![^\\r\\n])"));
  }

  public boolean areIn(String content) {
    return known.matcher(content).find();
  }

  /**
   * The content with these lines, in the place of those of before; empty for a file that is new.
   */
  public String into(Optional<String> content, String lines) {
    if (content.isEmpty()) {
      return lines + "\n";
    }
    String before = content.get();
    String lineEnd = before.contains("\r\n") ? "\r\n" : "\n";
    String added = lines.replace("\n", lineEnd);
    Optional<MatchResult> present = known.matcher(before).results().findFirst();
    if (present.isPresent()) {
      return before.substring(0, present.get().start())
          + added
          + before.substring(present.get().end());
    }
    if (before.isEmpty()) {
      return added;
    }
    return before.endsWith("\n") ? before + added + lineEnd : before + lineEnd + added;
  }

  /** The content without them; empty when the file itself came with them. */
  public Optional<String> outOf(String content) {
    Optional<MatchResult> present = known.matcher(content).results().findFirst();
    if (present.isEmpty()) {
      return Optional.of(content);
    }
    String before = content.substring(0, present.get().start());
    String after = content.substring(present.get().end());
    if (after.isEmpty()) {
      return Optional.of(before.replaceFirst("\\r?\\n\\z", ""));
    }
    String rest = before + after.replaceFirst("\\A\\r?\\n", "");
    return rest.isEmpty() ? Optional.empty() : Optional.of(rest);
  }
}
