package dev.signalbox.session.fold;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.protocol.Event;
import dev.signalbox.protocol.InvalidEventException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

final class LimitsTest {
  @Test
  void refusesASubagentTooMany_butNotOneThatIsKnown() {
    var story = Story.started();
    for (int i = 0; i < Limits.SUBAGENTS_MAX; i++) {
      story.tell("agent:started", "{'agentId':'a" + i + "'}");
    }
    refuses(check(story, "agent:started", "{'agentId':'more'}"), "1000 subagents");
    assertThatCode(check(story, "agent:stopped", "{'agentId':'a7'}")).doesNotThrowAnyException();
  }

  @Test
  void refusesAChainTooMany() {
    var story = Story.started();
    for (int i = 0; i < Limits.CHAINS_MAX; i++) {
      story.tell("chain:started", "{'chainId':'c" + i + "'}");
    }
    refuses(check(story, "chain:started", "{'chainId':'more'}"), "1000 chains");
    refuses(check(story, "step:started", "{'chainId':'more','stepNumber':1}"), "1000 chains");
    assertThatCode(check(story, "chain:completed", "{'chainId':'c7'}")).doesNotThrowAnyException();
  }

  @Test
  void refusesAStepTooMany() {
    var story = Story.started();
    for (int i = 0; i < Limits.STEPS_MAX; i++) {
      story.tell("step:started", "{'stepNumber':" + i + "}");
    }
    refuses(check(story, "step:started", "{'stepNumber':10000}"), "10000 steps");
    refuses(
        check(story, "chain:compiled", "{'chainId':'c','steps':[{'stepNumber':1}]}"),
        "10000 steps");
    assertThatCode(check(story, "step:completed", "{'stepNumber':7}")).doesNotThrowAnyException();
  }

  @Test
  void refusesACommandTooMany() {
    var story = Story.started();
    for (int i = 0; i < Limits.UNFINISHED_COMMANDS_MAX; i++) {
      story.tell("command:issued", "{'commandId':'c" + i + "','command':'pause'}");
    }
    refuses(
        check(story, "command:issued", "{'commandId':'m','command':'pause'}"),
        "1000 unfinished commands");
  }

  @Test
  void refusesLabelsAndMetadataThatAreTooLarge() {
    var story = Story.started();
    String large = "x".repeat(Limits.METADATA_CHARS_MAX);
    refuses(check(story, "session:updated", "{'metadata':{'k':'" + large + "'}}"), "metadata");
    refuses(check(story, "session:updated", "{'labels':['" + large + "']}"), "50 labels");
  }

  private static ThrowingCallable check(Story story, String type, String fields) {
    Event event = Event.of(type, "s1", story.now(), Story.json(fields));
    return () -> Limits.check(story.state(), event);
  }

  private static void refuses(ThrowingCallable check, String limit) {
    assertThatThrownBy(check)
        .isInstanceOf(InvalidEventException.class)
        .hasMessageContaining("at most")
        .hasMessageContaining(limit);
  }
}
