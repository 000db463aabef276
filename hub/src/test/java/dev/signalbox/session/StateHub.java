package dev.signalbox.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.log.AppendResult;
import dev.signalbox.log.CommitListener;
import dev.signalbox.log.CommitListeners;
import dev.signalbox.log.EventLog;
import dev.signalbox.log.Proposal;
import dev.signalbox.log.Readers;
import dev.signalbox.log.Sequencer;
import dev.signalbox.log.SqliteDatabase;
import dev.signalbox.log.SqliteEventLog;
import dev.signalbox.protocol.Event;
import dev.signalbox.protocol.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

/** A real log in a SQLite file with the projection of sessions on it, and a clock to turn. */
public final class StateHub implements AutoCloseable, InstantSource {
  private final AtomicReference<Instant> now;
  private final CommitListeners listeners = new CommitListeners();
  public final Readers readers;
  public final EventLog eventLog;
  public final SessionProjection projection;
  public final Sequencer sequencer;

  public StateHub(Path folder) throws SQLException {
    this(folder, Instant.parse("2026-11-23T08:00:00Z"));
  }

  private StateHub(Path folder, Instant begin) throws SQLException {
    now = new AtomicReference<>(begin);
    var database = new SqliteDatabase(folder.resolve("signalbox.db"));
    database.migrate();
    readers = new Readers(database::openReader);
    eventLog = new SqliteEventLog(database, readers);
    projection = new SessionProjection();
    sequencer = new Sequencer(eventLog, projection, listeners, this);
  }

  /** A new hub on the same folder, at the same time; this one must be closed. */
  StateHub reopened(Path folder) throws SQLException {
    return new StateHub(folder, instant());
  }

  @Override
  public Instant instant() {
    return now.get();
  }

  /** Must be told before anything is appended. */
  public void listen(CommitListener listener) {
    listeners.add(listener);
  }

  public void pause(Duration duration) {
    now.updateAndGet(it -> it.plus(duration));
  }

  /** Appends one event; fields are JSON with single quotes. */
  public AppendResult append(String sessionId, String type, String fields) {
    return sequencer.append(event(sessionId, type, fields)).join();
  }

  public List<AppendResult> append(Proposal proposal) {
    return sequencer.append(proposal).join();
  }

  /** Waits for the outcome without looking at it. */
  CompletableFuture<List<AppendResult>> appendLater(Proposal proposal) {
    var outcome = sequencer.append(proposal);
    outcome.handle((results, fault) -> 0).join();
    return outcome;
  }

  Event event(String sessionId, String type, String fields) {
    return Event.of(type, sessionId, instant(), (ObjectNode) json(fields));
  }

  public <T> T read(Readers.Query<T> query) {
    return readers.read(query).join();
  }

  public JsonNode session(String sessionId) {
    return json(read(handle -> SessionQueries.one(handle, sessionId)).orElseThrow());
  }

  /** JSON with single quotes. */
  public static JsonNode json(String singleQuoted) {
    return plain(singleQuoted.replace('\'', '"'));
  }

  static JsonNode plain(String json) {
    try {
      return Json.tree(json.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    sequencer.close();
    readers.close();
    eventLog.close();
  }
}
