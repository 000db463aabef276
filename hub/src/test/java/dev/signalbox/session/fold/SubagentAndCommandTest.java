package dev.signalbox.session.fold;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.protocol.Command;
import dev.signalbox.protocol.Session.State;
import dev.signalbox.protocol.Session.Subagents;
import dev.signalbox.protocol.Session.Tools;
import dev.signalbox.protocol.Subagent;
import org.junit.jupiter.api.Test;

final class SubagentAndCommandTest {
  @Test
  void countsRunningSubagentsAndTheirTools() {
    var story =
        Story.started()
            .tell("agent:started", "{'agentId':'a1','agentType':'Explore','description':'Look'}")
            .tell("tool:started", "{'agentId':'a1','toolName':'Grep','toolUseId':'t1'}")
            .tell("tool:failed", "{'agentId':'a1','toolName':'Grep','toolUseId':'t1'}");
    assertThat(story.session().state()).isEqualTo(State.WORKING);
    assertThat(story.session().subagents()).isEqualTo(new Subagents(1, 1));
    assertThat(story.subagent("a1").tools()).isEqualTo(new Tools(1, 1));
    story.tell("agent:stopped", "{'agentId':'a1','lastMessage':'Found it'}");
    assertThat(story.session().subagents()).isEqualTo(new Subagents(0, 1));
    assertThat(story.subagent("a1").agentType()).isEqualTo("Explore");
    assertThat(story.subagent("a1").lastMessage()).isEqualTo("Found it");
  }

  @Test
  void works_whileASubagentGoesOnAfterTheTurn() {
    var story =
        Story.started()
            .tell("message:user", "{'text':'hi','turnId':'p1'}")
            .tell("agent:started", "{'agentId':'a1','turnId':'p1'}")
            .tell("session:idle", "{'turnId':'p1'}");
    assertThat(story.session().state()).isEqualTo(State.IDLE);
    story.tell("tool:started", "{'agentId':'a1','toolName':'Grep','turnId':'p1'}");
    assertThat(story.session().state()).isEqualTo(State.WORKING);
    assertThat(story.session().activity()).isEqualTo("Grep");
  }

  @Test
  void staysStopped_whenItsStartComesLate() {
    var story = Story.started().tell("agent:stopped", "{'agentId':'a1','description':'Look'}");
    story.tellAt(Story.BEGIN, "agent:started", "{'agentId':'a1','agentType':'Explore'}");
    assertThat(story.subagent("a1").status()).isEqualTo(Subagent.Status.STOPPED);
    assertThat(story.subagent("a1").agentType()).isEqualTo("Explore");
    assertThat(story.subagent("a1").description()).isEqualTo("Look");
    story.tell("agent:started", "{'agentId':'a1'}");
    assertThat(story.subagent("a1").status()).isEqualTo(Subagent.Status.RUNNING);
  }

  @Test
  void isLostWithItsSession_untilItDoesSomething() {
    var story =
        Story.started()
            .tell("agent:started", "{'agentId':'a1'}")
            .tell("agent:started", "{'agentId':'a2'}")
            .tell("session:lost");
    assertThat(story.session().subagents()).isEqualTo(new Subagents(0, 2));
    assertThat(story.subagent("a1").status()).isEqualTo(Subagent.Status.LOST);
    assertThat(story.subagent("a1").stoppedAt()).isNull();
    story.tell("tool:started", "{'agentId':'a1','toolName':'Grep','toolUseId':'t1'}");
    assertThat(story.session().state()).isEqualTo(State.WORKING);
    assertThat(story.session().subagents()).isEqualTo(new Subagents(1, 2));
    story.tell("session:ended");
    assertThat(story.subagent("a1").status()).isEqualTo(Subagent.Status.STOPPED);
    assertThat(story.subagent("a2").status()).isEqualTo(Subagent.Status.STOPPED);
  }

  @Test
  void showsASubagentWhoseStartWasLost_withoutGuessingItsParent() {
    var story = Story.started().tell("tool:started", "{'agentId':'a1','toolName':'Grep'}");
    assertThat(story.subagent("a1").status()).isEqualTo(Subagent.Status.RUNNING);
    assertThat(story.subagent("a1").parentAgentId()).isNull();
  }

  @Test
  void stopsSubagentsAtTheEndOfTheSession() {
    var story =
        Story.started()
            .tell("agent:started", "{'agentId':'a1'}")
            .tell("session:ended")
            .tell("tool:completed", "{'agentId':'a2','toolName':'Grep'}");
    assertThat(story.session().subagents()).isEqualTo(new Subagents(0, 2));
    assertThat(story.session().state()).isEqualTo(State.ENDED);
  }

  @Test
  void movesACommandForwardOnly() {
    var story =
        Story.started()
            .tell("command:issued", "{'commandId':'c1','command':'retry','stepNumber':3}")
            .tell("command:delivered", "{'commandId':'c1'}")
            .tell("command:acknowledged", "{'commandId':'c1'}")
            .tell("command:failed", "{'commandId':'c1','error':'too late'}");
    Command command = story.command("c1");
    assertThat(command.status()).isEqualTo(Command.Status.ACKNOWLEDGED);
    assertThat(command.stepNumber()).isEqualTo(3);
    assertThat(command.deliveredAt()).isEqualTo(Story.BEGIN.plusSeconds(2));
    assertThat(command.closedAt()).isEqualTo(Story.BEGIN.plusSeconds(3));
    assertThat(command.error()).isNull();
  }

  @Test
  void expiresCommandsAtTheEndOfTheSession() {
    var story =
        Story.started()
            .tell("command:issued", "{'commandId':'c1','command':'pause'}")
            .tell("session:ended")
            .tell("command:issued", "{'commandId':'c2','command':'resume'}");
    assertThat(story.command("c1").status()).isEqualTo(Command.Status.EXPIRED);
    assertThat(story.command("c2").status()).isEqualTo(Command.Status.EXPIRED);
    assertThat(story.session().state()).isEqualTo(State.ENDED);
  }

  @Test
  void keepsWhatIsUnfinished_afterSaving() {
    var story =
        Story.started()
            .tell("command:issued", "{'commandId':'c1','command':'pause'}")
            .tell("command:issued", "{'commandId':'c2','command':'pause'}")
            .tell("command:failed", "{'commandId':'c1'}")
            .save();
    assertThat(story.state().commands().inOrder())
        .extracting(Command::commandId)
        .containsExactly("c2");
    assertThat(story.state().commands().unsaved()).isEmpty();
  }
}
