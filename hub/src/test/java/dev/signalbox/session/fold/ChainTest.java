package dev.signalbox.session.fold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.protocol.Chain;
import dev.signalbox.protocol.Chain.Counts;
import dev.signalbox.protocol.Session;
import dev.signalbox.protocol.Session.State;
import dev.signalbox.protocol.Step;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ChainTest {
  private static final String PLAN =
      """
      {'chainId':'c1','title':'Release','steps':[
        {'stepNumber':1,'action':'build','inputs':{'target':'jar'}},
        {'stepNumber':2,'action':'test','waitsFor':[1]}]}
      """;

  @Test
  void plansStepsWithoutWorking() {
    var story = Story.started().tell("chain:compiled", PLAN);
    assertThat(story.session().state()).isEqualTo(State.IDLE);
    assertThat(story.chain("c1").status()).isEqualTo(Chain.Status.COMPILED);
    assertThat(story.chain("c1").steps()).isEqualTo(new Counts(2, 0, 0, 0, 0));
    assertThat(story.step("c1", 2).waitsFor()).containsExactly(1);
    assertThat(story.session().chains()).isEqualTo(new Session.Chains(1, "c1"));
    assertThat(story.session().steps()).isEqualTo(new Session.Steps(2, 0, 0));
  }

  @Test
  void followsStepsFromStartToEnd() {
    var story =
        Story.started()
            .tell("chain:compiled", PLAN)
            .tell("chain:started", "{'chainId':'c1'}")
            .tell("step:started", "{'stepNumber':1,'agentName':'builder'}")
            .tell("step:completed", "{'stepNumber':1,'result':{'ok':true},'duration':-5}")
            .tell("step:started", "{'stepNumber':2}")
            .tell("step:failed", "{'stepNumber':2,'error':'red'}");
    assertThat(story.session().state()).isEqualTo(State.WORKING);
    assertThat(story.chain("c1").status()).isEqualTo(Chain.Status.RUNNING);
    assertThat(story.chain("c1").steps()).isEqualTo(new Counts(2, 0, 1, 1, 0));
    assertThat(story.session().steps()).isEqualTo(new Session.Steps(2, 1, 1));
    Step first = story.step("c1", 1);
    assertThat(first.action()).isEqualTo("build");
    assertThat(first.inputs()).isEqualTo(Story.json("{'target':'jar'}"));
    assertThat(first.agentName()).isEqualTo("builder");
    assertThat(first.durationMs()).isZero();
    assertThat(story.step("c1", 2).durationMs()).isEqualTo(1_000);
    assertThat(story.step("c1", 2).error()).isEqualTo("red");
  }

  @ParameterizedTest
  @CsvSource({
    "step:completed, step:completed, SUCCESS",
    "step:completed, step:skipped, SUCCESS",
    "step:completed, step:failed, PARTIAL",
    "step:failed, step:failed, FAILURE",
  })
  void endsAsItsStepsDid_whenItDoesNotSay(String first, String second, Chain.Status status) {
    var story =
        Story.started()
            .tell("chain:compiled", PLAN)
            .tell(first, "{'stepNumber':1}")
            .tell(second, "{'stepNumber':2}")
            .tell("chain:completed", "{'chainId':'c1'}");
    assertThat(story.chain("c1").status()).isEqualTo(status);
    assertThat(story.session().chains()).isEqualTo(new Session.Chains(1, null));
  }

  @Test
  void endsAsItSays() {
    var story =
        Story.started()
            .tell("chain:compiled", PLAN)
            .tell(
                "chain:completed", "{'chainId':'c1','overallStatus':'failure','summary':'Broken'}");
    assertThat(story.chain("c1").status()).isEqualTo(Chain.Status.FAILURE);
    assertThat(story.chain("c1").summary()).isEqualTo("Broken");
  }

  @Test
  void putsAStepWithoutChainIntoTheCurrentOne_elseTheDefault() {
    var story =
        Story.started()
            .tell("step:started", "{'stepNumber':1}")
            .tell("chain:started", "{'chainId':'c2'}")
            .tell("step:started", "{'stepNumber':1}");
    assertThat(story.step("default", 1).status()).isEqualTo(Step.Status.RUNNING);
    assertThat(story.step("c2", 1).status()).isEqualTo(Step.Status.RUNNING);
    assertThat(story.session().chains()).isEqualTo(new Session.Chains(2, "c2"));
  }

  @Test
  void returnsToTheOuterChain_whenTheInnerOneIsOver() {
    var story =
        Story.started()
            .tell("chain:started", "{'chainId':'outer'}")
            .tell("chain:started", "{'chainId':'inner'}")
            .tell("chain:completed", "{'chainId':'inner'}");
    assertThat(story.session().chains().current()).isEqualTo("outer");
  }

  @Test
  void putsALateEndIntoTheChainThatWasCurrent() {
    var story =
        Story.started()
            .tell("chain:started", "{'chainId':'c1'}")
            .tell("step:started", "{'stepNumber':1}")
            .tell("chain:completed", "{'chainId':'c1'}")
            .tell("step:completed", "{'stepNumber':1}");
    assertThat(story.step("c1", 1).status()).isEqualTo(Step.Status.COMPLETED);
    assertThat(story.session().chains().total()).isEqualTo(1);
  }

  @Test
  void beginsAStepAgain_whenItIsRetried() {
    var story =
        Story.started()
            .tell("step:started", "{'stepNumber':1}")
            .tell("step:failed", "{'stepNumber':1,'error':'red'}")
            .tell("step:started", "{'stepNumber':1}");
    Step step = story.step("default", 1);
    assertThat(step.status()).isEqualTo(Step.Status.RUNNING);
    assertThat(step.error()).isNull();
    assertThat(story.session().steps()).isEqualTo(new Session.Steps(1, 0, 0));
  }

  @Test
  void keepsAStepEnded_whenItsStartComesLate() {
    var story = Story.started().tell("step:completed", "{'stepNumber':1}");
    Instant before = Story.BEGIN.minusSeconds(9);
    story.tellAt(before, "step:started", "{'stepNumber':1,'action':'build'}");
    Step step = story.step("default", 1);
    assertThat(step.status()).isEqualTo(Step.Status.COMPLETED);
    assertThat(step.action()).isEqualTo("build");
    assertThat(step.startedAt()).isEqualTo(before);
  }

  @Test
  void namesAChainWithoutIdByItsSequence() {
    var story = Story.started().tell("chain:compiled", "{'steps':[{'stepNumber':1}]}");
    assertThat(story.chain("chain-2").steps().total()).isEqualTo(1);
    assertThat(story.session().chains().current()).isEqualTo("chain-2");
  }
}
