package dev.signalbox.session.fold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.protocol.Session.State;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What the agent does in a turn may arrive before the message that began the turn. */
final class OvertakenMessageTest {
  private static final String MESSAGE = "{'text':'Tidy up','turnId':'p1'}";
  private static final String ASK =
      "{'askId':'a1','kind':'approval','question':'May it?','turnId':'p1'}";
  private static final String CALL =
      "{'toolName':'Bash','toolUseId':'t1','input':{'command':'sleep 9'},'turnId':'p1'}";

  @Test
  void itAnswersNoQuestionOfItsTurn() {
    var story =
        Story.started().tell("interaction:awaiting-input", ASK).tell("message:user", MESSAGE);
    assertThat(story.session().state()).isEqualTo(State.NEEDS_YOU);
    assertThat(story.session().firstPrompt()).isEqualTo("Tidy up");
    story.tell("message:user", "{'text':'Go on','turnId':'p2'}");
    assertThat(story.session().state()).isEqualTo(State.WORKING);
  }

  @Test
  void itAnswersNoQuestionOfItsTurn_inASessionThatWasOver() {
    var story =
        Story.started()
            .tell("session:ended")
            .pause(Duration.ofMinutes(5))
            .tell("interaction:awaiting-input", ASK)
            .tell("message:user", MESSAGE);
    assertThat(story.session().state()).isEqualTo(State.NEEDS_YOU);
  }

  @Test
  void itEndsNoCallOfItsTurn() {
    var story = Story.started().tell("tool:started", CALL).tell("message:user", MESSAGE);
    assertThat(story.session().activity()).isEqualTo("Bash · sleep 9");
  }

  @Test
  void itEndsACallOfAnotherTurn() {
    var story =
        Story.started()
            .tell("tool:started", CALL.replace("'p1'", "'p0'"))
            .tell("message:user", MESSAGE);
    assertThat(story.session().activity()).isEqualTo("thinking");
  }

  @Test
  void theNextTurnEndsOnce_whenItsMessageComesLast() {
    var story =
        Story.started()
            .tell("message:user", MESSAGE)
            .tell("session:idle", "{'turnId':'p1'}")
            .tell("tool:started", CALL.replace("'p1'", "'p2'"))
            .tell("message:user", MESSAGE.replace("'p1'", "'p2'"))
            .tell("session:idle", "{'turnId':'p2'}");
    assertThat(story.session().state()).isEqualTo(State.IDLE);
  }
}
