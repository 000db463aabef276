package dev.signalbox.session.fold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.protocol.AgentProcess;
import dev.signalbox.protocol.Session.State;
import dev.signalbox.protocol.Session.Status;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

final class LifecycleTest {
  @Test
  void isPendingAndIdleOnceStarted() {
    var session = Story.started().session();
    assertThat(session.status()).isEqualTo(Status.PENDING);
    assertThat(session.state()).isEqualTo(State.IDLE);
    assertThat(session.startedAt()).isEqualTo(Story.BEGIN);
    assertThat(session.user()).isEqualTo("ana");
    assertThat(session.repository()).isEqualTo("app");
    assertThat(session.inferred()).isNull();
  }

  @Test
  void goesOnFromAnotherSession_whereItsAgentSaysSo() {
    var story = Story.started();
    assertThat(story.session().resumedFrom()).isNull();
    story.tell("session:started", "{'cwd':'/srv/app','resumedFrom':'s0'}").tell("made:up");
    assertThat(story.session().resumedFrom()).isEqualTo("s0");
  }

  @Test
  void isInProgressAfterAnyEvent() {
    var session = Story.started().tell("made:up").session();
    assertThat(session.status()).isEqualTo(Status.IN_PROGRESS);
    assertThat(session.state()).isEqualTo(State.IDLE);
  }

  @Test
  void worksFromAMessageToTheEndOfTheTurn() {
    var story = Story.started().tell("message:user", "{'text':'Fix  the\\nbuild'}");
    assertThat(story.session().state()).isEqualTo(State.WORKING);
    assertThat(story.session().stateSince()).isEqualTo(Story.BEGIN.plusSeconds(1));
    assertThat(story.session().activity()).isEqualTo("thinking");
    assertThat(story.session().firstPrompt()).isEqualTo("Fix the build");
    story.tell("session:idle");
    assertThat(story.session().state()).isEqualTo(State.IDLE);
    assertThat(story.session().activity()).isNull();
  }

  @Test
  void tellsItsLastMessageWhileItIsIdle() {
    var story =
        Story.started()
            .tell("session:idle", "{'lastMessage':'All  green.\\nShall I push?'}")
            .tell("usage:recorded", "{'inputTokens':1}");
    assertThat(story.session().activity()).isEqualTo("All green. Shall I push?");
    story.tell("message:user", "{'text':'yes'}").tell("session:idle");
    assertThat(story.session().activity()).isNull();
  }

  @Test
  void doesNotWorkBecauseOfCompletionsOrUsage() {
    var story =
        Story.started()
            .tell("tool:completed", "{'toolName':'Bash','toolUseId':'t1'}")
            .tell("usage:recorded", "{'inputTokens':1}")
            .tell("step:completed", "{'stepNumber':1}")
            .tell("agent:stopped", "{'agentId':'a1'}");
    assertThat(story.session().state()).isEqualTo(State.IDLE);
  }

  @Test
  void endsWithReasonAndDuration() {
    var session =
        Story.started()
            .tell("message:user", "{'text':'hi'}")
            .tell("session:ended", "{'reason':'logout','summary':'All done'}")
            .session();
    assertThat(session.status()).isEqualTo(Status.COMPLETED);
    assertThat(session.state()).isEqualTo(State.ENDED);
    assertThat(session.endedAt()).isEqualTo(Story.BEGIN.plusSeconds(2));
    assertThat(session.durationMs()).isEqualTo(2_000);
    assertThat(session.endReason()).isEqualTo("logout");
    assertThat(session.summary()).isEqualTo("All done");
  }

  @Test
  void fails_whenTheEndSaysSo() {
    var byStatus = Story.started().tell("session:ended", "{'status':'failed'}").session();
    var byReason = Story.started().tell("session:ended", "{'reason':'StopFailure'}").session();
    assertThat(byStatus.state()).isEqualTo(State.FAILED);
    assertThat(byReason.status()).isEqualTo(Status.FAILED);
  }

