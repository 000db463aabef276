package dev.signalbox.ask;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.protocol.Ask;
import dev.signalbox.protocol.Detail;
import dev.signalbox.protocol.Event;
import dev.signalbox.protocol.Fields;
import dev.signalbox.protocol.InvalidEventException;
import dev.signalbox.protocol.Json;
import dev.signalbox.protocol.Texts;
import dev.signalbox.protocol.TimeOrderedId;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An ask by whoever can say it over HTTP: {@code {"sessionId":"s1","question":"Deploy?",
 * "options":["yes","no"],"waitMs":600000,"leaseMs":60000}}.
 *
 * @param askId its name
 * @param event that opens it
 */
public record NewAsk(String askId, Event event) {
  /** Shortest and longest time that a requester may be silent. */
  private static final long LEASE_MS_MIN = 5_000;

  private static final long LEASE_MS_MAX = 3_600_000;

  /** Longest time to wait for an answer: a week. */
  private static final long WAIT_MS_MAX = 7L * 24 * 3_600_000;

  /** What only the hub says of an ask, and what is not about it. */
  private static final List<String> LEFT_OUT =
      List.of("sessionId", "type", "promptText", "answerable", "holder", "reason", "waitMs");

  /** Reads a request; throws {@link InvalidEventException} when it asks nothing. */
  public static NewAsk of(String sessionId, ObjectNode request, Instant now) {
    var fields = new Fields(request);
    String question = fields.firstText("question", "promptText");
    if (question == null) {
      throw new InvalidEventException(
          request.has("promptText") ? "promptText" : "question",
          "required",
          "Expected question (or promptText) as a non-empty string");
    }
    String given = fields.text("askId");
    String askId = given == null ? TimeOrderedId.next(now) : given;
    ObjectNode body = request.deepCopy().without(LEFT_OUT);
    body.put("askId", askId).put("question", question);
    body.put("answerable", true);
    requireKind(fields.text("kind"));
    boolean hasKind = body.has("kind") || body.has("promptType");
    if (!hasKind && body.has("options")) {
      body.put("kind", "question");
    }
    Long waitMs = between(fields, "waitMs", 1, WAIT_MS_MAX);
    if (waitMs != null) {
      body.put("expiresAt", Json.time(now.plusMillis(waitMs)));
    }
    between(fields, "leaseMs", LEASE_MS_MIN, LEASE_MS_MAX);
    return new NewAsk(askId, Event.of("interaction:awaiting-input", sessionId, now, body));
  }

  private static void requireKind(@Nullable String kind) {
    if (kind == null) {
      return;
    }
    if (Arrays.stream(Ask.Kind.values()).noneMatch(it -> it.word().equals(kind))) {
      throw new InvalidEventException(
          "kind",
          "invalid",
          "Expected kind approval, question or input, but got " + Texts.line(kind, 40));
    }
  }

  /** Whether this is the known ask once more: the same question in the same session. */
  public boolean isSame(Ask known) {
    return event.sessionId().equals(known.sessionId())
        && event.detail() instanceof Detail.AwaitingInput asked
        && asked.kind() == known.kind()
        && Objects.equals(asked.question(), known.question());
  }

  private static @Nullable Long between(Fields fields, String name, long min, long max) {
    Long value = fields.number(name);
    if (value != null && (value < min || value > max)) {
      throw new InvalidEventException(
          name,
          "invalid",
          "Expected %s from %d to %d, but got %d".formatted(name, min, max, value));
    }
    return value;
  }
}
