package dev.signalbox.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.signalbox.client.SessionDetail;
import dev.signalbox.client.SessionQuery;
import dev.signalbox.protocol.Ask;
import dev.signalbox.protocol.Chain;
import dev.signalbox.protocol.Session;
import dev.signalbox.protocol.Session.State;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(120)
final class DemoCommandIT {
  private RunningHub hub;

  @BeforeEach
  void open(@TempDir Path folder) {
    hub = new RunningHub(folder);
  }

  @AfterEach
  void close() {
    hub.close();
  }

  @Test
  void leavesSessionsInEveryStateButWorking() throws InterruptedException {
    Typed typed = play();
    assertThat(states())
        .isEqualTo(
            Map.of(
                State.NEEDS_YOU,
                2L,
                State.IDLE,
                4L,
                State.LOST,
                1L,
                State.FAILED,
                1L,
                State.ENDED,
                3L));
    assertThat(typed.lines().getFirst()).startsWith("Playing 11 sessions into " + hub.url());
    assertThat(typed.out())
        .contains("Open that address to watch. Ctrl-C ends it.")
        .containsPattern(
            "Played 11 sessions with \\d+ events: needs you 2, idle 4, lost 1, failed 1, ended 3\\.");
  }

  @Test
  void asksForAnApprovalAndAQuestion_whichStayOpen() throws InterruptedException {
    play();
    List<Session> asking =
        hub.client().sessions(SessionQuery.ALL.in(List.of(State.NEEDS_YOU))).sessions();
    assertThat(asking)
        .extracting(it -> it.attention() == null ? null : it.attention().kind())
        .containsExactlyInAnyOrder(Ask.Kind.APPROVAL, Ask.Kind.QUESTION);
  }

  @Test
  void tellsAWholeSession() throws InterruptedException {
    play();
    SessionDetail detail = hub.client().session(only("demo-webhook-queue-").id());
    Session session = detail.session();
    assertThat(detail.chains()).extracting(Chain::status).containsExactly(Chain.Status.SUCCESS);
    assertThat(session.steps()).isEqualTo(new Session.Steps(5, 5, 0));
    assertThat(session.subagents()).isEqualTo(new Session.Subagents(0, 1));
    assertThat(session.tools()).isEqualTo(new Session.Tools(9, 1));
    assertThat(session.usage().costUsd()).isCloseTo(0.29, within(1e-9));
    assertThat(session.durationMs()).isGreaterThan(1_000_000);
    assertThat(session)
        .extracting(Session::repository, Session::user, Session::inferred)
        .containsExactly("billing-api", "ana", null);
  }

  @Test
  void playsTwice_withoutMixingTheTwo_andCleansUp() throws InterruptedException {
    hub.tell("demo-api", "session:started", "{'cwd':'/srv/app','metadata':{'k':1}}");
    play();
    Session first = only("demo-webhook-queue-");
    play();
    List<Session> both = named("demo-webhook-queue-");
    assertThat(both).hasSize(2).extracting(Session::tools).containsOnly(first.tools());
    assertThat(states().values().stream().mapToLong(it -> it).sum()).isEqualTo(23);
    assertThat(hub.typed("demo", "--remove").lines())
        .containsExactly("Removed 22 sessions of demos.");
    assertThat(hub.client().sessions(SessionQuery.ALL).sessions())
        .extracting(Session::id)
        .as("a session of somebody's own, which is only named like one of a demo")
        .containsExactly("demo-api");
  }

  @Test
  void playsAsManySessionsAsWanted() throws InterruptedException {
    hub.typed("demo", "--speed", "1000x", "--sessions", "25");
    assertThat(hub.client().sessions(SessionQuery.ALL).count()).isEqualTo(25);
    hub.typed("demo", "--speed", "1000x", "--sessions", "1");
    assertThat(hub.client().sessions(SessionQuery.ALL).count()).isEqualTo(26);
  }

  @ParameterizedTest
  @CsvSource({
    "--speed=0, expected 0.1x to 1000x",
    "--speed=fast, expected 0.1x to 1000x",
    "--sessions=0, Expected --sessions 1 to 200",
    "--sessions=201, Expected --sessions 1 to 200",
  })
  void refusesWhatItCannotPlay(String option, String said) {
    Typed typed = hub.typed("demo", option);
    assertThat(typed.exitCode()).isEqualTo(2);
    assertThat(typed.err()).contains(said);
  }

  @Test
  void saysWhatToDo_whenThereIsNoHub() {
    String url = hub.url();
    hub.close();
    Typed typed = Typed.command("demo", "--url", url);
    assertThat(typed.exitCode()).isEqualTo(1);
    assertThat(typed.out()).isEmpty();
    assertThat(typed.err())
        .startsWith("signalbox: No hub answers at " + url + ". Start one with 'signalbox serve'");
  }

  private Typed play() {
    Typed typed = hub.typed("demo", "--speed", "1000x");
    assertThat(typed.err()).isEmpty();
    assertThat(typed.exitCode()).isZero();
    return typed;
  }

  private Map<State, Long> states() throws InterruptedException {
    return hub.client().sessions(SessionQuery.ALL).sessions().stream()
        .map(Session::state)
        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
  }

  private Session only(String prefix) throws InterruptedException {
    List<Session> named = named(prefix);
    assertThat(named).hasSize(1);
    return named.getFirst();
  }

  private List<Session> named(String prefix) throws InterruptedException {
    return hub.client().sessions(SessionQuery.ALL).sessions().stream()
        .filter(it -> it.id().startsWith(prefix))
        .toList();
  }
}
