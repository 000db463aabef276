package dev.signalbox.log;

import static dev.signalbox.log.Facts.NOW;
import static dev.signalbox.log.Facts.message;
import static dev.signalbox.log.Facts.sequences;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.log.AppendResult.Appended;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What happens when SQLite cannot write: here its file may not grow, which it calls a full disk.
 */
final class SqliteOutageTest {
  private static final String LARGE = "x".repeat(100_000);

  @TempDir private Path folder;
  private final Disk disk = new Disk();
  private SqliteLogFile file;
  private Sequencer sequencer;

  @BeforeEach
  void open() throws SQLException {
    file = new SqliteLogFile(folder);
    sequencer = new Sequencer(file.log(), disk, new CommitListeners(), InstantSource.fixed(NOW));
    sequencer.append(message("s1", "first")).join();
  }

  @AfterEach
  void close() {
    sequencer.close();
    file.close();
  }

  @Test
  void aFullDisk_refusesWholeBatches_andReadsGoOn() {
    disk.isFull = true;
    for (int i = 0; i < 3; i++) {
      assertRefused();
      assertThat(sequencer.outage()).hasValueSatisfying(it -> assertThat(it).contains("full"));
      assertThat(stored()).containsExactly(1L);
    }
  }

  @Test
  void heals_withoutReopening_andWithoutAHole() {
    disk.isFull = true;
    assertRefused();
    assertRefused();
    disk.isFull = false;
    assertThat(sequencer.append(message("s1", LARGE)).join()).isEqualTo(new Appended(2));
    assertThat(sequencer.append(message("s1", "last")).join()).isEqualTo(new Appended(3));
    assertThat(sequencer.outage()).isEmpty();
    assertThat(stored()).containsExactly(1L, 2L, 3L);
  }

  /** Two events in one transaction, of which the first would still fit. */
  private void assertRefused() {
    var batch = sequencer.append(List.of(message("s1", "small"), message("s1", LARGE)));
    assertThatThrownBy(batch::join)
        .cause()
        .isInstanceOf(StoreUnavailableException.class)
        .hasMessageContaining("full");
  }

  private List<Long> stored() {
    return sequences(file.log().read(0, 100, 1_000_000).join());
  }

  /** Sets the limit of the connection that is about to write. */
  private static final class Disk extends AdmitAll {
    private volatile boolean isFull;

    @Override
    public void begin(Connection connection) {
      // Below the file's size, SQLite takes that.
      int pagesMax = isFull ? 1 : 1_000_000;
      try (Statement pragma = connection.createStatement()) {
        pragma.execute("PRAGMA max_page_count = " + pagesMax);
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
