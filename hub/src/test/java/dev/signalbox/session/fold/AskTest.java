package dev.signalbox.session.fold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.protocol.Ask;
import dev.signalbox.protocol.Ask.Status;
import dev.signalbox.protocol.Session.Attention;
import dev.signalbox.protocol.Session.State;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class AskTest {
  private static final String APPROVAL =
      "{'askId':'a1','kind':'approval','toolName':'Bash','toolInput':{'command':'rm x','n':1}}";

  @Test
  void needsYou_whileAnAskIsOpen() {
    var story = working().tell("interaction:awaiting-input", APPROVAL);
    assertThat(story.session().state()).isEqualTo(State.NEEDS_YOU);
    assertThat(story.session().activity()).isNull();
    assertThat(story.session().attention())
        .isEqualTo(
            new Attention(
                Ask.Kind.APPROVAL, Story.BEGIN.plusSeconds(2), "Bash · rm x", "a1", "Bash", false));
    story.pause(Duration.ofDays(3)).tell("made:up");
    assertThat(story.session().state()).isEqualTo(State.NEEDS_YOU);
  }

  @Test
  void worksAgain_onceAnswered() {
    var story =
        working()
            .tell("interaction:awaiting-input", APPROVAL)
            .tell("interaction:input-received", "{'askId':'a1','decision':'allow','by':'ana'}");
    assertThat(story.session().state()).isEqualTo(State.WORKING);
    assertThat(story.session().attention()).isNull();
    var ask = story.ask("a1");
    assertThat(ask.status()).isEqualTo(Status.ANSWERED);
    assertThat(ask.decision()).isEqualTo("allow");
    assertThat(ask.by()).isEqualTo("ana");
    assertThat(ask.closedBy()).isEqualTo("interaction:input-received");
  }

  @Test
  void anAskThatHasTheNameOfItsCallEndsWithIt() {
    var story =
        working()
            .tell("interaction:awaiting-input", "{'askId':'call_1','toolName':'execute'}")
            .tell("tool:completed", "{'toolName':'tool','toolUseId':'call_1'}");
    assertThat(story.ask("call_1").status()).isEqualTo(Status.CLOSED);
  }

  @Test
  void anAskThatDoesNotSayWithWhatInputEndsWithAnyCallOfItsTool() {
    var story =
        working()
            .tell("interaction:awaiting-input", "{'askId':'a1','toolName':'Bash'}")
            .tell("tool:completed", "{'toolName':'Edit','input':{'path':'x'}}");
    assertThat(story.session().state()).isEqualTo(State.NEEDS_YOU);
    story.tell("tool:completed", "{'toolName':'Bash','input':{'command':'rm x'}}");
    assertThat(story.session().state()).isEqualTo(State.WORKING);
  }

  @Test
  void isAnsweredOnce() {
    var story =
        working()
            .tell("interaction:awaiting-input", APPROVAL)
            .tell("interaction:input-received", "{'askId':'a1','decision':'allow'}")
            .tell("interaction:input-received", "{'askId':'a1','decision':'deny'}");
    assertThat(story.ask("a1").decision()).isEqualTo("allow");
  }

  @Test
  void givesAnAskWithoutIdOneFromItsSequence() {
    var story = working().tell("interaction:awaiting-input", "{'question':'Which?'}");
    assertThat(story.ask("ask-3").kind()).isEqualTo(Ask.Kind.INPUT);
  }

  @Test
  void closesTheOnlyOpenAsk_whenTheAnswerNamesNone() {
    var story = working().tell("interaction:awaiting-input", "{'askId':'a1'}");
    story.tell("interaction:awaiting-input", "{'askId':'a2'}").tell("interaction:input-received");
    assertThat(story.session().state()).isEqualTo(State.NEEDS_YOU);
    story.tell("interaction:input-received", "{'askId':'a1'}").tell("interaction:input-received");
    assertThat(story.session().state()).isEqualTo(State.WORKING);
  }

  @Test
  void showsTheOldestOpenAsk() {
    var story =
        working()
            .tell("interaction:awaiting-input", "{'askId':'z'}")
            .tell("interaction:awaiting-input", "{'askId':'a'}");
    assertThat(attention(story).askId()).isEqualTo("z");
    story.tell("interaction:input-received", "{'askId':'z'}");
    assertThat(attention(story).askId()).isEqualTo("a");
  }

  @Test
  void opensAgain_whenItWasClosed() {
    var story =
        working()
            .tell("interaction:awaiting-input", APPROVAL)
            .tell("interaction:input-received", "{'askId':'a1'}")
            .tell("interaction:awaiting-input", APPROVAL);
    assertThat(story.session().state()).isEqualTo(State.NEEDS_YOU);
    assertThat(story.ask("a1").closedAt()).isNull();
    assertThat(attention(story).since()).isEqualTo(Story.BEGIN.plusSeconds(4));
  }

  @ParameterizedTest
  @ValueSource(strings = {"tool:completed", "tool:failed"})
  void isClosedByItsTool_withTheSameInput(String type) {
    var story =
        working()
            .tell("interaction:awaiting-input", APPROVAL)
            .tell(type, "{'toolName':'Bash','input':{'command':'rm y','n':1}}");
    assertThat(story.session().state()).isEqualTo(State.NEEDS_YOU);
    story.tell(type, "{'toolName':'Bash','input':{'n':1,'command':'rm x'}}");
    assertThat(story.ask("a1").status()).isEqualTo(Status.CLOSED);
    assertThat(story.ask("a1").closedBy()).isEqualTo(type);
  }

  @Test
  void ofASubagentIsNotClosedByTheMainAgentsToolOrTurn() {
    var approval = APPROVAL.replace("'askId'", "'agentId':'sub','askId'");
    var ran = "{'toolName':'Bash','input':{'command':'rm x','n':1}}";
    var story =
        working()
            .tell("agent:started", "{'agentId':'sub'}")
            .tell("interaction:awaiting-input", approval)
            .tell("tool:completed", ran)
            .tell("session:idle")
            .tell("message:user", "{'text':'hi'}");
    assertThat(story.session().state()).isEqualTo(State.NEEDS_YOU);
    story.tell("tool:completed", ran.replace("{'toolName'", "{'agentId':'sub','toolName'"));
    assertThat(story.session().state()).isEqualTo(State.WORKING);
  }

  @Test
  void ofASubagentIsClosedWhenThatStops() {
    var story =
        working()
            .tell("agent:started", "{'agentId':'sub'}")
            .tell("interaction:awaiting-input", "{'askId':'a1','agentId':'sub'}")
            .tell("agent:stopped", "{'agentId':'sub'}");
    assertThat(story.ask("a1").status()).isEqualTo(Status.CLOSED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"approval", "question"})
  void isClosedAtTheEndOfTheTurn(String kind) {
    var story =
        working()
            .tell("interaction:awaiting-input", "{'askId':'a1','kind':'" + kind + "'}")
            .tell("session:idle");
    assertThat(story.session().state()).isEqualTo(State.IDLE);
    assertThat(story.ask("a1").closedBy()).isEqualTo("session:idle");
  }

  @Test
  void forInputOutlivesTheTurn_untilThePersonWrites() {
    var story = working().tell("interaction:awaiting-input", "{'askId':'a1'}").tell("session:idle");
    assertThat(story.session().state()).isEqualTo(State.NEEDS_YOU);
    story.tell("message:user", "{'text':'<wake-up>','automatic':true}");
    assertThat(story.session().state()).isEqualTo(State.NEEDS_YOU);
    story.tell("message:user", "{'text':'Go on'}");
    assertThat(story.session().state()).isEqualTo(State.WORKING);
  }

  @Test
  void isClosedAtTheEndOfTheSession() {
    var story = working().tell("interaction:awaiting-input", APPROVAL).tell("session:ended");
    assertThat(story.session().state()).isEqualTo(State.ENDED);
    assertThat(story.session().attention()).isNull();
  }

  @Test
  void revivesAnEndedSession() {
    var story = working().tell("session:ended").tell("interaction:awaiting-input", APPROVAL);
    assertThat(story.session().state()).isEqualTo(State.NEEDS_YOU);
    assertThat(story.session().endedAt()).isNull();
  }

  @Test
  void expires_whenTheHubSaysSo() {
    var story =
        working()
            .tell("interaction:awaiting-input", APPROVAL)
            .tell("interaction:input-received", "{'askId':'a1','decision':'expired'}");
    assertThat(story.ask("a1").status()).isEqualTo(Status.EXPIRED);
  }

  private static Story working() {
    return Story.started().tell("message:user", "{'text':'hi'}");
  }

  private static Attention attention(Story story) {
    return Objects.requireNonNull(story.session().attention());
  }

  @Test
  void nobodyIsThereToBeAnswered_whenTheSessionIsLost() {
    var story =
        Story.started()
            .tell("interaction:awaiting-input", "{'askId':'a1'}")
            .tell("session:lost", "{'reason':'gone'}");
    assertThat(story.session().state()).isEqualTo(State.LOST);
    assertThat(story.ask("a1").isOpen()).isFalse();
    assertThat(story.ask("a1").closedBy()).isEqualTo("session:lost");
  }
}
