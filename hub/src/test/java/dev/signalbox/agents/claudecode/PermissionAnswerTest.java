package dev.signalbox.agents.claudecode;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.agents.HookContext;
import dev.signalbox.agents.Payloads;
import dev.signalbox.protocol.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What Claude Code reads of a person's answer. */
final class PermissionAnswerTest {
  private static final Payloads SAMPLES = new Payloads(ClaudeCode.NAME);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          {'decision':'allow'}                     | {'behavior':'allow'}
          {'decision':'deny'}                      | {'behavior':'deny'}
          {'decision':'deny','message':'A branch'} | {'behavior':'deny','message':'A branch'}
          {'decision':'allow','updatedInput':{'command':'ls'}} \
            | {'behavior':'allow','updatedInput':{'command':'ls'}}
          {'decision':'allow','remembered':[{'type':'setMode'}]} \
            | {'behavior':'allow','updatedPermissions':[{'type':'setMode'}]}
          """)
  void aDecisionIsInItsOwnWords(String answer, String decision) {
    assertThat(decision("PermissionRequest", answer)).isEqualTo(json(decision));
  }

  @Test
  void aPlanIsApprovedWithItsInput() {
    assertThat(decision("PermissionRequest.ExitPlanMode", "{'decision':'allow'}"))
        .isEqualTo(
            json("{'behavior':'allow'}")
                .set(
                    "updatedInput",
                    SAMPLES.payload("PermissionRequest.ExitPlanMode").get("tool_input")));
  }

  @Test
  void questionsAreAnsweredAsData() {
    JsonNode questions =
        SAMPLES.payload("PermissionRequest.AskUserQuestion").at("/tool_input/questions");
    String text = questions.path(0).path("question").asText();
    JsonNode one = decision("PermissionRequest.AskUserQuestion", "{'input':'Both'}");
    assertThat(one.at("/updatedInput/questions")).isEqualTo(questions);
    assertThat(one.at("/updatedInput/answers").path(text).asText()).isEqualTo("Both");
    ObjectNode several = Json.object();
    several.putObject("answers").putArray(text).add("A").add("B");
    assertThat(
            decision("PermissionRequest.AskUserQuestion", several.toString())
                .at("/updatedInput/answers")
                .path(text)
                .asText())
        .isEqualTo("A, B");
  }

  private static JsonNode decision(String sample, String answer) {
    ObjectNode reply =
        new ClaudeCode()
            .prompt(SAMPLES.payload(sample), HookContext.NONE)
            .orElseThrow()
            .reply()
            .write(json(answer));
    assertThat(reply.at("/hookSpecificOutput/hookEventName").asText())
        .isEqualTo("PermissionRequest");
    return reply.at("/hookSpecificOutput/decision");
  }

  private static ObjectNode json(String singleQuoted) {
    return Json.read(singleQuoted.replace('\'', '"'), ObjectNode.class);
  }
}
