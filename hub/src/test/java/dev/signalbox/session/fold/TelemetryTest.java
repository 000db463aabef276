package dev.signalbox.session.fold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.protocol.Session.State;
import dev.signalbox.protocol.Session.Subagents;
import dev.signalbox.protocol.Subagent;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Telemetry comes some seconds after what it tells of. */
final class TelemetryTest {
  private static final String TOLD = "'via':'otlp'";

  @Test
  void isReported_onceSomebodyElseThanTelemetryTellsWhatTheAgentDoes() {
    var story =
        new Story()
            .tell("session:started", "{'inferred':true," + TOLD + "}")
            .tell("tool:completed", "{'toolName':'Bash'," + TOLD + "}")
            .tell("session:updated", "{'title':'A person named it'}")
            .tell("command:issued", "{'commandId':'c1','command':'pause'}")
            .tell("usage:recorded", "{'inputTokens':5," + TOLD + "}");
    assertThat(story.state().carry().reported()).isFalse();
    story.tell("tool:started", "{'toolName':'Bash'}");
    assertThat(story.state().carry().reported()).isTrue();
  }

  @Test
  void isReported_fromAStartThatWasNotInferred() {
    assertThat(Story.started().state().carry().reported()).isTrue();
  }

  @Test
  void staysIdle_whenTelemetryTellsOfTheTurnBefore() {
    var story = Story.started().tell("message:user", "{'text':'hi'}");
    var inTurn = story.now();
    story.pause(Duration.ofSeconds(20)).tell("session:idle").pause(Duration.ofSeconds(5));
    story.tellAt(inTurn, "agent:started", "{'agentId':'a1','parentAgentId':'a0'," + TOLD + "}");
    story.tellAt(inTurn, "tool:started", "{'toolName':'Bash'," + TOLD + "}");
    assertThat(story.session().state()).isEqualTo(State.IDLE);
  }

  @Test
  void worksOn_whenTelemetryTellsOfAnEndBeforeTheTurn() {
    var story = Story.started();
    var before = story.now();
    story.pause(Duration.ofSeconds(5)).tell("message:user", "{'text':'next'}");
    story.tellAt(before, "session:idle", "{" + TOLD + "}");
    assertThat(story.session().state()).isEqualTo(State.WORKING);
  }

  @Test
  void aSubagentGetsItsParentLate_andStaysStopped() {
    var story =
        Story.started()
            .tell("agent:started", "{'agentId':'a1','agentType':'Explore'}")
            .tell("agent:stopped", "{'agentId':'a1'}")
            .tell("agent:started", "{'agentId':'a1','parentAgentId':'a0'," + TOLD + "}");
    assertThat(story.subagent("a1").parentAgentId()).isEqualTo("a0");
    assertThat(story.subagent("a1").agentType()).isEqualTo("Explore");
    assertThat(story.subagent("a1").status()).isEqualTo(Subagent.Status.STOPPED);
    assertThat(story.session().subagents()).isEqualTo(new Subagents(0, 1));
  }

  @Test
  void keepsTheModel_whenACallOnTheSideUsedAnother() {
    var story =
        Story.started()
            .tell("usage:recorded", "{'model':'large','inputTokens':5}")
            .tell("usage:recorded", "{'model':'small','inputTokens':2,'auxiliary':true}");
    assertThat(story.session().model()).isEqualTo("large");
    assertThat(story.session().usage().inputTokens()).isEqualTo(7);
  }

  @Test
  void sumsHowLongItWaitedForAPerson() {
    var story =
        Story.started()
            .tell("interaction:waited", "{'durationMs':4200," + TOLD + "}")
            .tell("interaction:waited", "{'durationMs':-7," + TOLD + "}")
            .tell("interaction:waited", "{'durationMs':800," + TOLD + "}");
    assertThat(story.session().waitedMs()).isEqualTo(5_000);
  }
}
