package dev.signalbox.client;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** A hub that a test plays: hands every connection that a client makes to the test. */
final class PlayedHub implements Subscription.Dialer {
  static final URI ADDRESS = URI.create("http://hub.test:4680");

  /** Fast enough for a test; nothing depends on how fast. */
  static final Pace FAST =
      new Pace(Duration.ofMillis(1), Duration.ofMillis(4), Duration.ofSeconds(30));

  private final BlockingQueue<PlayedSocket> connections = new LinkedBlockingQueue<>();
  private final AtomicBoolean isDown = new AtomicBoolean();

  @Override
  public CompletableFuture<WebSocket> dial(URI address, WebSocket.Listener client) {
    if (isDown.get()) {
      return CompletableFuture.failedFuture(new ConnectException());
    }
    var socket = new PlayedSocket(address, client);
    client.onOpen(socket);
    connections.add(socket);
    return CompletableFuture.completedFuture(socket);
  }

  /** The next connection, which must come. */
  PlayedSocket accept() throws InterruptedException, IOException {
    PlayedSocket socket = connections.poll(Heard.PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (socket == null) {
      throw new IOException("Nobody connected within " + Heard.PATIENCE_SECONDS + " s");
    }
    return socket;
  }

  boolean hasNoConnectionWaiting() {
    return connections.isEmpty();
  }

  void goDown() {
    isDown.set(true);
  }

  void comeUp() {
    isDown.set(false);
  }

  static String greeting(int sequence) {
    return json("{'type':'subscription_confirmed','clientId':'c-1','position':'abc:%d'}", sequence);
  }

  static String event(int sequence) {
    return json(
        "{'type':'event','sessionId':'s1','position':'abc:%d','payload':{'type':'message:user',"
            + "'sessionId':'s1','timestamp':'2026-11-23T08:00:00.000Z','text':'Hi'}}",
        sequence);
  }

  static String summary(int sequence) {
    return json(
        "{'type':'session','sessionId':'s1','position':'abc:%d','payload':{'id':'s1','status':"
            + "'in_progress','state':'working'}}",
        sequence);
  }

  static String caughtUp(int sequence) {
    return json("{'type':'caught_up','position':'abc:%d'}", sequence);
  }

  static String json(String singleQuoted, int sequence) {
    return singleQuoted.formatted(sequence).replace('\'', '"');
  }
}
