package dev.signalbox.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;

/** What holds for every problem that the hub answers with. */
final class ProblemChecks {
  private ProblemChecks() {}

  /**
   * @param paths of all fields at fault, in order
   */
  static void assertProblem(Answer answer, int status, String code, String... paths) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    assertThat(answer.header("X-Content-Type-Options")).isEqualTo("nosniff");
    JsonNode problem = answer.json();
    assertThat(problem.path("type").asText()).isEqualTo("about:blank");
    assertThat(problem.path("status").asInt()).isEqualTo(status);
    assertThat(problem.path("code").asText()).isEqualTo(code);
    assertThat(problem.path("title").asText()).isNotEmpty();
    assertThat(problem.path("error")).isEqualTo(problem.path("title"));
    assertThat(problem.path("detail").asText()).isNotEmpty();
    assertFaults(problem.path("errors"), paths);
    assertThat(answer.header("Retry-After").isEmpty()).isEqualTo(status != 503);
  }

  private static void assertFaults(JsonNode faults, String... paths) {
    var found = new ArrayList<String>();
    for (JsonNode fault : faults) {
      found.add(fault.path("path").asText());
      assertThat(fault.path("message").asText()).startsWith("Expected ");
      assertThat(fault.path("code").asText()).isNotEmpty();
    }
    assertThat(found).containsExactly(paths);
  }
}
