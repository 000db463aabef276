package dev.signalbox.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.netty.util.internal.PlatformDependent;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All numbers in the text format of Prometheus. The registry is made when somebody first asks: most
 * hubs on a laptop are never asked. Thread safe.
 */
public final class Metrics {
  private final List<MeterBinder> binders;
  private @Nullable PrometheusMeterRegistry registry;

  /**
   * @param parts of the hub that count; their counters start with them, not with the first question
   */
  public Metrics(List<? extends MeterBinder> parts) {
    this.binders = new ArrayList<>(parts);
    binders.addAll(
        List.of(
            Metrics::bindDirectMemory,
            new JvmMemoryMetrics(),
            new JvmThreadMetrics(),
            new ProcessorMetrics(),
            new FileDescriptorMetrics(),
            new UptimeMetrics()));
  }

  /** The numbers as they are now. */
  public synchronized String scrape() {
    if (registry == null) {
      registry = bound();
    }
    return registry.scrape();
  }

  private PrometheusMeterRegistry bound() {
    var bound = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    binders.forEach(binder -> binder.bindTo(bound));
    return bound;
  }

  /** Netty's buffers are not among the JVM's own: it takes their memory past them. */
  private static void bindDirectMemory(MeterRegistry registry) {
    Gauge.builder("signalbox.direct.memory", PlatformDependent::usedDirectMemory)
        .description("Memory of network buffers outside the heap")
        .baseUnit("bytes")
        .register(registry);
  }
}