  @Test
  void staysEnded_whenLateEventsOnlyCount() {
    var story =
        Story.started()
            .tell("session:ended")
            .tell("tool:completed", "{'toolName':'Bash','toolUseId':'t1'}")
            .tell("usage:recorded", "{'inputTokens':5}")
            .tell("message:assistant", "{'text':'bye'}")
            .tell("made:up");
    assertThat(story.session().state()).isEqualTo(State.ENDED);
    assertThat(story.session().tools().calls()).isEqualTo(1);
    assertThat(story.session().usage().inputTokens()).isEqualTo(5);
    assertThat(story.session().durationMs()).isEqualTo(1_000);
  }

  @Test
  void revivesAnEndedSession_whenSomethingStarts() {
    var story = Story.started().tell("session:ended", "{'reason':'other'}");
    story.tell("message:user", "{'text':'one more thing'}");
    assertThat(story.session().state()).isEqualTo(State.WORKING);
    assertThat(story.session().status()).isEqualTo(Status.IN_PROGRESS);
    assertThat(story.session().endedAt()).isNull();
    assertThat(story.session().endReason()).isNull();
  }

  @Test
  void revivesToIdle_whenItIsStartedAgain() {
    var story =
        Story.started()
            .tell("message:user", "{'text':'hi'}")
            .tell("session:ended")
            .tell("session:started", "{'cwd':'/srv/app','model':'opus'}");
    assertThat(story.session().state()).isEqualTo(State.IDLE);
    assertThat(story.session().status()).isEqualTo(Status.IN_PROGRESS);
    assertThat(story.session().startedAt()).isEqualTo(Story.BEGIN);
    assertThat(story.session().model()).isEqualTo("opus");
  }

  @Test
  void isLostUntilTheNextEvent() {
    var story = Story.started().tell("message:user", "{'text':'hi'}").tell("session:lost", "{}");
    assertThat(story.session().state()).isEqualTo(State.LOST);
    assertThat(story.session().status()).isEqualTo(Status.IN_PROGRESS);
    story.tell("made:up");
    assertThat(story.session().state()).isEqualTo(State.WORKING);
  }

  @Test
  void isGoneOnceDeleted_andStartsAnew() {
    var story = Story.started().tell("message:user", "{'text':'hi'}").tell("session:deleted");
    assertThat(story.isOver()).isTrue();
    story.tell("tool:started", "{'toolName':'Bash'}");
    assertThat(story.session().inferred()).isTrue();
    assertThat(story.session().firstPrompt()).isNull();
    assertThat(story.session().tools().calls()).isEqualTo(1);
  }

  @Test
  void staysIdle_whenAStartOfTheSameTurnComesLate() {
    var story =
        Story.started()
            .tell("message:user", "{'text':'hi','turnId':'p1'}")
            .tell("session:idle", "{'turnId':'p1'}")
            .tell("tool:started", "{'toolName':'Bash','toolUseId':'t1','turnId':'p1'}");
    assertThat(story.session().state()).isEqualTo(State.IDLE);
    assertThat(story.session().tools().calls()).isEqualTo(1);
    story.tell("tool:started", "{'toolName':'Bash','toolUseId':'t2','turnId':'p2'}");
    assertThat(story.session().state()).isEqualTo(State.WORKING);
  }

  @Test
  void worksAgain_whenTheSameTurnGoesOnLater() {
    var story =
        Story.started()
            .tell("session:idle", "{'turnId':'p1'}")
            .pause(Duration.ofSeconds(2))
            .tell("tool:started", "{'toolName':'Bash','toolUseId':'t1','turnId':'p1'}");
    assertThat(story.session().state()).isEqualTo(State.WORKING);
  }

  @Test
  void keepsWorking_whenTheNextTurnOvertookTheEndOfTheLast() {
    var story =
        Story.started()
            .tell("message:user", "{'text':'one','turnId':'p1'}")
            .tell("message:user", "{'text':'two','turnId':'p2'}")
            .tell("session:idle", "{'turnId':'p1'}");
    assertThat(story.session().state()).isEqualTo(State.WORKING);
    story.tell("session:idle", "{'turnId':'p2'}");
    assertThat(story.session().state()).isEqualTo(State.IDLE);
  }

  @Test
  void isIdle_whenAnotherTurnEndsLongAfterTheLastBegan() {
    var story =
        Story.started()
            .tell("message:user", "{'text':'one','turnId':'p1'}")
            .pause(Duration.ofSeconds(2))
            .tell("session:idle", "{'turnId':'p2'}");
    assertThat(story.session().state()).isEqualTo(State.IDLE);
  }

