package dev.signalbox.client;

import dev.signalbox.protocol.Position;
import java.net.URI;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a subscription wants to hear. Without sessions it is in the lobby: only events that concern
 * everybody, of all sessions. Those come in any case.
 *
 * @param since everything after it; absent for "from now on"
 * @param sessions all events of these; {@code *} stands for all sessions
 * @param summaries whether the last-value stream of session summaries comes as well
 */
public record Interest(@Nullable Position since, Set<String> sessions, Summaries summaries) {
  private static final String ALL = "*";

  /** Events of the lobby, from now on. */
  public static final Interest LOBBY = new Interest(null, Set.of(), Summaries.NONE);

  /** Whether summaries come. */
  public enum Summaries {
    NONE,
    ALL
  }

  public Interest {
    sessions = Set.copyOf(sessions);
  }

  public Interest since(@Nullable Position position) {
    return new Interest(position, sessions, summaries);
  }

  public Interest everything() {
    return new Interest(since, Set.of(ALL), summaries);
  }

  public Interest in(String sessionId) {
    var more = new TreeSet<>(sessions);
    more.add(sessionId);
    return new Interest(since, more, summaries);
  }

  public Interest withSummaries() {
    return new Interest(since, sessions, Summaries.ALL);
  }

  /** The address of a connection that goes on after a position. */
  URI address(URI hub, @Nullable Position after) {
    var query = new StringBuilder("view=" + (summaries == Summaries.ALL ? "sessions" : ""));
    if (after != null) {
      query.append("&since=").append(after);
    }
    if (!sessions.isEmpty()) {
      query.append("&sessions=").append(String.join(",", new TreeSet<>(sessions)));
    }
    return hub.resolve("/api/stream?" + query);
  }
}
