package dev.signalbox.agents;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.log.Proposal;
import dev.signalbox.protocol.Event;
import dev.signalbox.protocol.Json;
import dev.signalbox.protocol.Subagent;
import dev.signalbox.session.SessionProjection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Sessions that are a subagent's: where an agent does not say so, they appear without a start, in a
 * process that is in another session which has a subagent running. What they tell is told of that
 * subagent. Kept in memory only; used by the sequencer's thread alone.
 */
final class Nesting {
  /** Subagents' sessions that are remembered; far more than run at a time. */
  static final int SESSIONS_MAX = 10_000;

  private record Place(String sessionId, String agentId) {}

  private final SessionProjection projection;
  private final Map<String, Place> places = new LinkedHashMap<>(16, 0.75f, true);

  Nesting(SessionProjection projection) {
    this.projection = projection;
  }

  /**
   * The events to append: in the parent when the report is a subagent's.
   *
   * @param parent the session that the process is in
   * @param own what to append when the report is a session's
   */
  List<Event> within(String parent, HookReport report, Proposal own) throws SQLException {
    String sessionId = report.start().sessionId();
    Place place = places.get(sessionId);
    if (place == null) {
      List<String> running = projection.state(sessionId).isPresent() ? List.of() : running(parent);
      if (running.isEmpty()) {
        return own.decide();
      }
      // Of several nobody can tell which one it is: it stands beside them.
      place = new Place(parent, running.size() == 1 ? running.getFirst() : sessionId);
      remember(sessionId, place);
    }
    return in(place, report.events());
  }

  private List<String> running(String parent) throws SQLException {
    return projection.state(parent).stream()
        .flatMap(state -> state.subagents().inOrder().stream())
        .filter(it -> it.status() == Subagent.Status.RUNNING)
        .map(Subagent::agentId)
        .toList();
  }

  private void remember(String sessionId, Place place) {
    places.put(sessionId, place);
    if (places.size() > SESSIONS_MAX) {
      var oldest = places.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
  }

  /** Its start and its end are told of the parent. */
  private static List<Event> in(Place place, List<Event> events) {
    return events.stream()
        .filter(event -> !event.type().startsWith("session:"))
        .map(event -> in(place, event))
        .toList();
  }

  private static Event in(Place place, Event event) {
    ObjectNode body = Json.object();
    body.setAll(event.body());
    body.put("agentId", place.agentId());
    return Event.of(event.type(), place.sessionId(), event.timestamp(), body);
  }
}
