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
import java.util.ArrayList;
import java.util.List;

/** A real hub in this process, on a port of its own, with the clients that a test opens. */
final class TestHub implements AutoCloseable {
  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final List<LiveClient> clients = new ArrayList<>();
  private final Tuning tuning;
  private final Path folder;
  private Hub hub;

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
    int port = hub.port();
    hub.close();
    hub = start(port);
  }

  void stop() {
    hub.close();
  }

  int port() {
    return hub.port();
  }

  /** A WebSocket, e.g. {@code socket("?sessions=s1")}. */
  SocketClient socket(String query) {
    return keep(SocketClient.open(http, uri("ws", "/ws" + query)));
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

  /** Starts a session and returns the sequence of that event. */
  long begin(String sessionId) {
    return append(sessionId, "session:started", ",'cwd':'/srv/app'");
  }

  JsonNode info() {
    return get("/api/info").body();
  }

  Position position() {
    return Position.parse(info().path("position").asText());
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
    hub.close();
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
