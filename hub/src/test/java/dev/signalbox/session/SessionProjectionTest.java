package dev.signalbox.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.log.AppendResult;
import dev.signalbox.log.Proposal;
import dev.signalbox.protocol.Event;
import dev.signalbox.protocol.InvalidEventException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SessionProjectionTest {
  @TempDir Path folder;
  private StateHub hub;

  @BeforeEach
  void open() throws SQLException {
    hub = new StateHub(folder);
  }

  @AfterEach
  void close() {
    hub.close();
  }

  @Test
  void storesTheSummaryAsItIsSent() {
    hub.append("s1", "session:started", "{'cwd':'/srv/app','user':'ana','hostname':'mb-1'}");
    hub.append("s1", "message:user", "{'text':'hi'}");
    assertThat(hub.session("s1"))
        .isEqualTo(
            StateHub.json(
                """
                {'id':'s1','user':'ana','cwd':'/srv/app','repository':'app','hostname':'mb-1',
                 'firstPrompt':'hi','status':'in_progress','state':'working',
                 'stateSince':'2026-11-23T08:00:00.000Z','activity':'thinking',
                 'startedAt':'2026-11-23T08:00:00.000Z','lastEventAt':'2026-11-23T08:00:00.000Z',
                 'lastSequence':2,'durationMs':0,'chains':{'total':0},
                 'steps':{'total':0,'done':0,'failed':0},'subagents':{'running':0,'total':0},
                 'tools':{'calls':0,'failures':0},
                 'usage':{'inputTokens':0,'outputTokens':0,'cacheReadTokens':0,
                   'cacheWriteTokens':0,'costUsd':0.0},
                 'pulse':{'minute':'2026-11-23T08:00:00.000Z','counts':[0,0,0,0,0,0,0,0,0,2]}}
                """));
  }

  @Test
  void infersTheStartOfAnUnknownSession() {
    var result =
        hub.append("s1", "tool:started", "{'toolName':'Bash','cwd':'/srv/app','user':'ana'}");
    assertThat(result).isEqualTo(new AppendResult.Appended(2));
    var session = hub.session("s1");
    assertThat(session.path("inferred").asBoolean()).isTrue();
    assertThat(session.path("cwd").asText()).isEqualTo("/srv/app");
    assertThat(session.path("user").asText()).isEqualTo("ana");
    assertThat(session.path("lastSequence").asLong()).isEqualTo(2);
  }

  @Test
  void doesNotBeginASessionInOrderToDeleteIt() {
    hub.append("s1", "session:deleted", "{}");
    Optional<String> session = hub.read(handle -> SessionQueries.one(handle, "s1"));
    assertThat(session).isEmpty();
    assertThat(hub.eventLog.head().sequence()).isEqualTo(1);
  }

  @Test
  void goesOnWhereItWas_afterReopening() throws SQLException {
    hub.append("s1", "session:started", "{'cwd':'/srv/app'}");
    hub.append(
        "s1", "tool:started", "{'toolName':'Bash','toolUseId':'t1','input':{'command':'ls'}}");
    hub.append("s1", "usage:recorded", "{'requestId':'r1','inputTokens':10}");
    hub.append("s1", "interaction:awaiting-input", "{'askId':'a1','question':'Sure?'}");
    hub.close();
    hub = new StateHub(folder);
    hub.append("s1", "usage:recorded", "{'requestId':'r1','inputTokens':10}");
    hub.append("s1", "interaction:input-received", "{'askId':'a1'}");
    assertThat(hub.session("s1").path("activity").asText()).isEqualTo("Bash · ls");
    assertThat(hub.session("s1").path("usage").path("inputTokens").asLong()).isEqualTo(10);
    hub.append("s1", "tool:completed", "{'toolName':'Bash','toolUseId':'t1'}");
    assertThat(hub.session("s1").path("tools").path("calls").asInt()).isEqualTo(1);
    assertThat(hub.session("s1").path("activity").asText()).isEqualTo("thinking");
  }

  @Test
  void removesEveryRow_whenASessionIsDeleted() {
    hub.append("s1", "session:started", "{'cwd':'/srv/app'}");
    hub.append("s1", "step:started", "{'stepNumber':1}");
    hub.append("s1", "tool:started", "{'toolName':'Bash','toolUseId':'t1'}");
    hub.append("s1", "agent:started", "{'agentId':'x'}");
    hub.append("s1", "interaction:awaiting-input", "{}");
    hub.append("s1", "command:issued", "{'commandId':'c1','command':'pause'}");
    hub.append("s1", "session:deleted", "{}");
    for (String table :
        List.of("session", "chain", "step", "subagent", "ask", "command", "counted")) {
      long rows =
          hub.read(handle ->
              handle.createQuery("SELECT count(*) FROM " + table).mapTo(Long.class).one());
      assertThat(rows).as(table).isZero();
    }
  }

  @Test
  void startsAnewWithinOneTransaction_afterDeletion() {
    hub.append("s1", "usage:recorded", "{'requestId':'r1','inputTokens':10}");
    hub.append(() ->
        List.of(
            hub.event("s1", "session:deleted", "{}"),
            hub.event("s1", "session:started", "{'cwd':'/srv/new'}"),
            hub.event("s1", "usage:recorded", "{'requestId':'r1','inputTokens':3}")));
    assertThat(hub.session("s1").path("cwd").asText()).isEqualTo("/srv/new");
    assertThat(hub.session("s1").path("usage").path("inputTokens").asLong()).isEqualTo(3);
    assertThat(hub.projection.deleted()).isEmpty();
    assertThat(hub.projection.changed()).hasSize(1);
  }

  @Test
  void refusesMoreOpenAsksThanItsLimit_andStoresNothingOfTheSameProposal() {
    for (int i = 0; i < 100; i++) {
      hub.append("s1", "interaction:awaiting-input", "{'askId':'a" + i + "'}");
    }
    var refused =
        hub.appendLater(() ->
            List.of(
                hub.event("s1", "message:assistant", "{'text':'hm'}"),
                hub.event("s1", "interaction:awaiting-input", "{'askId':'more'}")));
    assertThatThrownBy(refused::join)
        .hasCauseInstanceOf(InvalidEventException.class)
        .hasMessageContaining("at most 100 open asks");
    assertThat(hub.eventLog.head().sequence()).isEqualTo(101);
    assertThat(hub.session("s1").path("lastSequence").asLong()).isEqualTo(101);
  }

  @Test
  void refusesAnAskOfANameThatAnotherSessionHasUsed() {
    hub.append("s1", "interaction:awaiting-input", "{'askId':'a1'}");
    hub.append("s1", "interaction:input-received", "{'askId':'a1'}");
    refusesToAsk(() -> List.of(asked("s2")));
    hub.append(() -> List.of(hub.event("s1", "session:deleted", "{}"), asked("s2")));
    refusesToAsk(() -> List.of(asked("s1")));
  }

  @Test
  void refusesAnAskOfANameThatAnotherSessionUsesInTheSameTransaction() {
    refusesToAsk(() -> List.of(asked("s1"), asked("s2")));
    assertThat(hub.eventLog.head().sequence()).isZero();
  }

  private Event asked(String sessionId) {
    return hub.event(sessionId, "interaction:awaiting-input", "{'askId':'a1'}");
  }

  private void refusesToAsk(Proposal proposal) {
    assertThatThrownBy(hub.appendLater(proposal)::join)
        .hasCauseInstanceOf(InvalidEventException.class)
        .hasMessageContaining("an askId of its own, but session s");
  }

  @Test
  void readsTheStateBeforeTheTransaction_afterARollback() {
    hub.append("s1", "session:started", "{'cwd':'/srv/app'}");
    var failed =
        hub.appendLater(() -> {
          throw new IllegalStateException("Meant to fail");
        });
    assertThat(failed).isCompletedExceptionally();
    hub.append("s1", "message:user", "{'text':'hi'}");
    assertThat(hub.session("s1").path("lastSequence").asLong()).isEqualTo(2);
  }
}
