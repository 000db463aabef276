package dev.signalbox.agents;

import dev.signalbox.protocol.Detail;
import dev.signalbox.protocol.Event;
import dev.signalbox.protocol.Session;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one hook call reports of a session.
 *
 * @param start how the session begins when the hub knows nothing of it: its own start was missed
 * @param events what happened, in order
 * @param facts a {@code session:updated} with what the call also tells, e.g. the branch; null when
 *     it tells nothing
 */
public record HookReport(Event start, List<Event> events, @Nullable Event facts) {
  public HookReport {
    events = List.copyOf(events);
  }

  /** Every event that it may come to. */
  public List<Event> candidates() {
    var all = new ArrayList<Event>();
    all.add(start);
    all.addAll(events);
    if (facts != null) {
      all.add(facts);
    }
    return List.copyOf(all);
  }

  /** Whether it tells of the session's start. */
  boolean isStart() {
    return !events.isEmpty() && events.getFirst().detail() instanceof Detail.SessionStarted;
  }

  /** The events to append when the hub does not know the session. */
  public List<Event> begin() {
    if (isStart()) {
      return events;
    }
    var all = new ArrayList<Event>();
    all.add(start);
    all.addAll(events);
    return List.copyOf(all);
  }

  /** The events to append to a known session: what it knows already is left out. */
  public List<Event> onto(Session known) {
    var all = new ArrayList<Event>();
    if (fills(known)) {
      all.add(start);
    }
    all.addAll(events);
    if (facts != null && saysMore(facts, known)) {
      all.add(facts);
    }
    return List.copyOf(all);
  }

  /**
   * Whoever told of the session first, e.g. its telemetry, did not know where it runs, or what it
   * can be told.
   */
  private boolean fills(Session known) {
    return known.endedAt() == null
        && start.detail() instanceof Detail.SessionStarted started
        && ((known.cwd() == null && started.cwd() != null)
            || (known.user() == null && started.user() != null)
            || (known.hostname() == null && started.hostname() != null)
            || (isNone(known.controls()) && !isNone(started.controls())));
  }

  private static boolean isNone(@Nullable List<String> controls) {
    return controls == null || controls.isEmpty();
  }

  private static boolean saysMore(Event facts, Session known) {
    return facts.detail() instanceof Detail.SessionUpdated updated
        && (isNews(updated.title(), known.title())
            || isNews(updated.model(), known.model())
            || isNews(updated.gitBranch(), known.gitBranch()));
  }

  private static boolean isNews(@Nullable String said, @Nullable String known) {
    return said != null && !Objects.equals(said, known);
  }
}
