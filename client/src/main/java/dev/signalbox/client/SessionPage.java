package dev.signalbox.client;

import dev.signalbox.protocol.Position;
import dev.signalbox.protocol.Session;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of sessions, the most recently active first.
 *
 * @param position taken before the rows were read: who subscribes from there misses nothing
 * @param count all sessions that match, on this page or not
 * @param nextCursor where the next page begins; absent on the last one
 */
public record SessionPage(
    Position position, long count, List<Session> sessions, @Nullable String nextCursor) {
  public SessionPage {
    sessions = List.copyOf(sessions);
  }
}
