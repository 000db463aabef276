package dev.signalbox.client;

import dev.signalbox.protocol.Json;
import dev.signalbox.protocol.Session;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which sessions are wanted. Absent parts match every session.
 *
 * @param states any of these; empty means all
 * @param q text in title, first prompt, directory, branch, user or host
 * @param since only sessions with an event at or after it
 * @param limit most sessions of one page, 1 to 500
 * @param cursor {@code nextCursor} of the page before
 */
public record SessionQuery(
    List<Session.State> states,
    @Nullable String user,
    @Nullable String q,
    @Nullable Instant since,
    int limit,
    @Nullable String cursor) {
  /** Most sessions of one page. */
  public static final int LIMIT_MAX = 500;

  /** Every session. */
  public static final SessionQuery ALL =
      new SessionQuery(List.of(), null, null, null, LIMIT_MAX, null);

  public SessionQuery {
    states = List.copyOf(states);
    if (limit < 1 || limit > LIMIT_MAX) {
      throw new IllegalArgumentException("Expected limit 1 to " + LIMIT_MAX + ", but got " + limit);
    }
  }

  public SessionQuery in(List<Session.State> wanted) {
    return new SessionQuery(wanted, user, q, since, limit, cursor);
  }

  public SessionQuery of(@Nullable String wanted) {
    return new SessionQuery(states, wanted, q, since, limit, cursor);
  }

  public SessionQuery with(@Nullable String text) {
    return new SessionQuery(states, user, text, since, limit, cursor);
  }

  public SessionQuery since(@Nullable Instant time) {
    return new SessionQuery(states, user, q, time, limit, cursor);
  }

  public SessionQuery limit(int max) {
    return new SessionQuery(states, user, q, since, max, cursor);
  }

  public SessionQuery after(@Nullable String page) {
    return new SessionQuery(states, user, q, since, limit, page);
  }

  /** The path and its parameters. */
  public String path() {
    var parameters = new ArrayList<String>();
    parameters.add("limit=" + limit);
    if (!states.isEmpty()) {
      parameters.add(
          "state=" + states.stream().map(Session.State::word).collect(Collectors.joining(",")));
    }
    add(parameters, "user", user);
    add(parameters, "q", q);
    add(parameters, "since", since == null ? null : Json.time(since));
    add(parameters, "cursor", cursor);
    return "/api/sessions?" + String.join("&", parameters);
  }

  private static void add(List<String> parameters, String name, @Nullable String value) {
    if (value != null) {
      parameters.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
    }
  }
}