  @Test
  void staysEnded_whenAnEventFromBeforeTheEndComesLate() {
    var story = Story.started().tell("session:ended");
    story.tellAt(Story.BEGIN, "tool:started", "{'toolName':'Bash','toolUseId':'t1'}");
    story.tellAt(Story.BEGIN, "interaction:awaiting-input", "{'askId':'a1'}");
    assertThat(story.session().state()).isEqualTo(State.ENDED);
    assertThat(story.session().tools().calls()).isEqualTo(1);
    story.tell("tool:started", "{'toolName':'Bash','toolUseId':'t2'}");
    assertThat(story.session().state()).isEqualTo(State.WORKING);
  }

  @Test
  void learnsItsStartLate_whenItWasInferred() {
    var story = new Story().tell("tool:started", "{'toolName':'Bash'}");
    assertThat(story.session().inferred()).isTrue();
    story.tellAt(Story.BEGIN.minusSeconds(5), "session:started", "{'cwd':'/srv/app','user':'ana'}");
    assertThat(story.session().inferred()).isNull();
    assertThat(story.session().startedAt()).isEqualTo(Story.BEGIN.minusSeconds(5));
    assertThat(story.session().state()).isEqualTo(State.WORKING);
  }

  @Test
  void neverRunsBackwards_whenClocksAreWrong() {
    var story =
        Story.started()
            .tellAt(Instant.parse("2001-01-01T00:00:00Z"), "message:user", "{'text':'hi'}")
            .tellAt(Instant.parse("2099-01-01T00:00:00Z"), "made:up", "{}")
            .tellAt(Instant.parse("2001-01-01T00:00:00Z"), "session:ended", "{}");
    var session = story.session();
    assertThat(session.durationMs()).isZero();
    assertThat(session.stateSince()).isEqualTo(session.startedAt());
    assertThat(session.endedAt()).isEqualTo(session.startedAt());
    assertThat(session.lastEventAt()).isEqualTo(Story.BEGIN.plusSeconds(2));
  }

  @Test
  void keepsWhatAnUpdateDoesNotName() {
    var session =
        Story.started()
            .tell("session:updated", "{'title':'Fix build','labels':['ci'],'metadata':{'k':1}}")
            .tell("session:updated", "{'summary':'Fixed','status':'completed','endReason':'ok'}")
            .session();
    assertThat(session.title()).isEqualTo("Fix build");
    assertThat(session.labels()).containsExactly("ci");
    assertThat(session.metadata()).isEqualTo(Story.json("{'k':1}"));
    assertThat(session.state()).isEqualTo(State.ENDED);
    assertThat(session.endReason()).isEqualTo("ok");
  }

  @Test
  void countsThePulseByTheMinuteOfReceipt() {
    var story = Story.started().tell("made:up").pause(Duration.ofMinutes(3)).tell("made:up");
    assertThat(story.session().pulse().counts()).containsExactly(0, 0, 0, 0, 0, 0, 2, 0, 0, 1);
    assertThat(story.session().pulse().minute()).isEqualTo(Instant.parse("2026-11-23T08:03:00Z"));
    story.pause(Duration.ofDays(1)).tell("made:up");
    assertThat(story.session().pulse().counts()).containsExactly(0, 0, 0, 0, 0, 0, 0, 0, 0, 1);
  }

  @Test
  void knowsTheProcessThatItRunsIn_untilItStartsInOneThatNobodySees() {
    String here = "'process':{'pid':7,'born':'9','boot':'b'}";
    var story = Story.started().tell("session:updated", "{" + here + "}");
    assertThat(story.process()).isEqualTo(new AgentProcess(7, "9", "b"));
    story.tell("tool:started", "{'toolName':'Bash'}").tell("session:updated", "{'title':'t'}");
    assertThat(story.process()).isEqualTo(new AgentProcess(7, "9", "b"));
    story.tell("session:started", "{'cwd':'/srv/app'}");
    assertThat(story.process()).isNull();
    story.tell("session:started", "{'cwd':'/srv/app'," + here + "}");
    story.tell("session:started", "{'inferred':true}");
    assertThat(story.process()).isEqualTo(new AgentProcess(7, "9", "b"));
  }
}
