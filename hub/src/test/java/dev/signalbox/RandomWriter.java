package dev.signalbox;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.Acknowledged.Write;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes random events into a few sessions, and now and then deletes one. Used by one thread. */
final class RandomWriter implements Runnable {
  private static final int SESSIONS = 8;

  /** Events in one request. */
  private static final int EVENTS_MAX = 10;

  private final TestHub hub;
  private final Acknowledged acknowledged;
  private final Random random;

  RandomWriter(TestHub hub, Acknowledged acknowledged, long seed) {
    this.hub = hub;
    this.acknowledged = acknowledged;
    this.random = new Random(seed);
  }

  static String anySession(Random random) {
    return "s" + random.nextInt(SESSIONS);
  }

  /** One request. A hub that is away has not acknowledged it, and that is all that counts. */
  @Override
  public void run() {
    try {
      if (random.nextInt(60) == 0) {
        hub.delete("/api/sessions/" + anySession(random));
      } else {
        writeSome();
      }
    } catch (UncheckedIOException e) {
      // Not acknowledged.
    }
  }

  private void writeSome() {
    List<Write> writes =
        Stream.generate(() -> acknowledged.next(anySession(random)))
            .limit(1 + random.nextInt(EVENTS_MAX))
            .toList();
    String events = writes.stream().map(this::event).collect(Collectors.joining(","));
    var answer = hub.post("/api/events", "{'events':[" + events + "]}");
    if (answer.status() == 201) {
      for (int i = 0; i < writes.size(); i++) {
        acknowledge(answer.body().path("results").path(i), writes.get(i));
      }
    } else if (answer.status() != 503) {
      throw new AssertionError("Expected 201 or 503, but the hub answered " + answer);
    }
  }

  private void acknowledge(JsonNode result, Write write) {
    if (!result.has("sequence")) {
      throw new AssertionError("Expected " + write + " to be stored, but got " + result);
    }
    acknowledged.add(result.path("sequence").asLong(), write);
  }

  private String event(Write write) {
    return "{'sessionId':'%s','number':%d,%s}"
        .formatted(write.sessionId(), write.number(), matter(write.number()));
  }

  private String matter(int number) {
    return switch (random.nextInt(9)) {
      case 0 -> "'type':'session:started','cwd':'/srv/app'";
      case 1 -> "'type':'session:updated','title':'Title %d'".formatted(number);
      case 2 -> "'type':'step:started','stepNumber':%d,'inputs':{'n':1}".formatted(number % 5);
      case 3 -> "'type':'step:completed','stepNumber':%d,'result':'r'".formatted(number % 5);
      case 4 -> "'type':'step:started','stepNumber':%d".formatted(number % 5);
      case 5 ->
          "'type':'message:user','text':'%s'".formatted("ä".repeat(1 + random.nextInt(12_000)));
      case 6 -> "'type':'robot:danced'";
      default -> "'type':'tool:started','toolName':'Bash'";
    };
  }
}
