package dev.signalbox.session;

import dev.signalbox.protocol.Session.State;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A user and how many sessions they have, in all and in each state:
 *
 * <pre>{"user":"ana","sessions":{"total":3,"needs_you":1,"working":2,"idle":0,"lost":0,
 *   "failed":0,"ended":0}}</pre>
 *
 * @param sessions by {@code total} and the word of each state, in this order
 */
public record UserSessions(String user, Map<String, Long> sessions) {
  private static final String TOTAL = "total";

  /** A user without sessions. */
  static UserSessions none(String user) {
    var counts = new LinkedHashMap<String, Long>();
    counts.put(TOTAL, 0L);
    for (State state : State.values()) {
      counts.put(state.word(), 0L);
    }
    return new UserSessions(user, counts);
  }

  UserSessions plus(String state, long count) {
    var counts = new LinkedHashMap<>(sessions);
    counts.merge(state, count, Long::sum);
    counts.merge(TOTAL, count, Long::sum);
    return new UserSessions(user, counts);
  }
}
