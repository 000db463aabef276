package dev.signalbox.agents.otlp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.protocol.Event;
import dev.signalbox.protocol.InvalidEventException;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What one request tells, session by session. Used by one thread. */
final class Findings {
  private final Instant receivedAt;
  private final Map<String, SessionFindings> sessions = new LinkedHashMap<>();
  private int refused;
  private int ignored;
  private @Nullable String refusal;

  Findings(Instant receivedAt) {
    this.receivedAt = receivedAt;
  }

  Instant receivedAt() {
    return receivedAt;
  }

  Collection<SessionFindings> sessions() {
    return sessions.values();
  }

  /** Records that are no fault, but of which nothing is wanted. */
  int ignored() {
    return ignored;
  }

  /** Records that break a rule. */
  int refused() {
    return refused;
  }

  /** Why the first of them was refused; null when none was. */
  @Nullable String refusal() {
    return refusal;
  }

  void ignore() {
    ignored++;
  }

  void refuse(InvalidEventException reason) {
    refused++;
    if (refusal == null) {
      refusal = reason.getMessage();
    }
  }

  /** What is found of a session; its first record says how it begins. */
  SessionFindings of(String agent, String sessionId, Instant at, Attributes attributes) {
    return sessions.computeIfAbsent(
        Event.sessionId(sessionId), id -> new SessionFindings(id, at, start(agent, attributes)));
  }

  private static ObjectNode start(String agent, Attributes attributes) {
    ObjectNode body = Teller.body().put("inferred", true).put("eventId", "otlp-start");
    ProgramFacts.describe(body, agent, attributes);
    return body;
  }

  /** Adds what a record says; a record that breaks a rule is counted and left out. */
  void read(Runnable record) {
    try {
      record.run();
    } catch (InvalidEventException e) {
      refuse(e);
    }
  }
}
