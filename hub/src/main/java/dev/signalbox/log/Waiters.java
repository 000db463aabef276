package dev.signalbox.log;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;

/**
 * Who waits for news of what, by any key. Ask for {@link #news} before looking, so that nothing can
 * come in between, and {@link #forget} it when nobody waits any more. Thread safe.
 */
public final class Waiters {
  @GuardedBy("this")
  private final Map<String, Set<News>> waiting = new HashMap<>();

  /** Begins to wait. */
  public synchronized News news(String key) {
    var news = new News(key);
    waiting.computeIfAbsent(key, any -> new HashSet<>()).add(news);
    return news;
  }

  /** Ends the waiting. */
  public synchronized void forget(News news) {
    waiting.computeIfPresent(
        news.key,
        (key, others) -> {
          others.remove(news);
          return others.isEmpty() ? null : others;
        });
  }

  public synchronized boolean isAwaited(String key) {
    return waiting.containsKey(key);
  }

  /** Tells all who wait for the key, once. */
  public void wake(String key) {
    Set<News> woken;
    synchronized (this) {
      woken = waiting.remove(key);
    }
    if (woken != null) {
      woken.forEach(news -> news.came.complete(null));
    }
  }

  /** Tells all who wait for one of the keys, once. */
  public void wake(Predicate<String> isMeant) {
    var woken = new ArrayList<News>();
    synchronized (this) {
      waiting
          .values()
          .removeIf(several -> {
            News any = several.iterator().next();
            return isMeant.test(any.key) && woken.addAll(several);
          });
    }
    woken.forEach(news -> news.came.complete(null));
  }

  /** One waiting. */
  public static final class News {
    private final String key;
    private final CompletableFuture<Void> came = new CompletableFuture<>();

    private News(String key) {
      this.key = key;
    }

    /** What is waited for. */
    public String key() {
      return key;
    }

    /** Completes when something new may be there. */
    public CompletionStage<Void> came() {
      return came;
    }
  }
}
