package dev.signalbox.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** {@code bin/bench [S1 …]}: runs the scenarios, all of them when none is named. */
final class Bench {
  private static final List<Scenario> SCENARIOS =
      List.of(
          new FanOut(),
          new OneAtATime(),
          new Ingest(),
          new PostToFrame(),
          new IdleConnections(),
          new Replay(),
          new ReconnectStorm(),
          new StalledClients(),
          new StartUp(),
          new HookCall(),
          new Snapshot());

  /** Too long for a run of everything. */
  private static final List<Scenario> ON_REQUEST = List.of(new Soak());

  private Bench() {}

  public static void main(String[] args) throws IOException, InterruptedException {
    Path root = Path.of(System.getProperty("signalbox.root", "."));
    List<Scenario> chosen = chosen(List.of(args));
    var results = new ArrayList<Report.Result>();
    try (var rig = new Rig(root)) {
      for (Scenario scenario : chosen) {
        System.out.println(scenario.id() + "  " + scenario.title());
        var result = new Report.Result(scenario, scenario.run(rig));
        System.out.println(Report.lines(result));
        results.add(result);
      }
    }
    if (chosen.equals(SCENARIOS)) {
      Report.write(root.resolve("docs/benchmarks.md"), results);
    }
  }

  private static List<Scenario> chosen(List<String> ids) {
    if (ids.isEmpty()) {
      return SCENARIOS;
    }
    List<Scenario> all = Stream.of(SCENARIOS, ON_REQUEST).flatMap(List::stream).toList();
    List<String> wanted = ids.stream().map(id -> id.toUpperCase(Locale.ROOT)).toList();
    List<String> known = all.stream().map(Scenario::id).toList();
    if (!known.containsAll(wanted)) {
      System.err.println("Expected scenarios of " + known + ", but got " + ids);
      System.exit(2);
    }
    return all.stream().filter(scenario -> wanted.contains(scenario.id())).toList();
  }
}
