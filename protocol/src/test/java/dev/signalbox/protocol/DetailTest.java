package dev.signalbox.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.signalbox.protocol.Detail.StepEnded.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What an event means, read from its fields. */
final class DetailTest {
  @ParameterizedTest
  @MethodSource({"sessions", "chains", "steps", "toolsAndMessages", "agentsAndUsage"})
  void readsTheFieldsOfItsType(String type, String fields, Detail detail) {
    assertThat(read(type, fields)).isEqualTo(detail);
  }

  @ParameterizedTest
  @MethodSource({"asks", "commands"})
  void readsInteractions(String type, String fields, Detail detail) {
    assertThat(read(type, fields)).isEqualTo(detail);
  }

  @ParameterizedTest
  @CsvSource({
    "approval, APPROVAL",
    "Permission, APPROVAL",
    "confirmation, APPROVAL",
    "question, QUESTION",
    "choice, QUESTION",
    "input, INPUT",
    "text, INPUT",
    "'', INPUT",
  })
  void readsTheKindOfAnAsk_alsoByOlderWords(String word, Ask.Kind kind) {
    var detail = read("interaction:awaiting-input", "{'promptType':'" + word + "'}");
    assertThat(((Detail.AwaitingInput) detail).kind()).isEqualTo(kind);
  }

  static Stream<Arguments> sessions() {
    return Stream.of(
        arguments(
            "session:started",
            """
            {'cwd':'/srv','user':'ana','hostname':'h','platform':'linux','agent':'a',
             'agentVersion':'1','model':'m','gitBranch':'b','repository':'r','title':'t',
             'resumedFrom':'s0','metadata':{'k':1},'process':{'pid':7,'born':'9','boot':'x'},
             'controls':['answer']}
            """,
            new Detail.SessionStarted(
                "/srv",
                "ana",
                "h",
                "linux",
                "a",
                "1",
                "m",
                "b",
                "r",
                "t",
                "s0",
                Quoted.object("{'k':1}"),
                new AgentProcess(7, "9", "x"),
                List.of("answer"),
                false)),
        arguments(
            "session:updated",
            """
            {'status':'failed','title':'t','model':'m','gitBranch':'b','cwd':'/x','summary':'s',
             'endReason':'e','labels':['a',7,'b'],'metadata':[],
             'process':{'pid':0,'boot':'x'}}
            """,
            new Detail.SessionUpdated(
                "failed", "t", "m", "b", "/x", "s", "e", List.of("a", "b"), null, null)),
        arguments(
            "session:idle",
            "{'lastMessage':'done','turnId':'p1'}",
            new Detail.SessionIdle("done", "p1")),
        arguments(
            "session:ended",
            "{'reason':'logout','summary':'s'}",
            new Detail.SessionEnded("logout", "s", false)),
        arguments(
            "session:ended", "{'status':'failed'}", new Detail.SessionEnded(null, null, true)),
        arguments("session:lost", "{'reason':'silent'}", new Detail.SessionLost()),
        arguments("session:deleted", "{'reason':'old'}", new Detail.SessionDeleted()));
  }

  static Stream<Arguments> chains() {
    return Stream.of(
        arguments(
            "chain:compiled",
            """
            {'chainId':'c','title':'t','source':'s','ref':'r','executionMode':'parallel',
             'steps':[{'stepNumber':1,'action':'a','description':'d','model':'m','inputs':[1]},
                      {'stepNumber':2,'waitsFor':[1,'x',1.5]}]}
            """,
            new Detail.ChainCompiled(
                "c",
                "t",
                "s",
                "r",
                "parallel",
                List.of(
                    new Detail.PlannedStep(1, "a", "d", "m", Quoted.json("[1]"), List.of()),
                    new Detail.PlannedStep(2, null, null, null, null, List.of(1))))),
        arguments(
            "chain:started", "{'chainId':'c','title':'t'}", new Detail.ChainStarted("c", "t")),
        arguments(
            "chain:completed",
            "{'chainId':'c','overallStatus':'partial','summary':'s'}",
            new Detail.ChainCompleted("c", "partial", "s")));
  }

  static Stream<Arguments> steps() {
    String ended =
        """
        {'stepNumber':3,'chainId':'c','duration':12,'result':{'x':1},'error':'e','errorType':'t',
         'suggestion':'s','learning':'l','fileChanges':['f']}
        """;
    return Stream.of(
        arguments(
            "step:started",
            """
            {'stepNumber':3,'chainId':'c','action':'a','description':'d','model':'m',
             'agentName':'n','inputs':{'i':1},'waitsFor':[1,2],'parentStepId':'p','depth':5000}
            """,
            new Detail.StepStarted(
                3, "c", "a", "d", "m", "n", Quoted.json("{'i':1}"), List.of(1, 2), "p", 1000)),
        arguments("step:completed", ended, ended(Outcome.COMPLETED)),
        arguments("step:failed", ended, ended(Outcome.FAILED)),
        arguments("step:skipped", ended, ended(Outcome.SKIPPED)),
        arguments(
            "step:completed",
            ended.replace("'stepNumber'", "'succeeded':false,'stepNumber'"),
            ended(Outcome.FAILED)));
  }

