package dev.signalbox.cli.demo;

import dev.signalbox.cli.demo.Scene.Cue;
import dev.signalbox.client.HubClient;
import dev.signalbox.client.HubProblemException;
import dev.signalbox.client.Receipt;
import dev.signalbox.client.SessionPage;
import dev.signalbox.client.SessionQuery;
import dev.signalbox.protocol.Event;
import dev.signalbox.protocol.Session;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Plays performances into a hub: first, at once, all that has happened before the demo starts, with
 * its times in the past; then the rest as it is due. One thread plays; any may {@link #stop} it.
 */
public final class Player {
  /** Sessions of one demo. */
  public static final int SESSIONS_MAX = 200;

  /** Events of one request; the hub's limit. */
  private static final int BATCH_MAX = 1_000;

  private final HubClient client;
  private final double speed;
  private final Audience audience;
  private final CountDownLatch stopped = new CountDownLatch(1);

  /** Hears of every event after the hub has it. */
  @FunctionalInterface
  public interface Audience {
    void saw(String title, Event event);
  }

  /** What was played. */
  public record Show(Set<String> sessionIds, long events) {
    public Show {
      sessionIds = Set.copyOf(sessionIds);
    }
  }

  /**
   * @param speed how many times as fast as it would happen
   */
  public Player(HubClient client, double speed, Audience audience) {
    this.client = client;
    this.speed = speed;
    this.audience = audience;
  }

  /** How long so many sessions take at this speed, in seconds. */
  public double seconds(int sessions) {
    return program(sessions, "").stream().mapToDouble(Due::at).max().orElse(0) / speed;
  }

  /**
   * Plays to the end, or until it is stopped.
   *
   * @param sessions 1 to {@value #SESSIONS_MAX}
   */
  public Show play(int sessions) throws InterruptedException {
    // No two demos begin in the same millisecond on one hub.
    String run = Long.toString(System.currentTimeMillis(), Character.MAX_RADIX);
    List<Due> program = program(sessions, run);
    Instant start = Instant.now();
    long startNanos = System.nanoTime();
    int played = 0;
    while (played < program.size() && waitFor(program.get(played), startNanos)) {
      double now = elapsed(startNanos);
      var due = new ArrayList<Due>();
      while (due.size() < BATCH_MAX
          && played + due.size() < program.size()
          && program.get(played + due.size()).at() <= now) {
        due.add(program.get(played + due.size()));
      }
      publish(due, start);
      played += due.size();
    }
    return new Show(
        program.subList(0, played).stream()
            .map(it -> it.performance().sessionId())
            .collect(Collectors.toSet()),
        played);
  }

  /** Ends it before the next event. */
  public void stop() {
    stopped.countDown();
  }

  public boolean isStopped() {
    return stopped.getCount() == 0;
  }

  /** The sessions of a show, as they stand. */
  public List<Session> sessions(Show show) throws InterruptedException {
    return client.sessions(SessionQuery.ALL).sessions().stream()
        .filter(session -> show.sessionIds().contains(session.id()))
        .toList();
  }

  /** Removes the sessions of all demos; answers how many there were. */
  public static int removeAll(HubClient client) throws InterruptedException {
    var ids = new ArrayList<String>();
    SessionPage page = client.sessions(SessionQuery.ALL);
    while (true) {
      page.sessions().stream().filter(Performance::isOfDemo).map(Session::id).forEach(ids::add);
      if (page.nextCursor() == null) {
        break;
      }
      page = client.sessions(SessionQuery.ALL.after(page.nextCursor()));
    }
    remove(client, ids);
    return ids.size();
  }

  /** Removes the sessions of one show. */
  public void remove(Show show) throws InterruptedException {
    remove(client, show.sessionIds());
  }

  /** One that somebody else has removed in the meantime is removed. */
  private static void remove(HubClient client, Collection<String> ids) throws InterruptedException {
    for (String id : ids) {
      try {
        client.deleteSession(id);
      } catch (HubProblemException e) {
        if (!e.problem().code().equals("unknown-session")) {
          throw e;
        }
      }
    }
  }

  /** A cue of a performance, at its time in seconds from the start. */
  private record Due(double at, Performance performance, Cue cue) {}

  private static List<Due> program(int sessions, String run) {
    return Performance.stage(SceneReader.all(), sessions, run).stream()
        .flatMap(it -> it.scene().cues().stream().map(cue -> new Due(it.due(cue), it, cue)))
        .sorted(Comparator.comparingDouble(Due::at))
        .toList();
  }

  private void publish(List<Due> due, Instant start) throws InterruptedException {
    Instant now = Instant.now();
    List<Event> events = due.stream().map(it -> event(it, start, now)).toList();
    Receipt receipt = client.publish(events);
    if (receipt.rejected() > 0) {
      throw new IllegalStateException("The hub refused an event of the demo: " + receipt.results());
    }
    for (int i = 0; i < events.size(); i++) {
      audience.saw(due.get(i).performance().scene().title(), events.get(i));
    }
  }

  /** What lies before the start keeps its distance from it, whatever the speed. */
  private static Event event(Due due, Instant start, Instant now) {
    Instant time = due.at() < 0 ? start.plusMillis(Math.round(due.at() * 1000)) : now;
    return due.performance().event(due.cue(), time);
  }

  /** Whether the time has come; false when it was stopped before. */
  private boolean waitFor(Due next, long startNanos) throws InterruptedException {
    double seconds = (next.at() - elapsed(startNanos)) / speed;
    return !stopped.await(Math.round(Math.max(0, seconds) * 1000), TimeUnit.MILLISECONDS);
  }

  /** Seconds of the time line since the start. */
  private double elapsed(long startNanos) {
    return (System.nanoTime() - startNanos) / 1e9 * speed;
  }
}
