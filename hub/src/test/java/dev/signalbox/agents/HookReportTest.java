package dev.signalbox.agents;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.log.LoggedEvent;
import dev.signalbox.protocol.Event;
import dev.signalbox.protocol.Json;
import dev.signalbox.protocol.Session;
import dev.signalbox.session.fold.SessionFold;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What of a report is news to the hub. */
final class HookReportTest {
  private static final Instant AT = Instant.parse("2026-11-23T08:00:00Z");
  private static final Event START =
      event("session:started", "{'cwd':'/srv/app','user':'ana','hostname':'mb-1','inferred':true}");
  private static final Event CALL = event("tool:started", "{'toolName':'Bash'}");

  @Test
  void toAnUnknownSessionItsStartComesFirst_unlessItIsOneItself() {
    assertThat(new HookReport(START, List.of(CALL), null).begin()).containsExactly(START, CALL);
    Event own = event("session:started", "{'cwd':'/srv/app'}");
    assertThat(new HookReport(START, List.of(own), null).begin()).containsExactly(own);
  }

  @Test
  void factsThatAreKnownAreNoNews() {
    Event facts = event("session:updated", "{'model':'m1'}");
    var report = new HookReport(START, List.of(CALL), facts);
    assertThat(report.onto(known("{'cwd':'/srv/app','user':'ana','hostname':'mb-1'}")))
        .containsExactly(CALL, facts);
    assertThat(report.onto(known("{'cwd':'/srv/app','user':'ana','hostname':'mb-1','model':'m1'}")))
        .containsExactly(CALL);
  }

  @Test
  void aSessionThatWasFirstToldOfByOthersLearnsWhereItRuns() {
    var report = new HookReport(START, List.of(CALL), null);
    assertThat(report.onto(known("{'agent':'codex','inferred':true}")))
        .containsExactly(START, CALL);
    assertThat(report.onto(known("{'cwd':'/','user':'bo','hostname':'x','inferred':true}")))
        .containsExactly(CALL);
  }

  private static Session known(String started) {
    var logged = new LoggedEvent(1, AT, event("session:started", started));
    return SessionFold.start(logged).orElseThrow().session();
  }

  private static Event event(String type, String fields) {
    return Event.of(type, "s1", AT, Json.read(fields.replace('\'', '"'), ObjectNode.class));
  }
}
