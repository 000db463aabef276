package dev.signalbox.broadcast;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.session.StateHub;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TimelineTest {
  private static final int SESSIONS = 20;

  private StateHub hub;
  private Timeline timeline;

  @BeforeEach
  void open(@TempDir Path folder) throws SQLException {
    hub = new StateHub(folder);
    timeline =
        new Timeline(
            hub.eventLog,
            hub.readers,
            new Summaries(hub.projection),
            new Frames(hub.eventLog.head().epoch()),
            new Tail(0, 1));
    hub.listen(timeline::add);
  }

  @AfterEach
  void close() {
    hub.close();
  }

  @Test
  void stored_smallEventsOfLargeSessions_comesInPartsAndLeavesNoSummaryOut() {
    String large = "{'metadata':{'note':'" + "x".repeat(16_000) + "'}}";
    for (int i = 0; i < SESSIONS; i++) {
      hub.append("s" + i, "session:updated", large);
    }
    long before = timeline.head().sequence();
    for (int i = 0; i < SESSIONS; i++) {
      hub.append("s" + i, "session:idle", "{}");
    }

    assertThat(timeline.stored(before, true).join()).hasSizeBetween(4, 6);
    assertThat(timeline.stored(before, false).join()).hasSize(SESSIONS);
    assertThat(allAfter(before))
        .hasSize(SESSIONS)
        .allMatch(frame -> frame.event() != null && frame.summary() != null);
  }

  private List<Frame> allAfter(long sequence) {
    var all = new ArrayList<Frame>();
    long reached = sequence;
    while (reached < timeline.head().sequence()) {
      all.addAll(timeline.stored(reached, true).join());
      reached = all.getLast().sequence();
    }
    return all;
  }
}
