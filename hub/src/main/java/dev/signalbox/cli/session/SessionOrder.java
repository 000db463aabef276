package dev.signalbox.cli.session;

import dev.signalbox.protocol.Session;
import dev.signalbox.protocol.Session.State;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * The order of the Now page: by state, those that need somebody first; the longest waiting before
 * others that wait, elsewhere the newest first.
 */
public final class SessionOrder implements Comparator<Session> {
  private static final List<State> OPEN =
      List.of(State.NEEDS_YOU, State.WORKING, State.IDLE, State.LOST);

  @Override
  public int compare(Session some, Session other) {
    int byGroup = Integer.compare(group(some), group(other));
    if (byGroup != 0) {
      return byGroup;
    }
    int byTime =
        switch (some.state()) {
          case NEEDS_YOU -> some.stateSince().compareTo(other.stateSince());
          case WORKING -> newestFirst(some.startedAt(), other.startedAt());
          case IDLE, LOST, FAILED, ENDED -> newestFirst(some.stateSince(), other.stateSince());
        };
    return byTime != 0 ? byTime : some.id().compareTo(other.id());
  }

  /** What failed and what ended stand together, by when. */
  private static int group(Session session) {
    int group = OPEN.indexOf(session.state());
    return group < 0 ? OPEN.size() : group;
  }

  private static int newestFirst(Instant some, Instant other) {
    return other.compareTo(some);
  }
}
