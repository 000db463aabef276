package dev.signalbox.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ProblemTest {
  @Test
  void readsWhatTheHubSays() {
    Problem problem =
        Problem.parse(
            422,
            """
            {"type":"about:blank","title":"Unprocessable Content","status":422,
             "detail":"Expected cwd","code":"invalid-event",
             "errors":[{"path":"cwd","message":"Expected cwd","code":"required"}]}
            """);
    assertThat(problem.code()).isEqualTo("invalid-event");
    assertThat(problem.errors())
        .containsExactly(new Problem.Fault("cwd", "Expected cwd", "required"));
    assertThat(new HubProblemException(problem)).hasMessage("Expected cwd");
  }

  @ParameterizedTest
  @ValueSource(strings = {"<html>Bad Gateway</html>", "", "null", "[]", "1"})
  void readsAnAnswer_thatNoHubWrote(String body) {
    Problem problem = Problem.parse(502, body);
    assertThat(problem.code()).isEmpty();
    assertThat(problem.summary()).isEqualTo("Expected a hub's answer, but got HTTP 502");
  }

  @Test
  void saysTheFirstFault_whenThereIsNoDetail() {
    Problem problem =
        Problem.parse(422, "{\"errors\":[{\"path\":\"a\",\"message\":\"No a\",\"code\":\"x\"}]}");
    assertThat(problem.summary()).isEqualTo("No a");
    assertThat(Problem.parse(500, "{}").summary()).isEqualTo("The hub answered HTTP 500");
  }
}
