package dev.signalbox;

import dev.signalbox.protocol.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All that one connection said and got, in the order in which its client did and saw it.
 *
 * @param name of the client and its connection, for a person who reads a failure
 * @param since where the client asked to begin; null for now
 * @param sessions what it subscribed to in its address; {@code *} for all
 * @param items in order
 */
record Recording(String name, @Nullable Position since, Set<String> sessions, List<Item> items) {

  /** Something said or got. */
  sealed interface Item {
    record Got(Received message) implements Item {}

    /** {@code since} is null for "from now on". */
    record Subscribed(String sessionId, @Nullable Position since) implements Item {}

    /** Always followed by a {@link Pinged}, whose answer tells that it was served. */
    record Unsubscribed(String sessionId) implements Item {}

    record Pinged() implements Item {}
  }

  static Recording begin(String name, @Nullable Position since, Set<String> sessions) {
    return new Recording(name, since, Set.copyOf(sessions), new ArrayList<>());
  }
}
