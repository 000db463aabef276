package dev.signalbox;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;

/**
 * What one connection has got, in order, read like a tape by one test while the connection's
 * threads add to it. Every wait is bounded and fails with what came instead.
 */
final class Inbox<T> {
  /** Long enough for a busy machine; nobody waits so long when all is well. */
  static final Duration PATIENCE = Duration.ofSeconds(60);

  /** Items, and an empty entry at the end. */
  private final LinkedBlockingQueue<Optional<T>> unread = new LinkedBlockingQueue<>();

  private final CompletableFuture<Closing> closing = new CompletableFuture<>();

  /** How a connection ended; code 1006 when it just broke. */
  record Closing(int code, String reason) {}

  void add(T item) {
    unread.add(Optional.of(item));
  }

  /** Nothing more comes; only the first reason counts. */
  void close(int code, String reason) {
    if (closing.complete(new Closing(code, reason))) {
      unread.add(Optional.empty());
    }
  }

  /** The next item that was not read yet. */
  T next() {
    return next(item -> true);
  }

  /** The next item of this kind; those before it are skipped. */
  T next(Predicate<T> wanted) {
    return until(wanted).getLast();
  }

  /** Everything up to the next item of this kind, which is the last. */
  List<T> until(Predicate<T> wanted) {
    List<T> items = new ArrayList<>();
    do {
      items.add(take(items));
    } while (!wanted.test(items.getLast()));
    return items;
  }

  /** Everything that was not read yet, up to the end, which must come. */
  List<T> untilClosed() {
    awaitClosing();
    List<T> items = new ArrayList<>();
    unread.forEach(item -> item.ifPresent(items::add));
    return items;
  }

  /** The next item when it comes within this time. */
  Optional<T> poll(Duration patience) {
    try {
      Optional<T> item = unread.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
      if (item == null) {
        return Optional.empty();
      }
      if (item.isEmpty()) {
        unread.add(item);
      }
      return item;
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  /** Whether the connection is closed and everything read. */
  boolean isAtEnd() {
    Optional<T> next = unread.peek();
    return next != null && next.isEmpty();
  }

  /** How the connection ended. */
  Closing awaitClosing() {
    try {
      return closing.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      throw interrupted(e);
    } catch (ExecutionException | TimeoutException e) {
      throw new AssertionError("The connection is still open", e);
    }
  }

  private T take(List<T> before) {
    try {
      Optional<T> item = unread.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      if (item == null) {
        throw new AssertionError("Nothing came any more" + after(before));
      }
      if (item.isEmpty()) {
        unread.add(item);
        throw new AssertionError(closing.join() + after(before));
      }
      return item.get();
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private String after(List<T> items) {
    int count = items.size();
    return " after " + count + " items, at last " + items.subList(Math.max(0, count - 5), count);
  }

  private static AssertionError interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new AssertionError("Interrupted while waiting", e);
  }
}
