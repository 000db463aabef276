package dev.signalbox.agents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.protocol.AgentProcess;
import dev.signalbox.protocol.Event;
import dev.signalbox.protocol.Json;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sessions of one process that go on from each other. */
final class LineageTest {
  private static final Instant AT = Instant.parse("2026-11-23T08:00:00Z");
  private static final AgentProcess TERMINAL = process(4711);

  private final Lineage lineage = new Lineage();

  @ParameterizedTest
  @ValueSource(strings = {"clear", "fork"})
  void aSessionGoesOnFromTheOneThatItsProcessWasIn(String source) {
    tell("s1", "startup", TERMINAL);
    assertThat(tell("s2", source, TERMINAL)).isEqualTo("s1");
    assertThat(tell("s3", source, TERMINAL)).isEqualTo("s2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"startup", "resume", "compact"})
  void anotherStartIsNoneThatGoesOn(String source) {
    tell("s1", "startup", TERMINAL);
    assertThat(tell("s2", source, TERMINAL)).isEmpty();
  }

  @Test
  void processesOfOtherMachinesAndOtherAgentsAreOthers() {
    tell("s1", "startup", TERMINAL);
    assertThat(tell("s2", "clear", process(4712))).isEmpty();
    assertThat(tell("s3", "clear", new AgentProcess(4711, "9", "other"))).isEmpty();
    assertThat(tell("s4", "clear", null)).isEmpty();
  }

  @Test
  void theEndOfTheSessionBefore_toldLate_changesNothing() {
    tell("s1", "startup", TERMINAL);
    assertThat(tell("s2", "clear", TERMINAL)).isEqualTo("s1");
    Event ended = event("session:ended", "s1", "{'reason':'clear'}");
    lineage.linked(new HookReport(start("s1"), List.of(ended), null), TERMINAL);
    assertThat(tell("s3", "clear", TERMINAL)).isEqualTo("s2");
  }

  @Test
  void toldTwice_sinceItCouldNotBeStored_aStartIsLinkedToTheSame() {
    tell("s1", "startup", TERMINAL);
    assertThat(tell("s2", "clear", TERMINAL)).isEqualTo("s1");
    assertThat(tell("s2", "clear", TERMINAL)).isEqualTo("s1");
  }

  @Test
  void toldTwice_aStartIsLinkedToNoOther() {
    tell("s1", "clear", TERMINAL);
    assertThat(tell("s1", "clear", TERMINAL)).isEmpty();
  }

  @Test
  void theProcessesThatWereHeardOfLastAreRemembered() {
    tell("s1", "startup", TERMINAL);
    for (int pid = 1; pid <= Lineage.PROCESSES_MAX; pid++) {
      tell("other", "startup", process(10_000L + pid));
    }
    assertThat(tell("s2", "clear", TERMINAL)).isEmpty();
    assertThat(tell("s3", "clear", process(10_000L + Lineage.PROCESSES_MAX))).isEqualTo("other");
  }

  /** The session that one goes on from; empty when it is linked to none. */
  private String tell(String sessionId, String source, @Nullable AgentProcess process) {
    Event started =
        event("session:started", sessionId, "{'cwd':'/srv/app','source':'%s'}".formatted(source));
    HookReport report = new HookReport(start(sessionId), List.of(started), null);
    Event linked = lineage.linked(report, process).events().getFirst();
    return linked.body().path("resumedFrom").asText("");
  }

  private static Event start(String sessionId) {
    return event("session:started", sessionId, "{'agent':'claude-code','inferred':true}");
  }

  private static Event event(String type, String sessionId, String fields) {
    return Event.of(type, sessionId, AT, Json.read(fields.replace('\'', '"'), ObjectNode.class));
  }

  private static AgentProcess process(long pid) {
    return new AgentProcess(pid, "9", "b00t");
  }
}
