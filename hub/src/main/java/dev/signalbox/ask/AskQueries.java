package dev.signalbox.ask;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.log.LogQueries;
import dev.signalbox.log.SessionRange;
import dev.signalbox.log.StoredEvent;
import dev.signalbox.protocol.Ask;
import dev.signalbox.protocol.Json;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;

/** Questions about stored asks. */
final class AskQueries {
  /** Events that are looked through for an answer; far more asks than one session has open. */
  private static final int ANSWERS_MAX = 1_000;

  private static final int BYTES_MAX = 16 * 1024 * 1024;

  /** An answer that is as long in the state may be longer in its event. */
  private static final int WHOLE_CHARS_MAX = 8_000;

  private AskQueries() {}

  /**
   * Asks as JSON: open ones oldest first, others newest first.
   *
   * @param status null for all
   * @param sessionId null for all sessions
   */
  static List<ObjectNode> list(
      Handle handle, Ask.@Nullable Status status, @Nullable String sessionId, int limit) {
    String sql =
        "SELECT since, body FROM ask WHERE 1 = 1"
            + (status == null ? "" : " AND status = :status")
            + (sessionId == null ? "" : " AND session_id = :session")
            + " ORDER BY since "
            + (status == Ask.Status.OPEN ? "ASC" : "DESC")
            + " LIMIT :limit";
    try (Query query = handle.createQuery(sql)) {
      query.bind("limit", limit);
      if (status != null) {
        query.bind("status", status.word());
      }
      if (sessionId != null) {
        query.bind("session", sessionId);
      }
      return query.map((row, context) -> row(handle, row.getLong(1), row.getString(2))).list();
    }
  }

  /** The newest ask of that name, as JSON, with all of its answer. */
  static Optional<ObjectNode> one(Handle handle, String askId) {
    return handle
        .createQuery("SELECT since, body FROM ask WHERE ask_id = :id ORDER BY since DESC LIMIT 1")
        .bind("id", askId)
        .map((row, context) -> row(handle, row.getLong(1), row.getString(2)))
        .findFirst()
        .map(ask -> answered(handle, ask));
  }

  private static ObjectNode answered(Handle handle, ObjectNode ask) {
    JsonNode input = ask.path("input");
    boolean isCut = input.asText().length() >= WHOLE_CHARS_MAX || input.has("truncated");
    boolean isChanged =
        ask.path("takesInput").asBoolean() && ask.path("decision").asText().equals("allow");
    if (isCut || isChanged) {
      answer(handle, Json.mapper().convertValue(ask, Ask.class))
          .ifPresent(body -> addWhole(ask, body));
    }
    return ask;
  }

  private static void addWhole(ObjectNode ask, ObjectNode answer) {
    JsonNode input = answer.has("input") ? answer.get("input") : answer.get("answers");
    if (input != null) {
      ask.set("input", input);
    }
    if (answer.has("updatedInput")) {
      ask.set("updatedInput", answer.get("updatedInput"));
    }
  }

  /** Open asks of all sessions. */
  static List<Ask> open(Handle handle, int limit) {
    return handle
        .createQuery("SELECT body FROM ask WHERE status = 'open' ORDER BY since LIMIT :limit")
        .bind("limit", limit)
        .mapTo(String.class)
        .map(body -> Json.read(body, Ask.class))
        .list();
  }

  /**
   * The event that answered an ask, with all that state does not keep of it: the first since it was
   * opened, whatever was said later.
   */
  static Optional<ObjectNode> answer(Handle handle, Ask ask) {
    long opened =
        handle
            .createQuery("SELECT since FROM ask WHERE session_id = :session AND ask_id = :id")
            .bind("session", ask.sessionId())
            .bind("id", ask.askId())
            .mapTo(Long.class)
            .findFirst()
            .orElse(0L);
    var range =
        new SessionRange(
            ask.sessionId(), null, null, List.of("interaction:input-received"), ANSWERS_MAX);
    return LogQueries.ofSession(handle, range, BYTES_MAX).stream()
        .filter(event -> event.sequence() > opened)
        .map(AskQueries::body)
        .filter(body -> ask.askId().equals(body.path("askId").asText()))
        .reduce((later, earlier) -> earlier);
  }

  /** State keeps large inputs cut; the person who decides must see all of it. */
  private static ObjectNode row(Handle handle, long since, String json) {
    ObjectNode ask = Json.read(json, ObjectNode.class);
    boolean isCut = ask.path("toolInput").path("truncated").asBoolean();
    if (isCut) {
      LogQueries.after(handle, since - 1, 1, 1).stream()
          .map(AskQueries::body)
          .filter(body -> body.has("toolInput"))
          .forEach(body -> ask.set("toolInput", body.get("toolInput")));
    }
    return ask;
  }

  private static ObjectNode body(StoredEvent event) {
    return Json.own(event.json());
  }
}
