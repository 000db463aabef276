package dev.signalbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.signalbox.TestHub.Answer;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;

/** Everything by which people and programs tried to end one ask over HTTP. Thread safe. */
final class Attempts {
  /** {@code by} of whoever asked and takes it back. */
  private static final String REQUESTER = "requester";

  private final Queue<Attempt> all = new ConcurrentLinkedQueue<>();
  private final TestHub hub;
  private final String askId;

  /** One of them; without an answer nobody knows what became of it. */
  private record Attempt(String by, Optional<Answer> answer) {
    boolean hasWon() {
      return answer.filter(it -> it.status() == 200).isPresent();
    }
  }

  Attempts(TestHub hub, String askId) {
    this.hub = hub;
    this.askId = askId;
  }

  /** Somebody answers; more fields begin with a comma. */
  void answer(String by, String fields) {
    note(by, () -> hub.post(path() + "/answer", "{'by':'" + by + "'" + fields + "}"));
  }

  void withdraw() {
    note(REQUESTER, () -> hub.post(path() + "/close", "{}"));
  }

  String path() {
    return "/api/asks/" + askId;
  }

  private void note(String by, Supplier<Answer> call) {
    all.add(new Attempt(by, Caller.once(call)));
  }

  /** There is one winner at most, it is the one that the ask tells of, and all others know. */
  void check(JsonNode ask) {
    List<Attempt> winners = all.stream().filter(Attempt::hasWon).toList();
    assertThat(winners).hasSizeLessThanOrEqualTo(1);
    Optional<String> told = winner(ask);
    winners.forEach(it -> assertThat(told).as("%s", ask).contains(it.by()));
    told.filter(it -> winners.isEmpty())
        .ifPresent(by ->
            assertThat(all)
                .as("%s", ask)
                .anyMatch(it -> it.by().equals(by) && it.answer().isEmpty()));
    all.stream()
        .flatMap(it -> it.answer().stream())
        .forEach(answer -> assertThat(answer.status()).isIn(200, 404, 409));
  }

  private static Optional<String> winner(JsonNode ask) {
    if (!ask.path("source").asText().equals("api")) {
      return Optional.empty();
    }
    return Optional.of(ask.path("status").asText().equals("closed") ? REQUESTER : by(ask));
  }

  private static String by(JsonNode ask) {
    return ask.path("by").asText();
  }

  /** In the log, nothing that a person or a program decided comes after the end. */
  void checkLog(JsonNode events) {
    List<JsonNode> ends =
        StreamSupport.stream(events.spliterator(), false)
            .map(event -> event.path("payload"))
            .dropWhile(event -> !event.path("type").asText().equals("interaction:awaiting-input"))
            .filter(event -> event.path("type").asText().equals("interaction:input-received"))
            .filter(this::isNamed)
            .toList();
    assertThat(ends.stream().skip(1))
        .as("after %s", ends)
        .noneMatch(event -> event.path("source").asText().equals("api"));
  }

  /** An agent that closes it cannot tell which time it asked. */
  private boolean isNamed(JsonNode event) {
    String named = event.path("askId").asText();
    return askId.equals(named) || askId.startsWith(named + "~");
  }
}
