package dev.signalbox.command;

import dev.signalbox.protocol.Command;
import dev.signalbox.protocol.Json;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Questions about stored commands. */
final class CommandQueries {
  private CommandQueries() {}

  /** Commands of a session that are not finished, oldest first. */
  static List<Command> unfinished(Handle handle, String sessionId) {
    return handle
        .createQuery(
            """
            SELECT body FROM command
            WHERE session_id = :session AND status IN ('queued', 'delivered')
            ORDER BY since
            """)
        .bind("session", sessionId)
        .mapTo(String.class)
        .map(body -> Json.read(body, Command.class))
        .list();
  }

  /** Unfinished commands of all sessions, issued before the given RFC 3339 time. */
  static List<Command> unfinishedBefore(Handle handle, String issuedBefore, int limit) {
    return handle
        .createQuery(
            """
            SELECT body FROM command WHERE status IN ('queued', 'delivered')
            AND json_extract(body, '$.issuedAt') < :before ORDER BY since LIMIT :limit
            """)
        .bind("before", issuedBefore)
        .bind("limit", limit)
        .mapTo(String.class)
        .map(body -> Json.read(body, Command.class))
        .list();
  }

  static Optional<Command> one(Handle handle, String commandId) {
    return handle
        .createQuery("SELECT body FROM command WHERE command_id = :id ORDER BY since DESC LIMIT 1")
        .bind("id", commandId)
        .mapTo(String.class)
        .findFirst()
        .map(body -> Json.read(body, Command.class));
  }

  static boolean hasSession(Handle handle, String sessionId) {
    return handle
            .createQuery("SELECT count(*) FROM session WHERE id = :id")
            .bind("id", sessionId)
            .mapTo(Integer.class)
            .one()
        > 0;
  }
}
