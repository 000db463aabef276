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

  /** Stands for every session. */
  public static final String ALL = "*";

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

  /** Whether this subscription may be added. */
  boolean hasRoomFor(String sessionId) {
    return isAll(sessionId) || sessions.contains(sessionId) || sessions.size() < SESSIONS_MAX;
  }

  /** Also everything of this session, or of all ({@code *}). */
  Filter plus(String sessionId) {
    if (isAll(sessionId)) {
      return new Filter(true, sessions, summaries);
    }
    var more = new HashSet<>(sessions);
    more.add(sessionId);
    return new Filter(everything, more, summaries);
  }

  /** Without what {@link #plus} has added. */
  Filter minus(String sessionId) {
    if (isAll(sessionId)) {
      return new Filter(false, sessions, summaries);
    }
    var fewer = new HashSet<>(sessions);
    fewer.remove(sessionId);
    return new Filter(everything, fewer, summaries);
  }

  private static boolean isAll(String sessionId) {
    return sessionId.equals(ALL);
  }
}
