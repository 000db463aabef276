package dev.signalbox.session.fold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.protocol.Session.State;
import dev.signalbox.protocol.Session.Tools;
import org.junit.jupiter.api.Test;

final class ToolTest {
  @Test
  void showsTheNewestOpenCall_thenThinks() {
    var story =
        Story.started()
            .tell("tool:started", bash("t1", "npm  test\\n--all"))
            .tell("tool:started", edit("t2", "/srv/app/src/App.tsx"));
    assertThat(story.session().activity()).isEqualTo("Edit · src/App.tsx");
    story.tell("tool:completed", "{'toolName':'Edit','toolUseId':'t2'}");
    assertThat(story.session().activity()).isEqualTo("Bash · npm test --all");
    story.tell("tool:failed", "{'toolName':'Bash','toolUseId':'t1'}");
    assertThat(story.session().activity()).isEqualTo("thinking");
    assertThat(story.session().tools()).isEqualTo(new Tools(2, 1));
  }

  @Test
  void withoutIds_anEndFindsTheStartWithItsInput() {
    var story =
        Story.started()
            .tell("tool:started", "{'toolName':'Bash','input':{'command':'one'}}")
            .tell("tool:started", "{'toolName':'Bash','input':{'command':'two'}}")
            .tell("tool:completed", "{'toolName':'Bash','input':{'command':'two'}}");
    assertThat(story.session().activity()).isEqualTo("Bash · one");
    story.tell("tool:completed", "{'toolName':'Bash','input':{'command':'other'}}");
    assertThat(story.session().activity()).isEqualTo("thinking");
    assertThat(story.session().tools()).isEqualTo(new Tools(2, 0));
  }

  @Test
  void keepsPathsOutsideOfTheDirectoryWhole() {
    var story = Story.started().tell("tool:started", edit("t1", "/srv/application/x.ts"));
    assertThat(story.session().activity()).isEqualTo("Edit · /srv/application/x.ts");
  }

  @Test
  void cutsActivityToOneShortLine() {
    var story = Story.started().tell("tool:started", bash("t1", "x".repeat(500)));
    assertThat(story.session().activity()).hasSize(120).endsWith("…");
  }

  @Test
  void showsACommandGivenAsWords() {
    var story =
        Story.started()
            .tell("tool:started", "{'toolName':'shell','input':{'command':['ls','-l']}}");
    assertThat(story.session().activity()).isEqualTo("shell · ls -l");
  }

  @Test
  void countsACallOnce_howeverOftenItIsTold() {
    var story =
        Story.started()
            .tell("tool:started", bash("t1", "ls"))
            .tell("tool:started", bash("t1", "ls"))
            .tell("tool:failed", "{'toolName':'Bash','toolUseId':'t1'}")
            .tell("tool:failed", "{'toolName':'Bash','toolUseId':'t1'}");
    assertThat(story.session().tools()).isEqualTo(new Tools(1, 1));
  }

  @Test
  void keepsACallOpen_whenAMessageIsQueuedForTheTurnThatRuns() {
    var story =
        Story.started()
            .tell("message:user", "{'text':'one','turnId':'p1'}")
            .tell("tool:started", bash("t1", "sleep 9"))
            .tell("message:user", "{'text':'and two','turnId':'p1'}");
    assertThat(story.session().activity()).isEqualTo("Bash · sleep 9");
    story.tell("message:user", "{'text':'three','turnId':'p2'}");
    assertThat(story.session().activity()).isEqualTo("thinking");
  }

  @Test
  void countsACallWhoseStartWasLost() {
    var story =
        Story.started()
            .tell("tool:completed", "{'toolName':'Bash','toolUseId':'t1'}")
            .tell("tool:completed", "{'toolName':'Bash'}");
    assertThat(story.session().tools()).isEqualTo(new Tools(2, 0));
  }

  @Test
  void pairsCallsWithoutIdByToolAndAgent() {
    var story =
        Story.started()
            .tell("tool:started", "{'toolName':'Bash'}")
            .tell("tool:completed", "{'toolName':'Bash'}");
    assertThat(story.session().tools().calls()).isEqualTo(1);
    assertThat(story.session().activity()).isEqualTo("thinking");
  }

  @Test
  void opensNothing_whenTheEndOvertookTheStart() {
    var story =
        Story.started()
            .tell("message:user", "{'text':'hi'}")
            .tell("tool:completed", "{'toolName':'Bash','toolUseId':'t1'}")
            .tell("session:idle")
            .tell("tool:started", bash("t1", "ls"));
    assertThat(story.session().state()).isEqualTo(State.IDLE);
    assertThat(story.session().tools().calls()).isEqualTo(1);
  }

  @Test
  void forgetsInterruptedCalls_whenThePersonGoesOn() {
    var story =
        Story.started()
            .tell("tool:started", bash("t1", "sleep 1000"))
            .tell("message:user", "{'text':'Stop that'}");
    assertThat(story.session().activity()).isEqualTo("thinking");
  }

  @Test
  void countsUsageOncePerRequest() {
    var story =
        Story.started()
            .tell("usage:recorded", "{'requestId':'r1','inputTokens':5,'costUsd':0.5,'model':'m1'}")
            .tell("usage:recorded", "{'requestId':'r1','inputTokens':5,'costUsd':0.5}")
            .tell(
                "usage:recorded", "{'inputTokens':-7,'outputTokens':2,'agentId':'a','model':'m2'}");
    assertThat(story.session().usage().inputTokens()).isEqualTo(5);
    assertThat(story.session().usage().outputTokens()).isEqualTo(2);
    assertThat(story.session().usage().costUsd()).isEqualTo(0.5);
    assertThat(story.session().model()).isEqualTo("m1");
  }

  private static String bash(String toolUseId, String command) {
    return "{'toolName':'Bash','toolUseId':'"
        + toolUseId
        + "','input':{'command':'"
        + command
        + "'}}";
  }

  private static String edit(String toolUseId, String path) {
    return "{'toolName':'Edit','toolUseId':'"
        + toolUseId
        + "','input':{'file_path':'"
        + path
        + "'}}";
  }
}
