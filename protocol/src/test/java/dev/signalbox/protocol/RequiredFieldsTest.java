package dev.signalbox.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The bold fields of the table of event types. */
final class RequiredFieldsTest {
  @ParameterizedTest
  @CsvSource({
    "session:started,      cwd",
    "chain:started,        chainId",
    "chain:completed,      chainId",
    "tool:started,         toolName",
    "tool:completed,       toolName",
    "tool:failed,          toolName",
    "message:user,         text",
    "message:assistant,    text",
    "agent:started,        agentId",
    "agent:stopped,        agentId",
    "command:issued,       commandId",
    "command:delivered,    commandId",
    "command:acknowledged, commandId",
    "command:failed,       commandId",
    "command:expired,      commandId",
    "file:created,         path",
    "file:modified,        path",
    "file:deleted,         path",
    "terminal:output,      output",
    "error:occurred,       error",
    "warning:occurred,     warning",
  })
  void aTextIsRequired(String type, String field) {
    assertThat(refusal(type, "{}").getMessage())
        .isEqualTo("Expected " + field + " as a non-empty string, but got nothing");
    assertThat(refusal(type, "{'" + field + "':' '}").getMessage()).endsWith("an empty string");
    assertThat(refusal(type, "{'" + field + "':{}}").getMessage()).endsWith("got an object");
    assertThat(refusal(type, "{'" + field + "':12}").getMessage()).endsWith("got 12");
    assertThat(refusal(type, "{'" + field + "':true}").getMessage()).endsWith("got true");
    var refusal = refusal(type, "{'" + field + "':null}");
    assertThat(refusal.path()).isEqualTo(field);
    assertThat(refusal.code()).isEqualTo("required");
    assertThat(parse(type, "{'" + field + "':'x'}").body().get(field).asText()).isEqualTo("x");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"step:spawned", "step:started", "step:completed", "step:failed", "step:skipped"})
  void aStepNumberIsRequired(String type) {
    for (String bad : new String[] {"null", "-1", "1.5", "2147483648", "'two'", "[1]", "1e300"}) {
      var refusal = refusal(type, "{'stepNumber':" + bad + "}");
      assertThat(refusal.path()).as(bad).isEqualTo("stepNumber");
      assertThat(refusal.getMessage()).as(bad).startsWith("Expected stepNumber as an integer");
    }
    for (String good : new String[] {"0", "3", "'3'", "3.0"}) {
      assertThat(parse(type, "{'stepNumber':" + good + "}").type()).isEqualTo(type);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "session:updated",
        "session:idle",
        "session:ended",
        "session:lost",
        "session:deleted",
        "chain:compiled",
        "usage:recorded",
        "interaction:awaiting-input",
        "interaction:input-received",
        "context:compacted",
        "notification:shown",
        "registry:line-updated",
        "execution:log-created"
      })
  void nothingMoreIsRequired(String type) {
    assertThat(parse(type, "{}").type()).isEqualTo(type);
  }

  @Test
  void typeAndSessionAreAlwaysRequired() {
    assertThat(refusal(Quoted.object("{'sessionId':'s1'}")).path()).isEqualTo("type");
    assertThat(refusal(Quoted.object("{'type':'a:b'}")).path()).isEqualTo("sessionId");
    assertThat(refusal(Quoted.object("{'type':5,'sessionId':'s1'}")).getMessage())
        .isEqualTo("Expected type as a non-empty string, but got 5");
    assertThat(refusal(Quoted.object("{'type':'a:b','sessionId':7}")).getMessage())
        .isEqualTo("Expected sessionId as a non-empty string, but got 7");
  }

  @Test
  void anInferredSessionNeedsNoDirectory() {
    assertThat(parse("session:started", "{'inferred':true}").detail())
        .isInstanceOf(Detail.SessionStarted.class);
  }

  @Test
  void aPlannedStepNeedsItsNumber_andIsNamedByItsPlace() {
    var refusal = refusal("chain:compiled", "{'steps':[{'stepNumber':1},{'action':'x'}]}");
    assertThat(refusal.path()).isEqualTo("steps[1].stepNumber");
  }

  @Test
  void optionalFieldsOfAnotherTypeReadAsAbsent_andStay() {
    var event = parse("tool:started", "{'toolName':'Bash','toolUseId':[7]}");
    assertThat(event.detail()).isEqualTo(new Detail.ToolStarted("Bash", null, null));
    assertThat(event.body().get("toolUseId")).isEqualTo(Quoted.json("[7]"));
  }

  private static Event parse(String type, String fields) {
    return Event.parse(with(type, fields), Instant.EPOCH);
  }

  private static InvalidEventException refusal(String type, String fields) {
    return refusal(with(type, fields));
  }

  private static InvalidEventException refusal(ObjectNode event) {
    return catchThrowableOfType(
        InvalidEventException.class, () -> Event.parse(event, Instant.EPOCH));
  }

  private static ObjectNode with(String type, String fields) {
    return Quoted.object(fields).put("type", type).put("sessionId", "s1");
  }
}
