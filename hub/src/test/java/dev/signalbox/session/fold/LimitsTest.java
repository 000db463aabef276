package dev.signalbox.session.fold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.protocol.Event;
import dev.signalbox.protocol.InvalidEventException;
import dev.signalbox.protocol.Json;
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
  void refusesAnAskTooMany_butNotMoreAboutOneThatIsOpen() {
    var story = Story.started();
    for (int i = 0; i < Limits.OPEN_ASKS_MAX; i++) {
      story.tell("interaction:awaiting-input", "{'askId':'a" + i + "'}");
    }
    refuses(check(story, "interaction:awaiting-input", "{'askId':'more'}"), "100 open asks");
    refuses(check(story, "interaction:awaiting-input", "{}"), "100 open asks");
    assertThatCode(check(story, "interaction:awaiting-input", "{'askId':'a7','answerable':false}"))
        .doesNotThrowAnyException();
  }

  @Test
  void refusesLabelsAndMetadataThatAreTooLarge() {
    var story = Story.started();
    String large = "x".repeat(Limits.METADATA_CHARS_MAX);
    refuses(check(story, "session:updated", "{'metadata':{'k':'" + large + "'}}"), "metadata");
    refuses(check(story, "session:updated", "{'labels':['" + large + "']}"), "50 labels");
  }

  @Test
  void refusesAMessageToAnAgentThatIsTooLarge() {
    String large = "x".repeat(Limits.COMMAND_CHARS_MAX);
    String input = "{'commandId':'c','command':'input','input':'" + large + "'}";
    refuses(check(Story.started(), "command:issued", input), "input of at most 65536");
  }

  @Test
  void keepsAnExcerptOfWhatIsLarge() {
    String large = "x".repeat(1_000_000);
    var story =
        Story.started()
            .tell("step:started", "{'stepNumber':1,'inputs':{'text':'" + large + "'}}")
            .tell(
                "step:failed",
                "{'stepNumber':1,'result':{'out':'%1$s'},'error':'%1$s','fileChanges':['%1$s']}"
                    .formatted(large))
            .tell(
                "interaction:awaiting-input",
                "{'askId':'a','question':'%1$s','toolName':'%1$s','toolInput':{'content':'%1$s'}}"
                    .formatted(large))
            .tell("chain:started", "{'chainId':'c','title':'" + large + "'}");
    assertThat(Json.text(story.step("default", 1)))
        .hasSizeLessThan(30_000)
        .contains("\"truncated\":true");
    assertThat(Json.text(story.ask("a"))).hasSizeLessThan(20_000);
    assertThat(Json.text(story.chain("c"))).hasSizeLessThan(3_000);
    assertThat(Json.text(story.session())).hasSizeLessThan(3_000);
  }

  @Test
  void aToolThatRanClosesItsAsk_alsoWhenItsInputIsLarge() {
    String call = "{'toolName':'Write','toolInput':{'content':'%1$s'},'input':{'content':'%1$s'}}";
    var story = Story.started();
    story.tell("interaction:awaiting-input", call.formatted("x".repeat(1_000_000)));
    story.tell("tool:completed", call.formatted("x".repeat(1_000_000)));
    assertThat(story.session().attention()).isNull();
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
