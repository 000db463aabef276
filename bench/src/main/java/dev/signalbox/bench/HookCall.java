package dev.signalbox.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.HdrHistogram.Histogram;

/**
 * What an agent waits for at a hook call: the request alone, one after the other on one connection,
 * of a hub in use, with and without dialogs held open beside it, and of one that has just started;
 * and the whole process that Claude Code runs.
 */
final class HookCall implements Scenario {
  private static final String PATH = "/api/hooks/claude-code";
  private static final int FIRST = 2_000;
  private static final int WARM_UP = 20_000;
  private static final int CALLS = 5_000;
  private static final int DIALOGS = 50;
  private static final int PROCESSES = 300;
  private static final String BAR = "≤ 5 ms";

  private final HookPayloads payloads = new HookPayloads();

  @Override
  public String id() {
    return "S10";
  }

  @Override
  public String title() {
    return "a hook call until the agent goes on";
  }

  @Override
  public List<Figure> run(Rig rig) throws IOException, InterruptedException {
    var figures = new ArrayList<Figure>();
    try (ServerProcess hub = rig.startHub();
        var publisher = new Publisher(rig.loops(), hub.address(), PATH, 1)) {
      calls(publisher, WARM_UP);
      figures.addAll(figures("signalbox", "hook call", calls(publisher, CALLS)));
      try (var dialogs = new OpenDialogs(hub, payloads, DIALOGS)) {
        Histogram nanos = calls(publisher, CALLS);
        String measure = "hook call, %d dialogs held".formatted(dialogs.answerable());
        figures.addAll(figures("signalbox", measure, nanos));
      }
      Path home = rig.connect(hub);
      Histogram ours = HookProcess.connected(home, hub).runs(PROCESSES, payloads);
      figures.addAll(figures("signalbox", "hook process", ours));
      Histogram least = HookProcess.reading(home).runs(PROCESSES, payloads);
      figures.addAll(figures("sh -c cat", "hook process", least));
    }
    figures.addAll(figures("signalbox", "first hook calls", firstCalls(rig)));
    return figures;
  }

  /** By now this process is warm: what is slow is the hub. */
  private Histogram firstCalls(Rig rig) throws IOException, InterruptedException {
    try (ServerProcess hub = rig.startHub();
        var publisher = new Publisher(rig.loops(), hub.address(), PATH, 1)) {
      return calls(publisher, FIRST);
    }
  }

  private Histogram calls(Publisher publisher, int calls) throws InterruptedException {
    var nanos = new Histogram(3);
    for (int i = 0; i < calls; i++) {
      var answered = new CountDownLatch(1);
      long begin = System.nanoTime();
      publisher.post(payloads.toolCall(), answered::countDown);
      answered.await();
      nanos.recordValue(System.nanoTime() - begin);
    }
    return nanos;
  }

  private static List<Figure> figures(String subject, String measure, Histogram nanos) {
    Figure tail = Figure.of(subject, measure + ", p99", Delivery.millis(nanos, 99), "ms");
    return List.of(
        Figure.of(subject, measure + ", p50", Delivery.millis(nanos, 50), "ms"),
        subject.equals("signalbox") ? tail.against(BAR) : tail);
  }
}
