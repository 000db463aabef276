package dev.signalbox.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.function.Predicate;

/** What holds for every session at every moment, whatever was sent. */
final class SessionInvariants {
  private SessionInvariants() {}

  static void check(SessionDetail detail) {
    JsonNode session = StateHub.plain(detail.session());
    checkState(session, detail);
    checkTimes(session);
    checkCounts(session, detail);
  }

  private static void checkState(JsonNode session, SessionDetail detail) {
    String state = session.path("state").asText();
    boolean isEnd = List.of("completed", "failed").contains(session.path("status").asText());
    assertThat(session.has("attention")).isEqualTo(state.equals("needs_you"));
    assertThat(detail.asks().isEmpty()).isEqualTo(!state.equals("needs_you"));
    if (!state.equals("idle")) {
      assertThat(session.has("activity")).isEqualTo(state.equals("working"));
    }
    assertThat(List.of("ended", "failed").contains(state)).isEqualTo(isEnd);
    assertThat(session.has("endedAt")).isEqualTo(isEnd);
    if (session.has("attention")) {
      assertThat(session.path("attention").path("askId"))
          .isEqualTo(StateHub.plain(detail.asks().getFirst()).path("askId"));
      assertThat(session.path("attention").path("text").asText()).isNotBlank();
    }
    if (isEnd) {
      assertThat(detail.commands())
          .noneMatch(it -> it.contains("\"queued\"") || it.contains("\"delivered\""));
      assertThat(number(session, "/subagents/running")).isZero();
    }
  }

  private static void checkTimes(JsonNode session) {
    Instant startedAt = time(session, "startedAt");
    assertThat(session.path("durationMs").asLong(-1)).isNotNegative();
    assertThat(time(session, "stateSince")).isAfterOrEqualTo(startedAt);
    assertThat(time(session, "lastEventAt")).isAfterOrEqualTo(startedAt);
    if (session.has("endedAt")) {
      assertThat(time(session, "endedAt")).isAfterOrEqualTo(startedAt);
    }
  }

  private static void checkCounts(JsonNode session, SessionDetail detail) {
    assertThat(number(session, "/tools/failures")).isBetween(0, number(session, "/tools/calls"));
    assertThat(number(session, "/steps/total")).isEqualTo(detail.steps().size());
    assertThat(number(session, "/steps/done"))
        .isEqualTo(count(detail.steps(), it -> isStatus(it, "completed", "skipped")));
    assertThat(number(session, "/steps/failed"))
        .isEqualTo(count(detail.steps(), it -> isStatus(it, "failed")));
    assertThat(number(session, "/chains/total")).isEqualTo(detail.chains().size());
    assertThat(number(session, "/subagents/total")).isEqualTo(detail.subagents().size());
    assertThat(number(session, "/subagents/running"))
        .isEqualTo(count(detail.subagents(), it -> isStatus(it, "running")));
    for (JsonNode beats : session.path("pulse").path("counts")) {
      assertThat(beats.asInt(-1)).isNotNegative();
    }
    for (String chain : detail.chains()) {
      checkChain(StateHub.plain(chain), detail.steps());
    }
  }

  private static void checkChain(JsonNode chain, List<String> steps) {
    for (String status : List.of("running", "failed", "skipped")) {
      assertThat(number(chain, "/steps/" + status))
          .isEqualTo(count(steps, it -> isOf(chain, it) && isStatus(it, status)));
    }
    assertThat(number(chain, "/steps/done"))
        .isEqualTo(count(steps, it -> isOf(chain, it) && isStatus(it, "completed")));
    assertThat(number(chain, "/steps/total")).isEqualTo(count(steps, it -> isOf(chain, it)));
  }

  private static boolean isOf(JsonNode chain, JsonNode step) {
    return step.path("chainId").equals(chain.path("chainId"));
  }

  private static boolean isStatus(JsonNode part, String... statuses) {
    return List.of(statuses).contains(part.path("status").asText());
  }

  private static int count(List<String> parts, Predicate<JsonNode> isCounted) {
    return (int) parts.stream().map(StateHub::plain).filter(isCounted).count();
  }

  private static int number(JsonNode node, String pointer) {
    return node.at(pointer).asInt(-1);
  }

  private static Instant time(JsonNode node, String name) {
    return Instant.parse(node.path(name).asText());
  }
}