  static Stream<Arguments> toolsAndMessages() {
    return Stream.of(
        arguments(
            "tool:started",
            "{'toolName':'Bash','toolUseId':'t1','input':{'c':1}}",
            new Detail.ToolStarted("Bash", "t1", Quoted.json("{'c':1}"))),
        arguments(
            "tool:completed",
            "{'toolName':'Bash','toolUseId':'t1','input':[1]}",
            new Detail.ToolEnded("Bash", "t1", Quoted.json("[1]"), false)),
        arguments(
            "tool:failed", "{'toolName':'Bash'}", new Detail.ToolEnded("Bash", null, null, true)),
        arguments(
            "message:user", "{'text':'hi','automatic':true}", new Detail.UserMessage("hi", true)),
        arguments("message:assistant", "{'text':'ho'}", new Detail.AssistantMessage()),
        arguments("error:occurred", "{'error':'e'}", new Detail.Other()),
        arguments("file:modified", "{'path':'a.txt'}", new Detail.Other()));
  }

  static Stream<Arguments> agentsAndUsage() {
    return Stream.of(
        arguments(
            "agent:started",
            "{'agentId':'x','agentType':'t','parentAgentId':'p','description':'d'}",
            new Detail.AgentStarted("x", "t", "p", "d")),
        arguments(
            "agent:stopped",
            "{'agentId':'x','agentType':'t','description':'d','lastMessage':'bye'}",
            new Detail.AgentStopped("x", "t", "d", "bye")),
        arguments(
            "usage:recorded",
            """
            {'inputTokens':1,'outputTokens':'2','cacheReadTokens':-3,'cacheWriteTokens':1e300,
             'costUsd':0.5,'model':'m','requestId':'r','agentId':'x'}
            """,
            new Detail.UsageRecorded(new Usage(1, 2, 0, 0, 0.5), "m", "r", "x")),
        arguments(
            "usage:recorded",
            "{'costUsd':-1}",
            new Detail.UsageRecorded(Usage.NONE, null, null, null)));
  }

  static Stream<Arguments> asks() {
    return Stream.of(
        arguments(
            "interaction:awaiting-input",
            """
            {'askId':'a','kind':'approval','question':'q','toolName':'Bash','toolInput':{'c':1},
             'options':['x'],'quickResponses':['y'],'suggestions':[{'type':'addRules'}],
             'takesInput':true,'exclusive':true,'answerable':true,'holder':'h','leaseMs':30000,'expiresAt':'2026-11-23T08:00:00Z',
             'reason':'r'}
            """,
            new Detail.AwaitingInput(
                "a",
                Ask.Kind.APPROVAL,
                "q",
                "Bash",
                Quoted.json("{'c':1}"),
                Quoted.json("['x']"),
                List.of("y"),
                Quoted.json("[{'type':'addRules'}]"),
                true,
                true,
                true,
                "h",
                30_000L,
                Instant.parse("2026-11-23T08:00:00Z"),
                "r")),
        arguments(
            "interaction:awaiting-input",
            "{'promptText':'q'}",
            new Detail.AwaitingInput(
                null,
                Ask.Kind.INPUT,
                "q",
                null,
                null,
                null,
                null,
                null,
                false,
                false,
                true,
                null,
                null,
                null,
                null)),
        arguments(
            "interaction:input-received",
            """
            {'askId':'a','input':{'x':1},'decision':'allow','message':'m','source':'api',
             'by':'ana','reason':'r'}
            """,
            new Detail.InputReceived(
                "a", Quoted.json("{'x':1}"), "allow", "m", "api", "ana", "r")));
  }

  static Stream<Arguments> commands() {
    return Stream.of(
        arguments(
            "command:issued",
            """
            {'commandId':'c','command':'retry','stepNumber':3,'reason':'r','options':{'o':1},
             'input':'i','by':'ana'}
            """,
            new Detail.CommandIssued(
                "c", "retry", 3, "r", Quoted.json("{'o':1}"), Quoted.json("'i'"), "ana")),
        arguments(
            "command:delivered",
            "{'commandId':'c'}",
            new Detail.CommandMoved("c", Command.Status.DELIVERED, null, null)),
        arguments(
            "command:acknowledged",
            "{'commandId':'c'}",
            new Detail.CommandMoved("c", Command.Status.ACKNOWLEDGED, null, null)),
        arguments(
            "command:failed",
            "{'commandId':'c','error':'e'}",
            new Detail.CommandMoved("c", Command.Status.FAILED, "e", null)),
        arguments(
            "command:expired",
            "{'commandId':'c'}",
            new Detail.CommandMoved("c", Command.Status.EXPIRED, null, null)));
  }

  private static Detail ended(Outcome outcome) {
    return new Detail.StepEnded(
        3, "c", outcome, 12L, Quoted.json("{'x':1}"), "e", "t", "s", "l", Quoted.json("['f']"));
  }

  private static Detail read(String type, String fields) {
    return DetailReader.read(type, new Fields(Quoted.object(fields)));
  }
}
