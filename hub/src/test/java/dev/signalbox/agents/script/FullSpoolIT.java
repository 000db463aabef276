package dev.signalbox.agents.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.signalbox.agents.script.StandInHub.Received;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A hub that stays away for longer than there is room. */
@Timeout(60)
final class FullSpoolIT {
  private static final Map<String, String> ROOM_FOR_20 = Map.of("SIGNALBOX_SPOOL_FILES", "20");

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

  @Test
  void observationsGoFirst_andTheSessionSaysHowManyAreMissing() throws Exception {
    hub.goAway();
    for (int i = 10; i < 40; i++) {
      put(i, i % 3 == 0 ? "k" : "o", "long");
    }
    put(9, "o", "short");
    script.run("{\"session_id\":\"long\",\"hook_event_name\":\"Stop\"}", ROOM_FOR_20);
    script.spool().await("room", () -> script.spool().calls().size() <= 20);
    hub.comeBack();
    List<Received> all = hub.received(script.spool().calls().size());
    assertThat(all).filteredOn(it -> it.body().contains("\"kind\":\"k\"")).hasSize(10);
    assertThat(all).filteredOn(it -> it.body().contains("short")).hasSize(1);
    assertThat(all).filteredOn(it -> it.body().contains("long")).hasSize(all.size() - 1);
    assertThat(all.stream().mapToInt(FullSpoolIT::missing).sum()).isEqualTo(32 - all.size());
    assertThat(all).filteredOn(it -> missing(it) > 0).hasSize(1);
  }

  @Test
  void promptsGo_whenThereIsNothingElse() throws Exception {
    hub.goAway();
    for (int i = 10; i < 40; i++) {
      put(i, "k", "long");
    }
    script.run("{\"session_id\":\"long\",\"hook_event_name\":\"Stop\"}", ROOM_FOR_20);
    script.spool().await("room", () -> script.spool().calls().size() <= 20);
    hub.comeBack();
    List<Received> all = hub.received(script.spool().calls().size());
    assertThat(all.getFirst().body()).doesNotContain("\"n\":10");
    assertThat(all.getLast().body()).contains("Stop");
    assertThat(missing(all.getFirst())).isEqualTo(31 - all.size());
  }

  /** They name things otherwise than hooks do. */
  @Test
  void openCodesToolCallsGoBeforeItsMessages_andCountForTheirSession() throws Exception {
    hub.goAway();
    script.run(openCode("ses_1", "text"));
    script.run(openCode("ses_2", "tool"));
    script.spool().await("both", () -> script.spool().calls().size() == 2);
    assertThat(script.spool().calls())
        .extracting(name -> name.replaceFirst("^[^a-z]*\\.", ""))
        .containsExactly("k.0.ses_1", "o.0.ses_2");
  }

  @Test
  void bytesCountAsWell() throws Exception {
    hub.goAway();
    for (int i = 10; i < 40; i++) {
      put(i, "o", "long", "x".repeat(20_000));
    }
    script.run("{\"session_id\":\"long\"}", Map.of("SIGNALBOX_SPOOL_KIB", "400"));
    script.spool().await("room", () -> script.spool().calls().size() <= 20);
    assertThat(script.spool().calls()).hasSizeGreaterThan(10);
  }

  /** A disk that only the script sees; it is gone when that ends. */
  @Test
  void sendsAtOnce_whenTheDiskIsFull() throws Exception {
    List<String> fullDisk =
        List.of(
            "unshare",
            "--mount",
            "--map-root-user",
            "sh",
            "-c",
            "mount -t tmpfs -o size=64k tmpfs \"$HOME\" && { cat /dev/zero >\"$HOME/x\" || true; }"
                + " && \"$@\"",
            "sh");
    assumeTrue(
        succeeds(fullDisk, "true"),
        "A small disk needs a Linux on which this user may mount one with unshare");
    Process process = script.builder(Map.of(), with(fullDisk, script.command())).start();
    ScriptRun.feed(process, "{\"session_id\":\"s1\"}");
    assertThat(process.waitFor()).isZero();
    assertThat(hub.received().body()).isEqualTo("{\"session_id\":\"s1\"}");
  }

  private boolean succeeds(List<String> words, String command) throws Exception {
    if (!Files.isExecutable(Path.of("/usr/bin/unshare"))) {
      return false;
    }
    return script.builder(Map.of(), with(words, List.of(command))).start().waitFor() == 0;
  }

  private static List<String> with(List<String> words, List<String> more) {
    List<String> all = new ArrayList<>(words);
    all.addAll(more);
    return all;
  }

  private static String openCode(String session, String part) {
    return """
    {"id":"evt_1","type":"message.part.updated","properties":{"sessionID":"%s","part":{"type":"%s"}}}\
    """
        .formatted(session, part);
  }

  private void put(int number, String kind, String session, String... more) throws IOException {
    script
        .spool()
        .put(
            "17000000%d.123456789-0000001.%s.0.%s".formatted(number, kind, session),
            """
            claude-code
            X-Signalbox-User: ana

            {"session_id":"%s","kind":"%s","n":%d,"more":"%s"}\
            """
                .formatted(session, kind, number, String.join("", more)));
  }

  private static int missing(Received call) {
    return Integer.parseInt(
        Objects.requireNonNullElse(call.headers().getFirst("X-Signalbox-Missing"), "0"));
  }
}
