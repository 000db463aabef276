package dev.signalbox;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * What one connection wants in whole, as far as its client can know: a subscription that was taken
 * back may still be served until the hub has answered a later ping.
 */
final class Wanted {
  private static final String ALL = "*";

  private final Set<String> sessions;

  /** Taken back, and not answered yet; once for each time. */
  private final List<String> ending = new ArrayList<>();

  Wanted(Set<String> first) {
    this.sessions = new HashSet<>(first);
  }

  void begin(String sessionId) {
    sessions.add(sessionId);
  }

  void mayEnd(String sessionId) {
    ending.add(sessionId);
  }

  void end(String sessionId) {
    ending.remove(sessionId);
    sessions.remove(sessionId);
  }

  boolean isEnding(String sessionId) {
    return ending.contains(sessionId);
  }

  boolean mayWant(String sessionId) {
    return sessions.contains(sessionId) || sessions.contains(ALL);
  }

  /** An event did not come whole: then it was not wanted any more, and will not be again. */
  void requireEnded(String sessionId) {
    for (String each : List.of(sessionId, ALL)) {
      if (sessions.contains(each) && !ending.contains(each)) {
        throw new AssertionError("Missing in whole, though subscribed to " + each);
      }
      sessions.remove(each);
    }
  }
}
