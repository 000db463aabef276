package dev.signalbox.agents.otlp;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.agents.otlp.Finding.Kind;
import dev.signalbox.protocol.Detail;
import dev.signalbox.protocol.Event;
import dev.signalbox.protocol.Subagent;
import dev.signalbox.session.fold.SessionState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What one request tells of one session. Used by one thread. */
final class SessionFindings {
  /** Events of unknown kinds that one request may add to a session; the rest is left out. */
  static final int KEPT_MAX = 100;

  private final String sessionId;
  private final ObjectNode start;
  private Instant startedAt;
  private final List<Finding> findings = new ArrayList<>();
  private final Set<String> eventIds = new HashSet<>();
  private int kept;
  private boolean isAnnounced;

  /**
   * @param start how the session begins when the hub knows nothing of it: the body of its first
   *     event
   */
  SessionFindings(String sessionId, Instant startedAt, ObjectNode start) {
    this.sessionId = sessionId;
    this.startedAt = startedAt;
    this.start = start;
  }

  /** The agent says that the session is there, even if nothing else happened yet. */
  void announce() {
    isAnnounced = true;
  }

  /** False when there is no room for it. */
  boolean add(Finding finding) {
    String eventId = finding.event().eventId();
    if (eventId != null && !eventIds.add(eventId)) {
      return true;
    }
    if (finding.kind() == Kind.KEPT && ++kept > KEPT_MAX) {
      return false;
    }
    findings.add(finding);
    if (finding.event().timestamp().isBefore(startedAt)) {
      startedAt = finding.event().timestamp();
    }
    return true;
  }

  /** What is told, by the time at which it happened, in parts that are appended one by one. */
  List<Part> parts(int sizeMax) {
    List<Finding> ordered =
        findings.stream().sorted(Comparator.comparing(it -> it.event().timestamp())).toList();
    boolean begins =
        isAnnounced || ordered.stream().anyMatch(finding -> finding.kind() != Kind.KEPT);
    if (ordered.isEmpty() && !isAnnounced) {
      return List.of();
    }
    // What it can be told, only its hooks can say.
    start.putArray("controls");
    var begin = Event.of("session:started", sessionId, startedAt, start);
    var parts = new ArrayList<Part>();
    for (int from = 0; from < Math.max(1, ordered.size()); from += sizeMax) {
      int to = Math.min(ordered.size(), from + sizeMax);
      parts.add(new Part(begin, ordered.subList(from, to), begins));
    }
    return parts;
  }

  /**
   * Findings that are appended together.
   *
   * @param begins whether a session that nobody knows begins with them
   */
  record Part(Event start, List<Finding> findings, boolean begins) {
    Part {
      findings = List.copyOf(findings);
    }

    /** Every event that it may come to. */
    List<Event> candidates() {
      var all = new ArrayList<Event>();
      all.add(start);
      findings.forEach(finding -> all.add(finding.event()));
      return all;
    }

    /** The events to append when the hub does not know the session. */
    List<Event> begin() {
      return begins ? candidates() : List.of();
    }

    /** The events to append to a known session. */
    List<Event> onto(SessionState known) {
      boolean isReported = known.carry().reported();
      return findings.stream()
          .filter(finding -> finding.kind() != Kind.STANDS_IN || !isReported)
          .map(Finding::event)
          .filter(event -> isNews(event, known))
          .toList();
    }

    /** A subagent comes with each of its records: only what is not known of it is told. */
    private static boolean isNews(Event event, SessionState known) {
      if (!(event.detail() instanceof Detail.AgentStarted started)) {
        return true;
      }
      Subagent subagent = known.subagents().find(started.agentId()).orElse(null);
      return subagent == null
          || (subagent.parentAgentId() == null && started.parentAgentId() != null)
          || (subagent.agentType() == null && started.agentType() != null);
    }
  }
}
