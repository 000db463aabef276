package dev.signalbox.web;

import dev.signalbox.broadcast.Filter;
import dev.signalbox.protocol.Event;
import dev.signalbox.protocol.InvalidEventException;
import dev.signalbox.protocol.Position;
import dev.signalbox.protocol.Texts;
import io.vertx.core.http.HttpServerRequest;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the parameters of {@code /ws} and {@code /api/stream} ask for: {@code
 * ?since=k3f9:17&sessions=a,b|*&view=sessions}.
 *
 * @param since null for "from now on"
 */
record LiveRequest(Filter filter, @Nullable Position since) {

  /** Throws {@link ProblemException} saying which parameter is wrong. */
  static LiveRequest of(HttpServerRequest request, @Nullable String lastEventId) {
    boolean isResumed = lastEventId != null && !lastEventId.isBlank();
    String since = isResumed ? lastEventId : request.getParam("since");
    return new LiveRequest(
        filter(request.getParam("sessions"), request.getParam("view")), position(since));
  }

  private static Filter filter(@Nullable String sessions, @Nullable String view) {
    if (view != null && !view.isEmpty() && !view.equals("sessions")) {
      throw ProblemException.invalid(
          "view", "Expected view=sessions or none, but got " + Texts.line(view, 40));
    }
    boolean everything = false;
    Set<String> ids = new HashSet<>();
    for (String id : sessions == null ? new String[0] : sessions.split(",")) {
      if (id.equals("*")) {
        everything = true;
      } else if (!id.isBlank()) {
        ids.add(sessionId(id.strip()));
      }
    }
    if (ids.size() > Filter.SESSIONS_MAX) {
      throw ProblemException.invalid(
          "sessions",
          "Expected at most " + Filter.SESSIONS_MAX + " sessions, but got " + ids.size());
    }
    return new Filter(everything, ids, "sessions".equals(view));
  }

  private static String sessionId(String id) {
    try {
      return Event.sessionId(id);
    } catch (InvalidEventException e) {
      throw ProblemException.invalid("sessions", String.valueOf(e.getMessage()));
    }
  }

  private static @Nullable Position position(@Nullable String since) {
    if (since == null || since.isEmpty()) {
      return null;
    }
    try {
      return Position.parse(since);
    } catch (IllegalArgumentException e) {
      throw ProblemException.invalid("since", String.valueOf(e.getMessage()));
    }
  }
}
