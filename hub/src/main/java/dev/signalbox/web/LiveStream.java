package dev.signalbox.web;

import io.vertx.core.http.HttpServerResponse;

/** Keeps one SSE connection open. Runs on the connection's event loop. */
final class LiveStream implements LiveConnection {
  private final HttpServerResponse response;
  private final Heartbeat heartbeat;
  private long lastCommentNanos = System.nanoTime();

  LiveStream(HttpServerResponse response, Heartbeat heartbeat) {
    this.response = response;
    this.heartbeat = heartbeat;
  }

  /** Not to a connection that does not read: comments would pile up. */
  @Override
  public void beat() {
    long nextBeat = System.nanoTime() + heartbeat.beat().toNanos();
    boolean isDue = nextBeat - lastCommentNanos > heartbeat.comment().toNanos();
    if (isDue && !response.ended() && !response.closed() && !response.writeQueueFull()) {
      lastCommentNanos = System.nanoTime();
      response.write(": still here\n\n");
    }
  }
}
