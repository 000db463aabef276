package dev.signalbox.agents.otlp;

import static dev.signalbox.agents.Hook.put;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.agents.Names;
import dev.signalbox.agents.otlp.Finding.Kind;
import dev.signalbox.protocol.Event;
import dev.signalbox.protocol.Json;
import dev.signalbox.protocol.Texts;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes the events of one record. Each is named after the record, so that the same one sent again
 * adds nothing (P10).
 *
 * @param recordId names the record
 */
record Teller(
    Findings findings,
    SessionFindings session,
    Subject subject,
    Attributes attributes,
    String recordId) {
  /** What marks an event that telemetry tells, and not a hook. */
  static final String VIA = "otlp";

  private static final int ATTRIBUTES_MAX = 40;
  private static final int ATTRIBUTE_CHARS_MAX = 2_000;

  /** Who somebody is, and what every record repeats. */
  private static final Pattern UNTOLD =
      Pattern.compile(
          "(user|organization|installation|session|event|terminal|conversation|anthropic|app)\\..*"
              + "|prompt\\.id|originator|slug");

  /** Whose record it is, and when it happened. */
  record Subject(String agent, String sessionId, Instant at) {}

  static Teller of(Findings findings, Subject subject, Attributes attributes, String recordId) {
    SessionFindings session =
        findings.of(subject.agent(), subject.sessionId(), subject.at(), attributes);
    return new Teller(findings, session, subject, attributes, recordId);
  }

  /** A body that says how it came. */
  static ObjectNode body() {
    return Json.object().put("via", VIA);
  }

  /** A body that begins with what the event belongs to. */
  static ObjectNode body(@Nullable String agentId, @Nullable String turnId) {
    return put(put(body(), "agentId", agentId), "turnId", turnId);
  }

  /** The same record, at another time. */
  Teller at(Instant at) {
    return new Teller(
        findings,
        session,
        new Subject(subject.agent(), subject.sessionId(), at),
        attributes,
        recordId);
  }

  /** What hooks do not tell. */
  void adds(String type, ObjectNode body) {
    add(Kind.ADDS, type, body, null);
  }

  /** The same under a name of its own, e.g. because several records tell it. */
  void adds(String type, ObjectNode body, String eventId) {
    add(Kind.ADDS, type, body, eventId);
  }

  /** What hooks tell too. */
  void standsIn(String type, ObjectNode body) {
    add(Kind.STANDS_IN, type, body, null);
  }

  /**
   * The same under the name that hooks give it, so that it stands once whoever comes first.
   *
   * @param eventId null when it has no such name
   */
  void standsIn(String type, ObjectNode body, @Nullable String eventId) {
    add(Kind.STANDS_IN, type, body, eventId);
  }

  /** A record that nobody knows: its attributes, cut, as an event of its own kind. */
  void keeps(String event, ObjectNode body) {
    ObjectNode kept = body.putObject("attributes");
    for (Map.Entry<String, JsonNode> attribute : attributes.own().properties()) {
      String name = attribute.getKey();
      boolean isTold = !attributes.resource().has(name) && !UNTOLD.matcher(name).matches();
      if (isTold && kept.size() < ATTRIBUTES_MAX) {
        kept.set(name, cut(attribute.getValue()));
      }
    }
    add(Kind.KEPT, subject.agent() + ":" + Names.kebab(event), body, null);
  }

  private void add(Kind kind, String type, ObjectNode body, @Nullable String eventId) {
    boolean isNamed = eventId != null && eventId.length() <= Event.ID_CHARS_MAX;
    body.put("eventId", isNamed ? eventId : "otlp:" + Names.of(recordId, type));
    var event = Event.of(type, subject.sessionId(), subject.at(), body);
    if (!session.add(new Finding(kind, event))) {
      findings.ignore();
    }
  }

  private static JsonNode cut(JsonNode value) {
    String text = value.isTextual() ? value.asText() : value.toString();
    return value.isTextual() || text.length() > ATTRIBUTE_CHARS_MAX
        ? Json.mapper().getNodeFactory().textNode(Texts.cut(text, ATTRIBUTE_CHARS_MAX))
        : value;
  }
}
