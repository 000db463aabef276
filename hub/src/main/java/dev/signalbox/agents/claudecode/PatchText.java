package dev.signalbox.agents.claudecode;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * Claude Code's structured patch as the hunks of a unified diff:
 *
 * <pre>[{"oldStart":3,"oldLines":1,"newStart":3,"newLines":2,"lines":[" a","-b","+c"]}]</pre>
 */
final class PatchText {
  private PatchText() {}

  static String of(JsonNode hunks) {
    var text = new StringBuilder();
    for (JsonNode hunk : hunks) {
      text.append(
          "@@ -%d,%d +%d,%d @@%n"
              .formatted(
                  hunk.path("oldStart").asInt(),
                  hunk.path("oldLines").asInt(),
                  hunk.path("newStart").asInt(),
                  hunk.path("newLines").asInt())
              .replace("\r", ""));
      for (JsonNode line : hunk.path("lines")) {
        text.append(line.asText()).append('\n');
      }
    }
    return text.toString();
  }
}
