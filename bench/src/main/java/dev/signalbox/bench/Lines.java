package dev.signalbox.bench;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Fills a hub's log with events, many in one request (NDJSON). */
final class Lines {
  private static final Pattern EPOCH = Pattern.compile("\"epoch\":\"(\\w+)\"");

  private Lines() {}

  /** Posts so many events of one session and returns when all are stored. */
  static void post(HttpClient client, ServerProcess hub, int count)
      throws IOException, InterruptedException {
    var body = new StringBuilder();
    body.repeat(
        new String(Tick.of("lines", 1, Tick.BYTES), StandardCharsets.US_ASCII) + "\n", count);
    post(client, hub, body.toString(), count);
  }

  /**
   * Posts these lines.
   *
   * @param count how many there are
   */
  static void post(HttpClient client, ServerProcess hub, String lines, int count)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(hub.url().resolve("/api/events"))
            .header("Content-Type", "application/x-ndjson")
            .POST(HttpRequest.BodyPublishers.ofString(lines))
            .build();
    HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
    if (!answer.body().contains("\"accepted\":" + count)) {
      throw new IllegalStateException("Expected all lines to be accepted: " + answer.body());
    }
  }

  /** The epoch of the hub's log: the first part of each position. */
  static String epoch(ServerProcess hub) throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request = HttpRequest.newBuilder(hub.url().resolve("/api/info")).build();
      String info = client.send(request, HttpResponse.BodyHandlers.ofString()).body();
      Matcher epoch = EPOCH.matcher(info);
      if (!epoch.find()) {
        throw new IllegalStateException("Expected an epoch in " + info);
      }
      return epoch.group(1);
    }
  }
}
