package dev.signalbox.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A hub that a test plays, on a port of its own: hands every request to the test. It also keeps the
 * subscriptions that the test opens.
 */
final class PlayedHub implements AutoCloseable {
  /** Fast enough for a test; nothing depends on how fast. */
  static final Pace FAST =
      new Pace(Duration.ofMillis(1), Duration.ofMillis(4), Duration.ofSeconds(30));

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final List<Subscription> subscriptions = new ArrayList<>();
  private final BlockingQueue<PlayedStream> waiting = new LinkedBlockingQueue<>();
  private final List<PlayedStream> streams = new CopyOnWriteArrayList<>();
  private ServerSocket server = listen(0);

  /** Opens a subscription to this hub. */
  Subscription follow(Interest interest, SubscriptionListener listener) {
    return follow(interest, listener, FAST);
  }

  Subscription follow(Interest interest, SubscriptionListener listener, Pace pace) {
    URI address = URI.create("http://127.0.0.1:" + server.getLocalPort());
    var subscription = Subscription.open(http, address, interest, listener, pace);
    subscriptions.add(subscription);
    return subscription;
  }

  /** The next request, which must come. */
  PlayedStream accept() throws InterruptedException {
    PlayedStream stream = waiting.poll(Heard.PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (stream == null) {
      throw new AssertionError("Nobody asked within " + Heard.PATIENCE_SECONDS + " s");
    }
    return stream;
  }

  boolean hasNobodyWaiting() {
    return waiting.isEmpty();
  }

  void goDown() throws IOException {
    server.close();
  }

  void comeUp() {
    server = listen(server.getLocalPort());
  }

  @Override
  public void close() throws IOException {
    subscriptions.forEach(Subscription::close);
    http.shutdownNow();
    goDown();
    streams.forEach(PlayedStream::breakOff);
  }

  private ServerSocket listen(int port) {
    try {
      var listening = new ServerSocket();
      listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      Thread.startVirtualThread(() -> serve(listening));
      return listening;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Until it is closed. */
  private void serve(ServerSocket listening) {
    try {
      while (true) {
        listen(listening.accept());
      }
    } catch (IOException e) {
      // The hub has gone down.
    }
  }

  private void listen(Socket client) {
    try {
      var stream = new PlayedStream(client);
      streams.add(stream);
      waiting.add(stream);
    } catch (IOException e) {
      // It has lost its patience already.
    }
  }

  static String greeting(int sequence) {
    return json("{'type':'subscription_confirmed','clientId':'c-1','position':'abc:%d'}", sequence);
  }

  static String event(int sequence) {
    return event(sequence, "Hi");
  }

  static String event(int sequence, String text) {
    return json(
            "{'type':'event','sessionId':'s1','position':'abc:%d','payload':{'type':'message:user',"
                + "'sessionId':'s1','timestamp':'2026-11-23T08:00:00.000Z','text':'TEXT'}}",
            sequence)
        .replace("TEXT", text);
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
