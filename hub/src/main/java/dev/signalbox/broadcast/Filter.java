package dev.signalbox.broadcast;

import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a subscriber wants: always the lobby's events, and everything of some sessions or of all.
 *
 * @param everything all events of all sessions
 * @param sessions these sessions' events
 * @param summaries also the last-value stream of session summaries
 */
public record Filter(boolean everything, Set<String> sessions, boolean summaries) {
  /** Only what concerns everybody. */
  public static final Filter LOBBY = new Filter(false, Set.of(), false);

  /** Sessions that one connection may subscribe to. */
  public static final int SESSIONS_MAX = 1_000;

  public Filter {
    sessions = Set.copyOf(sessions);
  }

  /** The event in the form that this filter lets through; null for none. */
  @Nullable Outgoing pick(Frame frame) {
    return wants(frame.sessionId()) ? frame.event() : frame.lobbyEvent();
  }

  boolean wants(String sessionId) {
    return everything || sessions.contains(sessionId);
  }

  Filter plus(String sessionId) {
    var more = new HashSet<>(sessions);
    more.add(sessionId);
    return new Filter(everything, more, summaries);
  }

  Filter minus(String sessionId) {
    var fewer = new HashSet<>(sessions);
    fewer.remove(sessionId);
    return new Filter(everything, fewer, summaries);
  }

  Filter withEverything(boolean all) {
    return new Filter(all, sessions, summaries);
  }
}
