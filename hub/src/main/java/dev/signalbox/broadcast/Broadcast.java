package dev.signalbox.broadcast;

import dev.signalbox.log.CommitListener;
import dev.signalbox.log.EventLog;
import dev.signalbox.log.Readers;
import dev.signalbox.log.StoredEvent;
import dev.signalbox.protocol.Position;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * From a committed batch to every subscriber: adds it to the tail and wakes each event loop. Thread
 * safe; connections are opened and closed on their own event loop.
 */
public final class Broadcast implements CommitListener, MeterBinder {
  private static final Logger log = LoggerFactory.getLogger(Broadcast.class);

  private final Timeline timeline;
  private final Tail tail;
  private final Traffic traffic = new Traffic();
  private final Limits limits;
  private final Map<Loop, Broadcaster> broadcasters = new ConcurrentHashMap<>();
  private final AtomicInteger clients = new AtomicInteger();
  private final AtomicLong lastClientNumber = new AtomicLong();

  /**
   * What the broadcast may use.
   *
   * @param clientsMax connections of all kinds that may be open at once
   * @param tailBytesMax how much of the log's end is kept in memory, in bytes
   */
  public record Limits(int clientsMax, long tailBytesMax) {
    public static final Limits DEFAULT = new Limits(25_000, 64L * 1024 * 1024);
  }

  public Broadcast(
      EventLog eventLog, Readers readers, Summaries summaries, Frames frames, Limits limits) {
    this.limits = limits;
    this.tail = new Tail(eventLog.head().sequence(), limits.tailBytesMax());
    this.timeline = new Timeline(eventLog, readers, summaries, frames, tail);
  }

  @Override
  public void committed(List<StoredEvent> events) {
    try {
      timeline.add(events);
    } finally {
      wake();
    }
    for (StoredEvent event : events) {
      if (event.type().equals("session:started")) {
        log.info("Broadcast session:started for {} to {} clients", event.sessionId(), clients);
      }
    }
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder("signalbox.connections", this, Broadcast::clients)
        .description("Live connections, WebSocket and SSE")
        .register(registry);
    Gauge.builder("signalbox.connections.behind", this, it -> it.sum(Broadcaster::behind))
        .description("Connections that waited for their network or the store, at the last turn")
        .register(registry);
    Gauge.builder("signalbox.cohorts", this, it -> it.sum(Broadcaster::chunksMade))
        .description("Different chunks that the last turn sent: what encoding costs")
        .register(registry);
    Gauge.builder("signalbox.tail.events", tail, Tail::size)
        .description("Newest events in memory")
        .register(registry);
    Gauge.builder("signalbox.tail.bytes", tail, Tail::bytes)
        .description("What they take")
        .baseUnit("bytes")
        .register(registry);
    FunctionCounter.builder("signalbox.sent.messages", traffic, Traffic::messages)
        .description("Messages to live connections")
        .register(registry);
    FunctionCounter.builder("signalbox.sent.bytes", traffic, Traffic::bytes)
        .description("Bytes to live connections")
        .register(registry);
    FunctionCounter.builder("signalbox.sent.writes", traffic, Traffic::writes)
        .description("Writes to live connections, each of them one flush")
        .register(registry);
  }

  private int sum(ToIntFunction<Broadcaster> number) {
    return broadcasters.values().stream().mapToInt(number).sum();
  }

  /** How many connections may listen at once. */
  public int clientsMax() {
    return limits.clientsMax();
  }

  /** How many connections listen. */
  public int clients() {
    return clients.get();
  }

  /**
   * Opens a subscription. Call it on the connection's event loop.
   *
   * @param since the last position that the client has; null for the newest
   * @param loop that event loop; the same object for all its connections
   */
  public Subscriber open(Filter filter, @Nullable Position since, Sink sink, Loop loop) {
    String clientId = "c-" + lastClientNumber.incrementAndGet();
    Broadcaster broadcaster =
        broadcasters.computeIfAbsent(loop, key -> new Broadcaster(key, timeline, traffic));
    var subscriber = new Subscriber(clientId, timeline, filter, since, sink, broadcaster);
    clients.incrementAndGet();
    broadcaster.add(subscriber);
    return subscriber;
  }

  /** Ends a subscription, once. Call it on the connection's event loop. */
  public void close(Subscriber subscriber, Loop loop) {
    Broadcaster broadcaster = broadcasters.get(loop);
    if (broadcaster != null && broadcaster.remove(subscriber)) {
      clients.decrementAndGet();
    }
  }

  /**
   * Lets everybody look at the log: after a commit, and now and then in case a wake-up was lost.
   */
  public void wake() {
    broadcasters.values().forEach(Broadcaster::wake);
  }

  /** Tells every client that the hub stops. */
  public void closeAll() {
    broadcasters.values().forEach(Broadcaster::closeAll);
  }
}
