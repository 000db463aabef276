package dev.signalbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the log holds in the end: the events that are left, by sequence. A sequence without one
 * belongs to a session that was deleted later; who got it in time got it, who did not did not.
 */
final class LogTruth {
  private static final Set<String> LOBBY = Set.of("session", "chain", "interaction", "command");
  private static final List<String> MATTER = List.of("inputs", "result");

  private final NavigableMap<Long, Received> events = new TreeMap<>();

  /** How much of an event comes to whom. */
  enum Form {
    WHOLE,
    REDUCED,
    NOTHING
  }

  /** Reads the log from its beginning to a sequence that is an event of a living session. */
  static LogTruth read(TestHub hub, long last) {
    var truth = new LogTruth();
    var beginning = hub.position().at(0);
    try (var client = hub.socket("?sessions=*&since=" + beginning)) {
      for (Received message : client.inbox().until(Received.reaching(last))) {
        if (message.isEvent()) {
          truth.events.put(message.sequence(), message);
        }
      }
    }
    return truth;
  }

  /** Events with sequences in {@code (after, upTo]}. */
  Iterable<Received> between(long after, long upTo) {
    return after >= upTo ? List.of() : events.subMap(after, false, upTo, true).values();
  }

  /** The event; null when its session was deleted. */
  @Nullable Received at(long sequence) {
    return events.get(sequence);
  }

  /** Fails unless all that was acknowledged is there, or gone with its session. */
  void requireAll(Acknowledged acknowledged) {
    Map<String, Long> deleted = new HashMap<>();
    events.values().stream()
        .filter(Received.event("session:deleted"))
        .forEach(event -> deleted.put(event.sessionId(), event.sequence()));
    acknowledged
        .writes()
        .forEach((sequence, write) -> {
          Received event = at(sequence);
          boolean isThere =
              event == null
                  ? deleted.getOrDefault(write.sessionId(), 0L) > sequence
                  : event.payload().path("number").asInt() == write.number();
          if (!isThere) {
            throw new AssertionError(
                "%s was stored at %d, where the log has %s".formatted(write, sequence, event));
          }
        });
  }

  /** What a client that has not subscribed to its session gets of an event. */
  static Form inTheLobby(Received event) {
    String type = event.payload().path("type").asText();
    String family = type.substring(0, Math.max(0, type.indexOf(':')));
    if (!family.equals("step")) {
      return LOBBY.contains(family) ? Form.WHOLE : Form.NOTHING;
    }
    return MATTER.stream().anyMatch(event.payload()::has) ? Form.REDUCED : Form.WHOLE;
  }

  /** In which form a message shows this event; fails when it shows something else. */
  static Form formOf(Received message, Received event) {
    if (message.json().equals(event.json())) {
      return Form.WHOLE;
    }
    ObjectNode reduced = event.payload().deepCopy();
    reduced.remove(MATTER);
    JsonNode shown = message.payload();
    if (inTheLobby(event) != Form.REDUCED || !shown.equals(reduced)) {
      throw new AssertionError("Expected %s, but got %s".formatted(event, message));
    }
    return Form.REDUCED;
  }
}
