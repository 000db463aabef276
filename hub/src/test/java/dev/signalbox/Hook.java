package dev.signalbox;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/**
 * The hook of a permission prompt as its script does it: waits in a request for the answer, and
 * sends the same again when the connection breaks or the hub is not there. Thread safe.
 */
final class Hook {
  /** It was answered without a decision. */
  static final String NOTHING = "nothing";

  /** It was ended before it heard anything. */
  static final String GONE = "gone";

  private static final long PAUSE_NANOS = 5_000_000;

  private final HttpClient http;
  private final Supplier<HttpRequest> request;
  private final Queue<CompletableFuture<String>> calls = new ConcurrentLinkedQueue<>();
  private final Queue<CompletableFuture<?>> exchanges = new ConcurrentLinkedQueue<>();
  private volatile boolean isKilled;

  Hook(HttpClient http, Supplier<HttpRequest> request) {
    this.http = http;
    this.request = request;
  }

  /** Calls, and waits in a thread of its own. */
  void call() {
    var heard = new CompletableFuture<String>();
    calls.add(heard);
    Thread.startVirtualThread(() -> heard.complete(waitForAnswer()));
  }

  private String waitForAnswer() {
    while (!isKilled) {
      var exchange = http.sendAsync(request.get(), BodyHandlers.ofString());
      exchanges.add(exchange);
      try {
        HttpResponse<String> answer = exchange.join();
        if (answer.statusCode() == 200) {
          return HeldStory.decision(answer.body());
        }
      } catch (CancellationException | CompletionException e) {
        // It tries again, unless it was killed.
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    return GONE;
  }

  /** Whoever started it ends it. */
  void kill() {
    isKilled = true;
    breakConnection();
  }

  void breakConnection() {
    exchanges.forEach(exchange -> exchange.cancel(true));
  }

  boolean isDone() {
    return !calls.isEmpty() && calls.stream().allMatch(CompletableFuture::isDone);
  }

  /** What each call heard, in order; only when all are done. */
  List<String> heard() {
    return calls.stream().map(CompletableFuture::join).toList();
  }
}
