package dev.signalbox.broadcast;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.session.StateHub;
import io.netty.util.IllegalReferenceCountException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CohortsTest {
  private static final Wire BARE = (message, bytes) -> bytes.writeBytes(message.json());
  private static final Cohort COHORT = new Cohort(BARE, new Filter(true, Set.of(), false), 0, 0);

  private StateHub hub;
  private Timeline timeline;
  private Cohorts cohorts;

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
    cohorts = new Cohorts(timeline);
    hub.append("s1", "message:user", "{'text':'a secret'}");
    hub.append("s2", "message:user", "{'text':'an answer'}");
  }

  @AfterEach
  void close() {
    hub.close();
  }

  @Test
  void next_forManyAtOnePlace_isMadeOnce() {
    String one = text(cohorts.next(COHORT, stored(), timeline.deletions()));
    String other = text(cohorts.next(COHORT).orElseThrow());

    assertThat(other).isEqualTo(one).contains("a secret");
    assertThat(cohorts.made()).isEqualTo(1);
  }

  @Test
  void next_outOfWhatWasReadBeforeADeletion_isForNobodyElse() {
    long deletions = timeline.deletions();
    List<Frame> late = stored();
    hub.append("s1", "session:deleted", "{}");
    cohorts.begin();

    assertThat(text(cohorts.next(COHORT, late, deletions))).contains("a secret");
    assertThat(text(cohorts.next(COHORT, stored(), timeline.deletions())))
        .contains("an answer")
        .doesNotContain("a secret");
  }

  @Test
  void begin_withAChunkThatIsReleasedTooOften_failsOnlyOnce() {
    Chunk chunk = cohorts.next(COHORT, stored(), timeline.deletions());
    chunk.release();
    chunk.release();
    hub.append("s3", "session:idle", "{}");

    assertThatThrownBy(cohorts::begin).isInstanceOf(IllegalReferenceCountException.class);
    cohorts.begin();
    assertThat(text(cohorts.next(COHORT, stored(), timeline.deletions()))).contains("a secret");
  }

  private List<Frame> stored() {
    return timeline.stored(0, false).join();
  }

  private static String text(Chunk chunk) {
    String text = chunk.bytes().toString(StandardCharsets.UTF_8);
    chunk.release();
    return text;
  }
}
