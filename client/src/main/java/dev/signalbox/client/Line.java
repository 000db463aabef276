package dev.signalbox.client;

import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One connection, from the socket's callbacks to the thread that waits for them. The socket is
 * asked for a few messages at a time and for one more whenever one has been taken, so no more than
 * that ever waits here; the rest stays in the network and, in the end, in the hub's log.
 */
final class Line implements WebSocket.Listener {
  /** Messages that may wait here. One at a time would cost a change of threads for each. */
  private static final int WINDOW = 32;

  /** Longest message, in characters; the hub's own are far below. */
  static final int MESSAGE_CHARS_MAX = 4 * 1024 * 1024;

  private static final Duration GOODBYE_MAX = Duration.ofSeconds(1);

  private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
  private final StringBuilder parts = new StringBuilder();
  private volatile @Nullable WebSocket socket;

  /** What happened on the line. */
  sealed interface Signal {
    record Text(String message) implements Signal {}

    /** Something that says nothing but that the hub is there. */
    record Sign() implements Signal {}

    record Over(Ending ending) implements Signal {}

    /** The subscription's owner closes it. */
    record Hangup() implements Signal {}
  }

  /** Waits for the next signal; null after a silence. */
  @Nullable Signal next(Duration silenceMax) throws InterruptedException {
    return signals.poll(silenceMax.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** A signal has been dealt with: there is room for another. */
  void taken() {
    WebSocket open = socket;
    if (open != null) {
      open.request(1);
    }
  }

  void hangUp() {
    signals.add(new Signal.Hangup());
  }

  /** No connection was made. */
  void failed(Throwable fault) {
    signals.add(new Signal.Over(Ending.ofFault(fault)));
  }

  /** Says goodbye if the hub still listens, and lets go of the socket in any case. */
  void close() {
    WebSocket open = socket;
    if (open != null) {
      open.sendClose(WebSocket.NORMAL_CLOSURE, "")
          .orTimeout(GOODBYE_MAX.toMillis(), TimeUnit.MILLISECONDS)
          .handle((sent, fault) -> open)
          .join()
          .abort();
    }
  }

  /** Lets go of a socket on which nothing comes or goes. */
  void abort() {
    WebSocket open = socket;
    if (open != null) {
      open.abort();
    }
  }

  @Override
  public void onOpen(WebSocket opened) {
    socket = opened;
    opened.request(WINDOW);
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean isLast) {
    if (parts.length() + data.length() > MESSAGE_CHARS_MAX) {
      signals.add(
          new Signal.Over(
              new Ending.Refused(
                  "Expected messages of at most " + MESSAGE_CHARS_MAX + " characters")));
      return null;
    }
    parts.append(data);
    if (!isLast) {
      from.request(1);
      return null;
    }
    signals.add(new Signal.Text(parts.toString()));
    parts.setLength(0);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onPing(WebSocket from, ByteBuffer message) {
    signals.add(new Signal.Sign());
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    signals.add(new Signal.Over(Ending.ofClose(code, reason)));
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable fault) {
    signals.add(new Signal.Over(Ending.ofFault(fault)));
  }
}
