package dev.signalbox.bench;

import java.io.IOException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Writes that are answered after fsync: single posts of many writers, and lines in one stream. */
final class Ingest implements Scenario {
  private static final int WRITERS = 128;
  private static final int LINES = 200_000;
  private static final Duration WARM_UP = Duration.ofSeconds(4);
  private static final Duration TIME = Duration.ofSeconds(8);

  @Override
  public String id() {
    return "S3";
  }

  @Override
  public String title() {
    return "accepted events/s: 128 writers of single posts · one stream of lines (NDJSON)";
  }

  @Override
  public List<Figure> run(Rig rig) throws IOException, InterruptedException {
    var figures = new ArrayList<Figure>();
    try (ServerProcess hub = rig.startHub()) {
      List<Figure> posts = posts(rig, hub, Subject.HUB);
      figures.add(posts.getFirst().against("≥ 15,000/s"));
      figures.add(posts.getLast());
      streamLines(hub);
      figures.add(
          Figure.of("signalbox", "lines, fsynced", streamLines(hub), "/s").against("≥ 40,000/s"));
    }
    Subject express = Subject.EXPRESS;
    try (ServerProcess server = express.start(rig)) {
      figures.addAll(posts(rig, server, express));
    }
    return figures;
  }

  /** Posts a second, and what each costs the server. */
  private static List<Figure> posts(Rig rig, ServerProcess server, Subject subject)
      throws IOException, InterruptedException {
    try (var publisher =
        new Publisher(rig.loops(), server.address(), subject.postPath(), WRITERS)) {
      publisher.flood(Tick::now, WARM_UP);
      long begin = System.nanoTime();
      double cpu = server.cpuSeconds();
      long answered = publisher.flood(Tick::now, TIME);
      double seconds = (System.nanoTime() - begin) / 1e9;
      double each = (server.cpuSeconds() - cpu) * 1e6 / answered;
      if (publisher.failed() > 0) {
        throw new IllegalStateException(publisher.failed() + " posts were refused");
      }
      return List.of(
          Figure.of(subject.name(), "single posts", answered / seconds, "/s"),
          Figure.of(subject.name(), "server CPU for each post", each, "µs"));
    }
  }

  private static double streamLines(ServerProcess hub) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      long begin = System.nanoTime();
      Lines.post(client, hub, LINES);
      return LINES / ((System.nanoTime() - begin) / 1e9);
    }
  }
}
