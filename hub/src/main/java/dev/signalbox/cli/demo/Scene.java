package dev.signalbox.cli.demo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/**
 * What one session does, on a time line in seconds. Zero is when the demo starts; what comes before
 * has happened already.
 *
 * <p>A file of lines. The first says who, where and when it begins; each other is an event without
 * session and time, {@code wait} seconds after the one before. A {@code tool} stands for the start
 * of a call and, when it {@code takes} its time, its end, with {@code output} or {@code error}; a
 * {@code diff} becomes a changed file.
 *
 * <pre>
 * {"begins":-300,"user":"jo","hostname":"mb-jo","agent":"codex","cwd":"/Users/jo/ledger"}
 * {"wait":2,"type":"message:user","text":"Write tests for every migration."}
 * {"wait":9,"type":"tool","toolName":"Bash","input":{"command":"cargo test"},"takes":21,"error":"…"}
 * </pre>
 *
 * @param name of its file
 * @param title what it is called on a line of its own
 */
record Scene(String name, String title, List<Cue> cues) {
  Scene {
    cues = List.copyOf(cues);
  }

  /**
   * An event at its time.
   *
   * @param at seconds on the time line
   * @param event with its type, without session and time
   */
  record Cue(double at, ObjectNode event) {}
}
