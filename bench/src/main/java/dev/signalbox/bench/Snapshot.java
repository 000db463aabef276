package dev.signalbox.bench;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.HdrHistogram.Histogram;

/** What the home page reads first, with many sessions in the store. */
final class Snapshot implements Scenario {
  private static final int SESSIONS = 10_000;
  private static final int READS = 200;

  @Override
  public String id() {
    return "S11";
  }

  @Override
  public String title() {
    return "the home page's first page of 500 sessions, of 10,000";
  }

  @Override
  public List<Figure> run(Rig rig) throws IOException, InterruptedException {
    try (ServerProcess hub = rig.startHub();
        HttpClient client = HttpClient.newHttpClient()) {
      fill(client, hub);
      var nanos = new Histogram(3);
      HttpRequest request =
          HttpRequest.newBuilder(hub.url().resolve("/api/sessions?limit=500")).build();
      for (int i = 0; i < READS; i++) {
        long begin = System.nanoTime();
        client.send(request, HttpResponse.BodyHandlers.ofByteArray());
        if (i >= READS / 4) {
          nanos.recordValue(System.nanoTime() - begin);
        }
      }
      return List.of(
          Figure.of("signalbox", "first page, p50", Delivery.millis(nanos, 50), "ms")
              .against("≤ 50 ms"),
          Figure.of("signalbox", "first page, p99", Delivery.millis(nanos, 99), "ms"));
    }
  }

  private static void fill(HttpClient client, ServerProcess hub)
      throws IOException, InterruptedException {
    var lines = new StringBuilder();
    for (int i = 0; i < SESSIONS; i++) {
      lines.append(
          """
          {"type":"session:started","sessionId":"s%d","cwd":"/srv/app-%d","user":"user-%d",\
          "hostname":"host-%d","agent":"claude-code","model":"m","gitBranch":"main"}
          """
              .formatted(i, i % 50, i % 20, i % 7));
    }
    Lines.post(client, hub, lines.toString(), SESSIONS);
  }
}
