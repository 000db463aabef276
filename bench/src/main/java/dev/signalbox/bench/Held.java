package dev.signalbox.bench;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/**
 * What the hub holds at one moment, after a collection of its heap: objects that live, memory
 * outside of the heap, open files and connections. What is resident contains garbage and what the
 * collector keeps for later, and says little about leaks.
 *
 * @param heap bytes of live objects
 * @param tail bytes of them that are the newest events
 * @param direct bytes of buffers outside of the heap
 * @param resident bytes of the process in RAM
 */
record Held(double heap, double tail, double direct, double descriptors, double resident) {

  static Held by(ServerProcess hub) throws IOException, InterruptedException {
    double resident = hub.residentBytes();
    hub.collectGarbage();
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request = HttpRequest.newBuilder(hub.url().resolve("/metrics")).build();
      String metrics = client.send(request, HttpResponse.BodyHandlers.ofString()).body();
      return new Held(
          sum(metrics, "jvm_memory_used_bytes{area=\"heap\""),
          sum(metrics, "signalbox_tail_bytes"),
          sum(metrics, "signalbox_direct_memory_bytes"),
          sum(metrics, "process_files_open_files"),
          resident);
    }
  }

  private static double sum(String metrics, String name) {
    return metrics
        .lines()
        .filter(line -> line.startsWith(name))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .sum();
  }
}
