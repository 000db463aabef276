package dev.signalbox.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Hook calls that the hub holds open, until a person decides; nobody does. */
final class OpenDialogs implements AutoCloseable {
  private static final Duration OPEN_WITHIN = Duration.ofSeconds(10);
  private static final long LOOK_AGAIN_MILLIS = 20;

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI hub;

  /** Asks, and returns when as many can be answered. */
  OpenDialogs(ServerProcess hub, HookPayloads payloads, int count)
      throws IOException, InterruptedException {
    this.hub = hub.url();
    for (int i = 0; i < count; i++) {
      HttpRequest request =
          HttpRequest.newBuilder(this.hub.resolve("/api/hooks/claude-code"))
              .header("Content-Type", "application/json")
              .header("X-Signalbox-Dialog", "held 3590")
              .POST(BodyPublishers.ofByteArray(payloads.dialog()))
              .build();
      var _ = client.sendAsync(request, BodyHandlers.discarding());
    }
    long end = System.nanoTime() + OPEN_WITHIN.toNanos();
    while (answerable() < count) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("Only " + answerable() + " dialogs of " + count);
      }
      Thread.sleep(LOOK_AGAIN_MILLIS);
    }
  }

  /** How many of them can be answered now. */
  int answerable() throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(hub.resolve("/api/asks?status=open&limit=500")).build();
    String asks = client.send(request, BodyHandlers.ofString()).body();
    return asks.split("\"answerable\":true", -1).length - 1;
  }

  @Override
  public void close() {
    client.shutdownNow();
    client.close();
  }
}
