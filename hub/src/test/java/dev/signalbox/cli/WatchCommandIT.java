package dev.signalbox.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.protocol.Event;
import dev.signalbox.protocol.Json;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(60)
final class WatchCommandIT {
  private RunningHub hub;

  @BeforeEach
  void open(@TempDir Path folder) throws InterruptedException {
    hub = new RunningHub(folder);
    hub.tell("refunds-1", "session:started", "{'cwd':'/srv/app','title':'Fix the refunds'}");
    hub.tell("flags-1", "session:started", "{'cwd':'/srv/web','title':'Delete the flags'}");
  }

  @AfterEach
  void close() {
    hub.close();
  }

  @Test
  void printsALineForEachEvent() throws InterruptedException {
    hub.tell("refunds-1", "message:user", "{'text':'Go\\non'}");
    hub.tell("flags-1", "tool:failed", "{'toolName':'Bash','durationMs':8400,'error':'No'}");
    Typed typed = hub.typed("watch", "--since", "1", "-n", "3");
    assertThat(typed.exitCode()).isZero();
    assertThat(typed.lines())
        .map(line -> line.replaceFirst("\\d\\d:\\d\\d:\\d\\d", "time").replaceAll(" {3,}", "  "))
        .containsExactly(
            "time  Delete the flags  ● started · /srv/web",
            "time  Fix the refunds  » Go on",
            "time  Delete the flags  ✗ Bash · 8.4s · No");
  }

  @ParameterizedTest
  @CsvSource({"refunds-1", "refunds", "THE REFUNDS"})
  void followsOneSession_byIdOrWords(String session) throws InterruptedException {
    hub.tell("flags-1", "session:idle", "{}");
    hub.tell("refunds-1", "session:idle", "{'lastMessage':'Done'}");
    Typed typed = hub.typed("watch", session, "--since", "0", "-n", "2");
    assertThat(typed.lines())
        .map(line -> line.substring("00:00:00  ".length()))
        .containsExactly("● started · /srv/app", "○ idle · Done");
  }

  @Test
  void followsASession_howeverManyAreNewer() throws InterruptedException {
    hub.client()
        .publish(
            IntStream.range(0, 600)
                .mapToObj(i ->
                    Event.of(
                        "session:started", "n" + i, Instant.now(), RunningHub.json("{'cwd':'/'}")))
                .toList());
    Typed typed = hub.typed("watch", "refunds-1", "--since", "0", "-n", "1");
    assertThat(typed.lines().getFirst()).endsWith("● started · /srv/app");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      value = {
        "nobody, There is no session 'nobody'. See: signalbox sessions",
        "the, \"2 sessions match 'the': flags-1 (Delete the flags), refunds-1 (Fix the refunds)\"",
      })
  void saysWhichSessionsThereAre_whenNoneIsMeant(String session, String said) {
    Typed typed = hub.typed("watch", session);
    assertThat(typed.exitCode()).isEqualTo(1);
    assertThat(typed.err().lines()).containsExactly("signalbox: " + said);
  }

  @Test
  void printsJsonForPrograms() throws InterruptedException {
    hub.tell("refunds-1", "message:user", "{'text':'red \\u009b31m'}");
    Typed typed = hub.typed("watch", "--since", "2", "-n", "1", "--json");
    assertThat(typed.out()).doesNotContain("\u009b");
    ObjectNode message = Json.read(typed.lines().getFirst(), ObjectNode.class);
    assertThat(message.path("type").asText()).isEqualTo("event");
    assertThat(message.path("sessionId").asText()).isEqualTo("refunds-1");
    assertThat(message.path("position").asText()).endsWith(":3");
    assertThat(message.at("/payload/text").asText()).isEqualTo("red \u009b31m");
  }

  @Test
  void goesOnOverARestart_andSaysSo() throws Exception {
    CompletableFuture<Typed> watch = typedMeanwhile("watch", "-n", "2");
    awaitAClient();
    hub.tell("refunds-1", "message:user", "{'text':'before'}");
    hub.restart();
    hub.tell("refunds-1", "message:user", "{'text':'after'}");
    Typed typed = watch.get(30, TimeUnit.SECONDS);
    assertThat(typed.lines()).hasSize(4);
    assertThat(typed.lines().getFirst()).endsWith("» before");
    assertThat(typed.lines().get(1))
        .startsWith("── The hub closed the connection; trying again in ");
    assertThat(typed.lines().get(2)).isEqualTo("── connected again");
    assertThat(typed.lines().getLast()).endsWith("» after");
  }

  @Test
  void showsAGap_whereEventsAreMissing() throws Exception {
    CompletableFuture<Typed> watch = typedMeanwhile("watch", "--since", "another:7", "-n", "1");
    awaitAClient();
    hub.tell("refunds-1", "session:idle", "{}");
    Typed typed = watch.get(30, TimeUnit.SECONDS);
    String here = hub.client().info().position().at(2).toString();
    assertThat(typed.lines())
        .first()
        .isEqualTo("── gap: no events between another:7 and " + here + " (epoch)");
  }

  @ParameterizedTest
  @CsvSource({
    "--since=yesterday, Expected --since as a position like",
    "--since=-1, Expected --since as a position like",
    "--count=0, 'Expected --count of at least 1, but got 0'",
  })
  void refusesWhatItCannotFollow(String option, String said) {
    Typed typed = hub.typed("watch", option);
    assertThat(typed.exitCode()).isEqualTo(2);
    assertThat(typed.err()).startsWith("signalbox: " + said);
  }

  private CompletableFuture<Typed> typedMeanwhile(String... words) {
    return CompletableFuture.supplyAsync(() -> hub.typed(words), Thread::startVirtualThread);
  }

  /** Waits until the hub has a live connection. */
  private void awaitAClient() throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    while (Json.read(hub.client().get("/api/info"), ObjectNode.class).path("clients").asInt()
        == 0) {
      assertThat(System.nanoTime()).as("nobody connected").isLessThan(end);
      Thread.onSpinWait();
    }
  }
}
