package dev.signalbox.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.HdrHistogram.Histogram;

/** Measures what it costs a server to bring events to many clients. */
final class Delivery {
  private static final double MICROS_PER_SECOND = 1e6;
  private static final double NANOS_PER_MILLI = 1e6;
  private static final Duration DRAIN_MAX = Duration.ofSeconds(20);

  private Delivery() {}

  /**
   * What is done.
   *
   * @param perSecond events a second, of which those are left out that no writer is free for
   * @param writers connections that post
   */
  record Load(int clients, int perSecond, int writers, WarmUp warmUp, Duration time) {}

  /**
   * What is done before: enough for a compiler at run time to know its work.
   *
   * @param perSecond events a second
   */
  record WarmUp(int perSecond, Duration time) {}

  /** Deliveries a second, server CPU for each, p50 and p99 from post to frame, in this order. */
  static List<Figure> measure(Rig rig, ServerProcess server, Subject subject, Load load)
      throws IOException, InterruptedException {
    try (var audience = new Audience(rig.loops(), server.address(), subject, load.clients());
        var publisher =
            new Publisher(rig.quiet(), server.address(), subject.postPath(), load.writers())) {
      publisher.pace(load.warmUp().perSecond(), Tick::now, load.warmUp().time());
      audience.forgetLatencies();
      long messages = audience.messages();
      double cpu = server.cpuSeconds();
      long begin = System.nanoTime();
      long sent = publisher.pace(load.perSecond(), Tick::now, load.time());
      boolean isWhole = audience.awaitMessages(messages + sent * load.clients(), DRAIN_MAX);
      double seconds = (System.nanoTime() - begin) / 1e9;
      long delivered = audience.messages() - messages;
      double each = (server.cpuSeconds() - cpu) * MICROS_PER_SECOND / delivered;
      Histogram latencies = audience.latencies();
      String name = subject.name();
      return List.of(
          Figure.of(
              name, isWhole ? "deliveries" : "deliveries, some missing", delivered / seconds, "/s"),
          Figure.of(name, "server CPU for each", each, "µs"),
          Figure.of(name, "events", sent / seconds, "/s"),
          Figure.of(name, "post to frame, p50", millis(latencies, 50), "ms"),
          Figure.of(name, "post to frame, p99", millis(latencies, 99), "ms"));
    }
  }

  static double millis(Histogram nanos, double percentile) {
    return nanos.getValueAtPercentile(percentile) / NANOS_PER_MILLI;
  }
}
