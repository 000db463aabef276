package dev.signalbox;

import dev.signalbox.protocol.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/** Posts one event after the other, whatever the hub says, on a thread of its own. */
final class SteadyWriter implements AutoCloseable {
  private final HttpClient http;
  private final URI events;
  private final String sessionId;
  private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
  private final CompletableFuture<Void> writing = new CompletableFuture<>();
  private volatile boolean isStopped;

  SteadyWriter(HttpClient http, URI hub, String sessionId) {
    this.http = http;
    this.events = hub.resolve("/api/events");
    this.sessionId = sessionId;
    Thread.ofVirtual().start(this::write);
  }

  /** Ids of the events that were answered with 201. */
  Queue<String> acknowledged() {
    return acknowledged;
  }

  HttpResponse<String> post(String eventId) {
    var event =
        Json.object()
            .put("type", "message:user")
            .put("sessionId", sessionId)
            .put("eventId", eventId)
            .put("text", "x".repeat(2_000));
    try {
      var response =
          http.send(
              HttpRequest.newBuilder(events)
                  .timeout(Inbox.PATIENCE)
                  .header("Content-Type", "application/json")
                  .POST(BodyPublishers.ofString(event.toString()))
                  .build(),
              BodyHandlers.ofString());
      if (response.statusCode() == 201) {
        acknowledged.add(eventId);
      }
      return response;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted while posting", e);
    }
  }

  private void write() {
    try {
      for (int i = 0; !isStopped; i++) {
        int status = post(sessionId + "-" + i).statusCode();
        if (status != 201 && status != 503) {
          throw new AssertionError("Expected 201 or 503, but got " + status);
        }
      }
      writing.complete(null);
    } catch (RuntimeException | Error e) {
      writing.completeExceptionally(e);
    }
  }

  /** Waits for the last answer; fails when one was neither yes nor "not now". */
  @Override
  public void close() {
    isStopped = true;
    writing.orTimeout(60, TimeUnit.SECONDS).join();
  }
}
