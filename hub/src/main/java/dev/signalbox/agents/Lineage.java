package dev.signalbox.agents;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.errorprone.annotations.concurrent.GuardedBy;
import dev.signalbox.protocol.AgentProcess;
import dev.signalbox.protocol.Detail;
import dev.signalbox.protocol.Event;
import dev.signalbox.protocol.Fields;
import dev.signalbox.protocol.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which session each agent's process is in. No payload says from which session another was cleared
 * or forked, but the process that does it was in that one just before. Kept in memory only, and
 * only for the processes that were heard of last. Thread safe.
 */
final class Lineage {
  /** Processes that are remembered; far more than run at a time. */
  static final int PROCESSES_MAX = 10_000;

  /** Starts, in the agents' words, of a session that goes on from another. */
  private static final Set<String> SOURCES = Set.of("clear", "fork");

  private record Runner(AgentProcess process, String agent) {}

  /**
   * @param before the session that the process was in; null when nobody knows
   */
  private record Stay(String sessionId, @Nullable String before) {}

  @GuardedBy("this")
  private final Map<Runner, Stay> stays = new LinkedHashMap<>(16, 0.75f, true);

  /**
   * The report with the session that it goes on from.
   *
   * @param process null when nobody knows it: then nothing is linked
   */
  HookReport linked(HookReport report, @Nullable AgentProcess process) {
    String agent = new Fields(report.start().body()).text("agent");
    if (process == null || agent == null) {
      return report;
    }
    String before = enter(new Runner(process, agent), report);
    if (before == null) {
      return report;
    }
    return new HookReport(report.start(), linked(report.events(), before), report.facts());
  }

  /** The session that the process is in, when it is not the report's own; else null. */
  synchronized @Nullable String other(HookReport report, AgentProcess process) {
    String agent = new Fields(report.start().body()).text("agent");
    Stay stay = agent == null ? null : stays.get(new Runner(process, agent));
    return stay == null || isIn(stay, report) ? null : stay.sessionId();
  }

  /**
   * What is told of a session's end may come after the start of the next one, and a start that
   * could not be stored is told once more: it goes on from the same session then.
   */
  private synchronized @Nullable String enter(Runner runner, HookReport report) {
    boolean isOver =
        report.events().stream().anyMatch(event -> event.detail() instanceof Detail.SessionEnded);
    if (isOver) {
      return null;
    }
    Stay known = stays.get(runner);
    if (known != null && isIn(known, report)) {
      return known.before();
    }
    String before = known == null ? null : known.sessionId();
    stays.put(runner, new Stay(report.start().sessionId(), before));
    if (stays.size() > PROCESSES_MAX) {
      var oldest = stays.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
    return before;
  }

  private static boolean isIn(Stay stay, HookReport report) {
    return stay.sessionId().equals(report.start().sessionId());
  }

  private static List<Event> linked(List<Event> events, String before) {
    return events.stream().map(event -> goesOn(event) ? linked(event, before) : event).toList();
  }

  private static boolean goesOn(Event event) {
    return event.detail() instanceof Detail.SessionStarted
        && SOURCES.contains(event.body().path("source").asText(""))
        && !event.body().has("resumedFrom");
  }

  private static Event linked(Event event, String before) {
    ObjectNode body = Json.object();
    body.setAll(event.body());
    body.put("resumedFrom", before);
    return Event.of(event.type(), event.sessionId(), event.timestamp(), body);
  }
}
