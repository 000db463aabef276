package dev.signalbox.agents;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.protocol.AgentProcess;
import dev.signalbox.protocol.Event;
import dev.signalbox.protocol.Json;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PresenceTest {
  private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");
  private static final AgentProcess PROCESS = new AgentProcess(7, "9", "b");

  @Test
  void readsTheHeaders() {
    var headers =
        Map.of(
            "X-Signalbox-Pid", "7",
            "X-Signalbox-Born", "9",
            "X-Signalbox-Boot", "b",
            "X-Signalbox-Missing", "12",
            "X-Signalbox-Gone", "yes");
    assertThat(Presence.of(headers::get)).isEqualTo(new Presence(PROCESS, 12, true));
    assertThat(Presence.of(name -> null)).isEqualTo(Presence.UNKNOWN);
  }

  @ParameterizedTest
  @CsvSource({"0,b", "-1,b", "x,b", "99999999999,b", "7,''", "7,a b"})
  void whatIsNoProcessIsNone(String pid, String boot) {
    var headers = Map.of("X-Signalbox-Pid", pid, "X-Signalbox-Boot", boot);
    assertThat(Presence.of(headers::get)).isEqualTo(Presence.UNKNOWN);
  }

  @Test
  void warnsOfWhatIsMissing_beforeWhatCameAfterIt() {
    var start = event("session:started");
    var tool = event("tool:started");
    var presence = new Presence(null, 12, false);
    assertThat(types(presence.told(new HookReport(start, List.of(tool), null)).events()))
        .containsExactly("warning:occurred", "tool:started");
    assertThat(types(presence.told(new HookReport(start, List.of(start, tool), null)).events()))
        .containsExactly("session:started", "warning:occurred", "tool:started");
    Event warning = presence.told(new HookReport(start, List.of(tool), null)).events().getFirst();
    assertThat(warning.eventId()).isEqualTo("e1:missing");
    assertThat(warning.body().path("warning").asText()).startsWith("12 hook calls are missing");
  }

  @Test
  void aStartSaysInWhichProcess_elseAnUpdateDoes() {
    var start = event("session:started");
    var tool = event("tool:started");
    List<Event> begun = Presence.in(PROCESS, List.of(start, tool));
    assertThat(types(begun)).containsExactly("session:started", "tool:started");
    assertThat(begun.getFirst().body().path("process")).isEqualTo(PROCESS.json());
    assertThat(begun.getFirst().eventId()).isEqualTo("e1");
    List<Event> later = Presence.in(PROCESS, List.of(tool));
    assertThat(types(later)).containsExactly("tool:started", "session:updated");
    assertThat(later.getLast().body().path("process")).isEqualTo(PROCESS.json());
    assertThat(Presence.in(PROCESS, List.of())).isEmpty();
  }

  private static List<String> types(List<Event> events) {
    return events.stream().map(Event::type).toList();
  }

  private static Event event(String type) {
    return Event.of(
        type,
        "s1",
        NOW,
        Json.object().put("cwd", "/srv").put("toolName", "Bash").put("eventId", "e1"));
  }
}
