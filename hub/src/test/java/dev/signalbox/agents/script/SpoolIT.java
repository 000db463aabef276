package dev.signalbox.agents.script;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.agents.script.StandInHub.Answer;
import dev.signalbox.agents.script.StandInHub.Received;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What happens to calls that the hub does not take at once. */
@Timeout(60)
final class SpoolIT {
  private static final Duration AT_ONCE = Duration.ofSeconds(3);

  @TempDir private Path folder;
  private StandInHub hub;
  private ScriptRun script;

  @BeforeEach
  void open() throws IOException {
    hub = new StandInHub();
    script = new ScriptRun(folder, hub.url());
  }

  @AfterEach
  void close() {
    hub.close();
    script.close();
  }

  /** The shells that there are on this machine. */
  static Stream<List<String>> shells() {
    return Stream.of("sh", "bash --posix", "busybox sh", "mksh", "yash")
        .map(line -> List.of(line.split(" ", -1)))
        .filter(words -> isInstalled(words.getFirst()));
  }

  @ParameterizedTest
  @MethodSource("shells")
  void sendsWhatWasKept_onceAndInOrderAndWithItsTime_whenTheHubIsBack(List<String> shell)
      throws Exception {
    script = new ScriptRun(folder, hub.url(), shell);
    hub.goAway();
    for (int i = 1; i <= 3; i++) {
      assertThat(script.run(call(i))).isEmpty();
      int kept = i;
      script.spool().await(kept + " calls", () -> script.spool().calls().size() == kept);
    }
    hub.comeBack();
    List<Received> all = hub.received(3);
    assertThat(all).extracting(Received::body).containsExactly(call(1), call(2), call(3));
    assertThat(all).extracting(it -> it.header("X-Signalbox-Id")).doesNotHaveDuplicates();
    assertThat(all).isSortedAccordingTo((some, other) -> ran(some).compareTo(ran(other)));
    assertThat(all).allSatisfy(it -> assertThat(sent(it)).isGreaterThanOrEqualTo(ran(it)));
    script.spool().await("nothing", () -> script.spool().calls().isEmpty());
    script.spool().await("no drainer", () -> script.spool().drainer().isEmpty());
    assertThat(hub.isQuiet()).isTrue();
  }

  @Test
  void theNextCallSendsWhatIsKeptFirst_whenNobodyElseTries() throws Exception {
    keep(call(1));
    script.spool().drainer().orElseThrow().destroyForcibly();
    Files.delete(script.spool().folder().resolve("away"));
    hub.comeBack();
    script.run(call(2));
    assertThat(hub.received(2)).extracting(Received::body).containsExactly(call(1), call(2));
  }

  /** Whoever still tried again would hold the machine up. */
  @Test
  void nobodyTriesAgain_whenTheMachineShutsDown() throws Exception {
    Path systemctl = Files.createDirectories(folder.resolve("bin")).resolve("systemctl");
    Files.writeString(systemctl, "#!/bin/sh\necho stopping\n");
    Files.setPosixFilePermissions(systemctl, PosixFilePermissions.fromString("rwx------"));
    hub.goAway();
    script.run(call(1), Map.of("PATH", systemctl.getParent() + ":" + System.getenv("PATH")));
    script.spool().await("a drainer", () -> script.spool().drainer().isPresent());
    ProcessHandle drainer = script.spool().drainer().orElseThrow();
    script.spool().await("its end", () -> !drainer.isAlive());
    assertThat(script.spool().drainer()).isEmpty();
    assertThat(script.spool().calls()).hasSize(1);
  }

  /** Else it would write into a folder that is being removed, for a day. */
  @Test
  void nobodyTriesAgain_whenTheTestIsOver() throws Exception {
    keep(call(1));
    ProcessHandle drainer = script.spool().drainer().orElseThrow();
    script.close();
    assertThat(drainer.info().arguments()).isEmpty();
  }

