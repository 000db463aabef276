package dev.signalbox.agents;

import dev.signalbox.protocol.AgentProcess;
import dev.signalbox.protocol.Detail;
import dev.signalbox.protocol.Event;
import dev.signalbox.protocol.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whether the agent is there, and all that it has said, as our hook script tells it in headers:
 * {@code X-Signalbox-Pid}, {@code -Born} and {@code -Boot}, {@code -Missing}, {@code -Gone}.
 *
 * @param process the agent's; null when the hook could not find it
 * @param missing calls of the same session before this one that the script had no room to keep
 * @param isGone the call repeats the session's start, to say that the process has vanished
 */
public record Presence(@Nullable AgentProcess process, int missing, boolean isGone) {
  /** The agent is there, as far as anybody knows. */
  public static final Presence UNKNOWN = new Presence(null, 0, false);

  private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,8}");
  private static final Pattern WORD = Pattern.compile("[\\p{Graph}]{1,100}");

  /** Reads the headers; a malformed one counts as absent. */
  public static Presence of(Function<String, @Nullable String> header) {
    String missing = matching(NUMBER, header.apply("X-Signalbox-Missing"));
    return new Presence(
        process(
            matching(NUMBER, header.apply("X-Signalbox-Pid")),
            matching(WORD, header.apply("X-Signalbox-Born")),
            matching(WORD, header.apply("X-Signalbox-Boot"))),
        missing == null ? 0 : Integer.parseInt(missing),
        header.apply("X-Signalbox-Gone") != null);
  }

  /** A report that also says how many calls are missing before it. */
  HookReport told(HookReport report) {
    if (missing == 0) {
      return report;
    }
    List<Event> events = new ArrayList<>(report.events());
    events.add(isStart(events) ? 1 : 0, warning(report.start()));
    return new HookReport(report.start(), events, report.facts());
  }

  /** The same events, of which one says in which process the session is. */
  static List<Event> in(AgentProcess process, List<Event> events) {
    List<Event> all = new ArrayList<>(events);
    if (isStart(events)) {
      Event start = events.getFirst();
      all.set(0, with(process, "session:started", start));
    } else if (!events.isEmpty()) {
      Event first = events.getFirst();
      var update = Event.of("session:updated", first.sessionId(), first.timestamp(), Json.object());
      all.add(with(process, "session:updated", update));
    }
    return all;
  }

  private static Event with(AgentProcess process, String type, Event event) {
    var body = event.body().deepCopy();
    body.set("process", process.json());
    return Event.of(type, event.sessionId(), event.timestamp(), body);
  }

  private Event warning(Event start) {
    var fields =
        Json.object()
            .put("warning", missing + " hook calls are missing: the hub was away for too long")
            .put("missing", missing);
    if (start.eventId() != null) {
      fields.put("eventId", start.eventId() + ":missing");
    }
    return Event.of("warning:occurred", start.sessionId(), start.timestamp(), fields);
  }

  private static boolean isStart(List<Event> events) {
    return !events.isEmpty() && events.getFirst().detail() instanceof Detail.SessionStarted;
  }

  private static @Nullable AgentProcess process(
      @Nullable String pid, @Nullable String born, @Nullable String boot) {
    return pid == null || boot == null ? null : new AgentProcess(Long.parseLong(pid), born, boot);
  }

  private static @Nullable String matching(Pattern pattern, @Nullable String text) {
    return text != null && pattern.matcher(text).matches() ? text : null;
  }
}
