package dev.signalbox.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.HdrHistogram.Histogram;

/** A hook's own request to the hub, one after the other on one connection. */
final class HookCall implements Scenario {
  private static final int WARM_UP = 2_000;
  private static final int CALLS = 5_000;

  private final AtomicInteger number = new AtomicInteger();

  @Override
  public String id() {
    return "S10";
  }

  @Override
  public String title() {
    return "a hook call (POST /api/hooks/claude-code) until its answer";
  }

  @Override
  public List<Figure> run(Rig rig) throws IOException, InterruptedException {
    try (ServerProcess hub = rig.startHub();
        var publisher = new Publisher(rig.loops(), hub.address(), "/api/hooks/claude-code", 1)) {
      var nanos = new Histogram(3);
      call(publisher, WARM_UP, nanos);
      nanos.reset();
      call(publisher, CALLS, nanos);
      return List.of(
          Figure.of("signalbox", "hook call, p50", Delivery.millis(nanos, 50), "ms"),
          Figure.of("signalbox", "hook call, p99", Delivery.millis(nanos, 99), "ms")
              .against("≤ 5 ms"));
    }
  }

  private void call(Publisher publisher, int calls, Histogram nanos) throws InterruptedException {
    for (int i = 0; i < calls; i++) {
      var answered = new CountDownLatch(1);
      long begin = System.nanoTime();
      publisher.post(payload(), answered::countDown);
      answered.await();
      nanos.recordValue(System.nanoTime() - begin);
    }
  }

  private byte[] payload() {
    return """
    {"session_id":"hook","cwd":"/srv/app","prompt_id":"p1","hook_event_name":"PreToolUse",\
    "tool_name":"Bash","tool_use_id":"t%d","tool_input":{"command":"npm test"}}
    """
        .formatted(number.incrementAndGet())
        .getBytes(StandardCharsets.UTF_8);
  }
}