  @Test
  void manyWritersAtOnce_eachIsSentOnce() throws Exception {
    List<Process> running = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      running.add(script.start(Map.of()));
    }
    for (int i = 0; i < running.size(); i++) {
      ScriptRun.feed(running.get(i), call(i));
    }
    assertThat(hub.received(12))
        .extracting(Received::body)
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(0, 12).mapToObj(SpoolIT::call).toList());
    script.spool().await("nothing", () -> script.spool().calls().isEmpty());
    assertThat(hub.isQuiet()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(ints = {429, 500, 503})
  void keepsWhatTheHubCannotTakeNow(int status) throws Exception {
    hub.answer(Answer.problem(status));
    script.run(call(1));
    hub.received();
    hub.answer(Answer.TAKEN);
    Received again = hub.received();
    assertThat(again.body()).isEqualTo(call(1));
    script.spool().await("nothing", () -> script.spool().calls().isEmpty());
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 404, 409, 413, 415, 422})
  void dropsAndCountsWhatTheHubNeverTakes(int status) throws Exception {
    hub.answer(Answer.problem(status));
    script.run(call(1));
    hub.received();
    script.spool().await("nothing", () -> script.spool().calls().isEmpty());
    assertThat(script.spool().folder().resolve("refused")).hasContent("1\n");
  }

  /** Another program that took the hub's port says 404 or 200, but not as the hub does. */
  @ParameterizedTest
  @ValueSource(ints = {200, 404})
  void keepsWhatAStrangerAnswers(int status) throws Exception {
    hub.answer(new Answer(status, "text/html", "<p>Hello"));
    script.run(call(1));
    hub.received();
    script.spool().await("a drainer", () -> script.spool().drainer().isPresent());
    assertThat(script.spool().calls()).hasSize(1);
  }

  @Test
  void aHubThatNeverAnswersCostsNothing_andGetsAllOnceItDoes() throws Exception {
    hub.goAway();
    try (var silent = new ServerSocket(hub.port(), 50, InetAddress.getLoopbackAddress())) {
      assertThat(silent.isBound()).isTrue();
      long start = System.nanoTime();
      assertThat(script.run(call(1))).isEmpty();
      assertThat(script.run(call(2))).isEmpty();
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(AT_ONCE);
      script.spool().await("2 calls", () -> script.spool().calls().size() == 2);
    }
    hub.comeBack();
    assertThat(hub.received(2)).extracting(Received::body).containsExactly(call(1), call(2));
  }

  /** Of a process that is no more, half taken, and of another machine, long ago. */
  @ParameterizedTest
  @ValueSource(strings = {"dead", "", "1600000000 1 elsewhere\n"})
  void aLockThatNobodyHoldsIsTakenOver(String lock) throws Exception {
    script.spool().put("lock", lock.equals("dead") ? deadHolder() : lock);
    script.run(call(1));
    assertThat(hub.received().body()).isEqualTo(call(1));
  }

  @Test
  void aCallWaitsForTheProcessThatHoldsTheLock() throws Exception {
    hub.goAway();
    script.run(call(1));
    script.spool().await("a drainer", () -> script.spool().drainer().isPresent());
    assertThat(script.spool().drainer().orElseThrow().isAlive()).isTrue();
    script.run(call(2));
    script.spool().await("2 calls", () -> script.spool().calls().size() == 2);
    hub.comeBack();
    assertThat(hub.received(2)).extracting(Received::body).containsExactly(call(1), call(2));
  }

  /** A disk fault, a crash in the middle of writing, and files that are nobody's. */
  @Test
  void filesThatAreNoCallsDoNotHoldUpOthers() throws Exception {
    script.spool().put("1700000000.1-0000001.o.0.s1", "\0\1garbage\n@/etc/hostname\n\nmore");
    script.spool().put("1700000000.2-0000002.o.0.s1", "");
    script.spool().put("1700000000.3-0000003.o.0.s1", "claude-code\nX-Signalbox-User: a");
    script.spool().put("1700000000", "claude-code\n\n{}");
    script.spool().put(".1700000000.4-0000004.o.0.s1", "claude-code\n\n{\"half\":");
    script.run(call(1));
    List<Received> all = hub.received(5);
    assertThat(all.getLast().body()).isEqualTo(call(1));
    assertThat(all).noneMatch(it -> it.body().contains("half"));
    assertThat(all).allMatch(it -> it.path().startsWith("/api/hooks/"));
    script.spool().await("nothing", () -> script.spool().calls().isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "/dev/null", "/proc"})
  void sendsWithoutASpool_whereItCannotWrite(String home) throws Exception {
    assertThat(script.run(call(1), Map.of("HOME", home))).isEmpty();
    assertThat(hub.received().body()).isEqualTo(call(1));
  }

  @Test
  void isNobodyElsesBusiness() throws Exception {
    keep(call(1));
    Path folder = script.spool().folder();
    Path file = folder.resolve(script.spool().calls().getFirst());
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
        .isEqualTo("rwx------");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
  }

  /** A call of which the hub hears nothing for now. */
  private void keep(String payload) throws IOException, InterruptedException {
    hub.goAway();
    script.run(payload);
    script.spool().await("a drainer", () -> script.spool().drainer().isPresent());
  }

  private static String call(int number) {
    return "{\"session_id\":\"s1\",\"hook_event_name\":\"PreToolUse\",\"n\":" + number + "}";
  }

  private static BigDecimal ran(Received call) {
    return new BigDecimal(call.header("X-Signalbox-Time"));
  }

  private static BigDecimal sent(Received call) {
    return new BigDecimal(call.header("X-Signalbox-Sent"));
  }

  /** A lock as it is left behind by a process that was killed a moment ago. */
  private static String deadHolder() throws IOException, InterruptedException {
    Process dead = new ProcessBuilder("true").start();
    dead.waitFor();
    String host =
        new String(
            new ProcessBuilder("uname", "-n").start().getInputStream().readAllBytes(),
            StandardCharsets.UTF_8);
    return System.currentTimeMillis() / 1000 + " " + dead.pid() + " " + host;
  }

  private static boolean isInstalled(String program) {
    return Stream.of(System.getenv("PATH").split(":", -1))
        .anyMatch(path -> Files.isExecutable(Path.of(path, program)));
  }
}
