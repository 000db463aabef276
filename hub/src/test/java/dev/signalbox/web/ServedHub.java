package dev.signalbox.web;

import dev.signalbox.Config;
import dev.signalbox.Hub;
import dev.signalbox.session.Liveness;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * A real hub in this process, as its HTTP interface shows it. JSON is written with single quotes.
 */
final class ServedHub implements AutoCloseable {
  /** Long enough for a busy machine; nobody waits so long when all is well. */
  static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Hub hub;
  private final HttpClient http = HttpClient.newHttpClient();

  private ServedHub(Hub hub) {
    this.hub = hub;
  }

  static ServedHub start(Path folder) {
    return new ServedHub(
        Hub.start(new Config("127.0.0.1", 0, folder, Config.Auth.NONE, Liveness.LEASE)));
  }

  int port() {
    return hub.port();
  }

  HttpClient http() {
    return http;
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(hub.url() + path)).timeout(PATIENCE);
  }

  Answer get(String path) {
    return send(request(path));
  }

  Answer post(String path, String json) {
    return send("POST", path, json);
  }

  Answer send(String method, String path, String json) {
    return send(
        request(path)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(json.replace('\'', '"'))));
  }

  Answer send(HttpRequest.Builder request) {
    try {
      return Answer.of(http.send(request.build(), BodyHandlers.ofString()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted while waiting for an answer", e);
    }
  }

  CompletableFuture<Answer> sendAsync(HttpRequest.Builder request) {
    return http.sendAsync(request.build(), BodyHandlers.ofString()).thenApply(Answer::of);
  }

  /** A new session's id; more fields begin with a comma. */
  String session(String moreFields) {
    String id = "s-" + UUID.randomUUID();
    post("/api/sessions", "{'id':'" + id + "','cwd':'/srv/app'" + moreFields + "}").expect(201);
    return id;
  }

  /** Appends one event and tells its sequence; more fields begin with a comma. */
  long append(String sessionId, String type, String moreFields) {
    String event = "{'sessionId':'" + sessionId + "','type':'" + type + "'" + moreFields + "}";
    return post("/api/events", event).expect(201).at("/results/0/sequence").asLong();
  }

  @Override
  public void close() {
    http.shutdownNow();
    hub.close();
  }
}
