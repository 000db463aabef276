package dev.signalbox.agents.codex;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.agents.ToolCall;
import dev.signalbox.protocol.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The files of a patch that was applied:
 *
 * <pre>
 * *** Begin Patch
 * *** Update File: README.md
 * &#64;@
 * -old
 * +new
 * *** Add File: LICENSE
 * +text
 * *** End Patch
 * </pre>
 */
final class PatchFiles {
  /** More files of one patch are not told one by one. */
  private static final int FILES_MAX = 50;

  private static final String BEGIN = "*** Begin Patch";

  private static final Pattern FILE =
      Pattern.compile("^\\*\\*\\* (Add|Update|Delete) File: (.+)$", Pattern.MULTILINE);

  private PatchFiles() {}

  /** An event for each file; none when the call applied no patch. */
  static List<Event> changed(ToolCall call) {
    String patch = patch(call.input());
    int end = patch.lastIndexOf("*** End Patch");
    var events = new ArrayList<Event>();
    Matcher file = FILE.matcher(patch);
    boolean hasMore = file.find();
    while (hasMore && events.size() < FILES_MAX) {
      String type = type(file.group(1));
      String path = file.group(2).strip();
      int from = file.end();
      hasMore = file.find();
      int to = hasMore ? file.start() : Math.max(from, end);
      String diff = patch.substring(from, to).strip();
      if (!path.isEmpty()) {
        events.add(call.file(type, path, diff.isEmpty() ? null : diff, events.size()));
      }
    }
    return events;
  }

  private static String patch(@Nullable JsonNode input) {
    if (input == null) {
      return "";
    }
    for (JsonNode text : List.of(input, input.path("command"), input.path("input"))) {
      if (text.asText("").startsWith(BEGIN)) {
        return text.asText();
      }
    }
    return "";
  }

  private static String type(String verb) {
    return switch (verb) {
      case "Add" -> "file:created";
      case "Delete" -> "file:deleted";
      default -> "file:modified";
    };
  }
}
