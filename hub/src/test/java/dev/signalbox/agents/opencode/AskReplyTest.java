package dev.signalbox.agents.opencode;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.agents.HookContext;
import dev.signalbox.agents.Payloads;
import dev.signalbox.agents.Prompt;
import dev.signalbox.protocol.Json;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AskReplyTest {
  private final Payloads samples = new Payloads(OpenCode.NAME);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'decision':'allow'} | {'reply':'once'}",
        "{'decision':'allow','remembered':[{'type':'addRules'}]} | {'reply':'always'}",
        "{'decision':'allow','remembered':[]} | {'reply':'once'}",
        "{'decision':'deny'} | {'reply':'reject'}",
        "{'decision':'deny','message':'Use a branch'} | {'message':'Use a branch','reply':'reject'}",
      })
  void anApprovalIsAnsweredInOpenCodesWords(String answer, String reply) {
    assertThat(reply("permission.asked", answer)).isEqualTo(object(reply));
  }

  @Test
  void aCallThatWasAllowedWithAnotherInputDoesNotRunAsItIs() {
    ObjectNode reply =
        reply("permission.asked", "{'decision':'allow','updatedInput':{'command':'ls'}}");
    assertThat(reply.path("reply").asText()).isEqualTo("reject");
    assertThat(reply.path("message").asText()).endsWith("{\"command\":\"ls\"}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{'answers':{'Which limiter?':'Token bucket'}} | {'answers':[['Token bucket']]}",
        "{'answers':{'Which limiter?':['a','b']}} | {'answers':[['a','b']]}",
        "{'input':'None of them'} | {'answers':[['None of them']]}",
        "{'answers':{}} | {'answers':[[]]}",
        "{'decision':'deny','message':'Ask Ben'} | {'rejected':true}",
      })
  void aQuestionIsAnsweredInTheOrderOfWhatWasAsked(String answer, String reply) {
    assertThat(reply("question.asked", answer)).isEqualTo(object(reply));
  }

  @ParameterizedTest
  @ValueSource(strings = {"permission.replied", "session.idle", "question.rejected"})
  void whatAsksNothingIsNotHeld(String name) {
    assertThat(new OpenCode().prompt(samples.payload(name), HookContext.NONE)).isEmpty();
  }

  @Test
  void aSubagentsRequestIsOneOfItsParentsSession() {
    ObjectNode payload = samples.payload("permission.asked").put("parentID", "ses_parent");
    assertThat(prompt(payload).sessionId()).isEqualTo("ses_parent");
  }

  private ObjectNode reply(String name, String answer) {
    return prompt(samples.payload(name)).reply().write(object(answer));
  }

  private static Prompt prompt(ObjectNode payload) {
    return new OpenCode().prompt(payload, HookContext.NONE).orElseThrow();
  }

  private static ObjectNode object(String singleQuoted) {
    return Json.read(singleQuoted.replace('\'', '"'), ObjectNode.class);
  }
}
