package dev.signalbox;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.protocol.Json;
import dev.signalbox.protocol.Position;
import dev.signalbox.session.Liveness;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A real hub in this process, on a port of its own, with the clients that a test opens. */
final class TestHub implements AutoCloseable {
  /** A session whose events only mark a place in the log. */
  private static final String FENCE = "fence";

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final SocketClients sockets = new SocketClients();
  private final List<LiveClient> clients = new ArrayList<>();
  private final Path folder;
  private Tuning tuning;
  private Hub hub;
  private boolean isStopped;

  /** What to do to a database. */
  @FunctionalInterface
  interface DatabaseChange {
    void apply(Connection database) throws SQLException;
  }

  /** What the hub answered to a request. */
  record Answer(int status, JsonNode body, java.net.http.HttpHeaders headers) {}

  private TestHub(Path folder, Tuning tuning) {
    this.folder = folder;
    this.tuning = tuning;
    this.hub = start(0);
  }

  static TestHub start(Path folder) {
    return start(folder, Tuning.NONE);
  }

  static TestHub start(Path folder, Tuning tuning) {
    return new TestHub(folder, tuning);
  }

  /** Stops the hub and starts it again: the same log, the same port. */
  void restart() {
    restart(tuning);
  }

  void restart(Tuning other) {
    int port = hub.port();
    hub.close();
    tuning = other;
    hub = start(port);
  }

  /** Changes the database behind the back of the hub, which is started again afterwards. */
  void whileStopped(DatabaseChange change) throws SQLException {
    int port = hub.port();
    hub.close();
    try (var database =
        DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("signalbox.db"))) {
      change.apply(database);
    }
    hub = start(port);
  }

  /** Stops the hub for good; its clients stay. */
  void stop() {
    isStopped = true;
    hub.close();
  }

  int port() {
    return hub.port();
  }

  /** A WebSocket, e.g. {@code socket("?sessions=s1")}. */
  SocketClient socket(String query) {
    return keep(sockets.open(uri("ws", "/ws" + query)));
  }

  /** An SSE stream with the same parameters as a WebSocket. */
  StreamClient stream(String query) {
    return keep(
        StreamClient.open(http, HttpRequest.newBuilder(uri("http", "/api/stream" + query))));
  }

  StreamClient streamAfter(String lastEventId, String query) {
    var request = HttpRequest.newBuilder(uri("http", "/api/stream" + query));
    return keep(StreamClient.open(http, request.header("Last-Event-ID", lastEventId)));
  }

  Answer get(String path) {
    return send(HttpRequest.newBuilder(uri("http", path)).GET());
  }

  Answer delete(String path) {
    return send(HttpRequest.newBuilder(uri("http", path)).DELETE());
  }

  /** Posts JSON, written with single quotes. */
  Answer post(String path, String singleQuotedJson) {
    return send(
        HttpRequest.newBuilder(uri("http", path))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(singleQuotedJson.replace('\'', '"'))));
  }

  /** Appends one event and returns its sequence; more fields start with a comma. */
  long append(String sessionId, String type, String moreFields) {
    Answer answer =
        post(
            "/api/events",
            "{'sessionId':'%s','type':'%s'%s}".formatted(sessionId, type, moreFields));
    if (answer.status() != 201) {
      throw new AssertionError("The hub refused an event: " + answer);
    }
    return answer.body().path("results").path(0).path("sequence").asLong();
  }

  /** Appends many events in one request, each as JSON with single quotes. */
  void appendAll(Stream<String> events) {
    String lines = events.collect(Collectors.joining("\n")).replace('\'', '"');
    Answer answer =
        send(
            HttpRequest.newBuilder(uri("http", "/api/events"))
                .header("Content-Type", "application/x-ndjson")
                .POST(BodyPublishers.ofString(lines)));
    if (answer.status() != 201 || answer.body().path("rejected").asInt() != 0) {
      throw new AssertionError("The hub refused events: " + answer);
    }
  }

  /** Starts a session and returns the sequence of that event. */
  long begin(String sessionId) {
    return append(sessionId, "session:started", ",'cwd':'/srv/app'");
  }

  /** What a client has got unread, up to all that the log holds now. */
  List<Received> untilNow(LiveClient client) {
    long now = append(FENCE, "session:idle", "");
    return client.inbox().until(Received.reaching(now)).stream()
        .filter(message -> !message.sessionId().equals(FENCE))
        .toList();
  }

  JsonNode info() {
    return get("/api/info").body();
  }

  Position position() {
    return Position.parse(info().path("position").asText());
  }

  int clients() {
    return info().path("clients").asInt();
  }

  /** Returns when so many clients are connected. */
  void awaitClients(int count) {
    long deadline = System.nanoTime() + Inbox.PATIENCE.toNanos();
    while (clients() != count) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("Expected " + count + " clients, but there are " + clients());
      }
      Thread.onSpinWait();
    }
  }

  URI uri(String scheme, String path) {
    return URI.create(scheme + "://127.0.0.1:" + hub.port() + path);
  }

  HttpClient http() {
    return http;
  }

  Answer send(HttpRequest.Builder request) {
    try {
      HttpResponse<byte[]> response =
          http.send(request.timeout(Inbox.PATIENCE).build(), BodyHandlers.ofByteArray());
      byte[] body = response.body();
      boolean isJson = response.headers().firstValue("Content-Type").orElse("").contains("json");
      JsonNode json =
          isJson ? Json.tree(body) : Json.mapper().getNodeFactory().textNode(text(body));
      return new Answer(response.statusCode(), json, response.headers());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted while waiting for an answer", e);
    }
  }

  @Override
  public void close() {
    clients.forEach(LiveClient::close);
    if (!isStopped) {
      stop();
    }
    sockets.close();
    http.shutdownNow();
  }

  private Hub start(int port) {
    var config = new Config("127.0.0.1", port, folder, Config.Auth.NONE, Liveness.LEASE);
    return Hub.start(config, tuning);
  }

  private synchronized <T extends LiveClient> T keep(T client) {
    clients.add(client);
    return client;
  }

  private static String text(byte[] body) {
    return new String(body, StandardCharsets.UTF_8);
  }
}
