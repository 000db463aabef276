package dev.signalbox.client;

import java.io.IOException;
import java.net.URI;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One connection as a test plays it: says what the hub says, but hands on only as much as the
 * client has asked for, as the real one does.
 */
final class PlayedSocket implements WebSocket {
  final URI address;
  private final Listener client;
  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private final CountDownLatch goodbye = new CountDownLatch(1);
  private final CountDownLatch aborted = new CountDownLatch(1);
  private long asked;
  private int handedOn;

  PlayedSocket(URI address, Listener client) {
    this.address = address;
    this.client = client;
  }

  void say(String... messages) {
    for (String message : messages) {
      later(() -> client.onText(this, message, true));
    }
  }

  void sayInParts(String... parts) {
    for (int i = 0; i < parts.length; i++) {
      boolean isLast = i == parts.length - 1;
      String part = parts[i];
      later(() -> client.onText(this, part, isLast));
    }
  }

  void close(int code, String reason) {
    later(() -> client.onClose(this, code, reason));
  }

  /** The network fails; what was on its way still arrives. */
  void breakOff() {
    later(() -> client.onError(this, new IOException("Connection reset")));
  }

  /** How many messages the client has taken off the network. */
  synchronized int handedOn() {
    return handedOn;
  }

  boolean wasAborted() throws InterruptedException {
    return aborted.await(Heard.PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  boolean heardGoodbye() throws InterruptedException {
    return goodbye.await(Heard.PATIENCE_SECONDS, TimeUnit.SECONDS);
  }

  private synchronized void later(Runnable message) {
    waiting.add(message);
    handOn();
  }

  private void handOn() {
    while (asked > 0 && !waiting.isEmpty()) {
      asked--;
      handedOn++;
      waiting.remove().run();
    }
  }

  @Override
  public synchronized void request(long messages) {
    asked += messages;
    handOn();
  }

  @Override
  public CompletableFuture<WebSocket> sendClose(int code, String reason) {
    goodbye.countDown();
    return CompletableFuture.completedFuture(this);
  }

  @Override
  public void abort() {
    aborted.countDown();
  }

  @Override
  public CompletableFuture<WebSocket> sendText(CharSequence data, boolean last) {
    throw new UnsupportedOperationException("Subscriptions say nothing");
  }

  @Override
  public CompletableFuture<WebSocket> sendBinary(ByteBuffer data, boolean last) {
    throw new UnsupportedOperationException("Subscriptions say nothing");
  }

  @Override
  public CompletableFuture<WebSocket> sendPing(ByteBuffer message) {
    throw new UnsupportedOperationException("Subscriptions say nothing");
  }

  @Override
  public CompletableFuture<WebSocket> sendPong(ByteBuffer message) {
    throw new UnsupportedOperationException("Subscriptions say nothing");
  }

  @Override
  public @Nullable String getSubprotocol() {
    return null;
  }

  @Override
  public boolean isOutputClosed() {
    return goodbye.getCount() == 0;
  }

  @Override
  public boolean isInputClosed() {
    return aborted.getCount() == 0;
  }
}
