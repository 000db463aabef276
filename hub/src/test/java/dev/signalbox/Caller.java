package dev.signalbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.signalbox.TestHub.Answer;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Calls a hub that is stopped and started meanwhile. Thread safe. */
record Caller(TestHub hub) {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final long PAUSE_NANOS = 20_000_000;

  /** The answer; empty when the connection broke: then nobody knows what became of it. */
  static Optional<Answer> once(Supplier<Answer> call) {
    try {
      return Optional.of(call.get()).filter(answer -> answer.status() != 503);
    } catch (UncheckedIOException e) {
      return Optional.empty();
    }
  }

  /** The answer, once there is one. */
  static Answer insist(Supplier<Answer> call) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      Optional<Answer> answer = once(call);
      if (answer.isPresent()) {
        return answer.get();
      }
      assertThat(System.nanoTime()).as("The hub does not answer").isLessThan(end);
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  /** What is at a path; missing when nothing is. */
  JsonNode read(String path) {
    Answer answer = insist(() -> hub.get(path));
    return answer.status() == 404 ? MissingNode.getInstance() : answer.body();
  }

  /** Publishes an event; more fields begin with a comma. */
  void tell(String sessionId, String type, String moreFields) {
    String event = "{'sessionId':'%s','type':'%s'%s}".formatted(sessionId, type, moreFields);
    insist(() -> hub.post("/api/events", event));
  }

  /** Whether it becomes true while somebody would still wait for it. */
  static boolean comesTrue(BooleanSupplier condition) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        return false;
      }
      LockSupport.parkNanos(PAUSE_NANOS);
    }
    return true;
  }
}
