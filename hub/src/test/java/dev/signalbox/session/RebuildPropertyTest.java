package dev.signalbox.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.log.SqliteDatabase;
import dev.signalbox.protocol.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** P6: whatever comes, in whatever batches, the rows are those that a rebuild makes. */
final class RebuildPropertyTest {
  private static Path folder = Path.of("");

  /** One batch, and what happens before it. */
  record Batch(boolean isReopened, int pauseSeconds, List<Told> events) {}

  @BeforeContainer
  static void migrateOnce() throws IOException {
    folder = Files.createTempDirectory("signalbox-rebuild");
    new SqliteDatabase(folder.resolve("empty.db")).migrate();
  }

  @AfterContainer
  static void delete() throws IOException {
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  @Property(tries = 40, edgeCases = EdgeCasesMode.NONE)
  void rebuiltRowsEqualIncrementalOnes(@ForAll("batches") List<Batch> batches)
      throws IOException, SQLException {
    Path home = Files.createTempDirectory(folder, "hub");
    Files.copy(folder.resolve("empty.db"), home.resolve("signalbox.db"));
    var hub = new StateHub(home);
    try {
      for (Batch batch : batches) {
        if (batch.isReopened()) {
          hub.close();
          hub = hub.reopened(home);
        }
        append(hub, batch);
        checkInvariants(hub);
      }
      List<String> rows = rows(hub);
      new Rebuild(hub.eventLog).run(progress -> {});
      assertThat(rows(hub)).isEqualTo(rows);
    } finally {
      hub.close();
    }
  }

  @Provide
  Arbitrary<List<Batch>> batches() {
    Arbitrary<Integer> skew =
        Arbitraries.frequencyOf(
            Tuple.of(6, Arbitraries.just(0)),
            Tuple.of(2, Arbitraries.integers().between(-20, 20)),
            Tuple.of(1, Arbitraries.of(-900_000_000, 900_000_000)));
    Arbitrary<Told> told =
        Combinators.combine(
                Arbitraries.integers().between(1, 3),
                Arbitraries.of(Told.TYPES),
                skew,
                Arbitraries.integers().between(0, 11),
                Arbitraries.integers().between(0, 41))
            .as(Told::new);
    Arbitrary<Boolean> reopened = Arbitraries.integers().between(0, 9).map(it -> it == 9);
    return Combinators.combine(
            reopened, Arbitraries.of(0, 0, 1, 5, 100), told.list().ofMinSize(1).ofMaxSize(12))
        .as(Batch::new)
        .list()
        .ofMaxSize(20);
  }

  private static void append(StateHub hub, Batch batch) {
    hub.pause(Duration.ofSeconds(batch.pauseSeconds()));
    var events = new ArrayList<Event>();
    batch.events().forEach(told -> events.add(told.event(hub.instant())));
    hub.append(() -> events);
  }

  private static void checkInvariants(StateHub hub) {
    for (String id : List.of("s1", "s2", "s3")) {
      hub.read(handle -> SessionQueries.detail(handle, id)).ifPresent(SessionInvariants::check);
    }
  }

  private static List<String> rows(StateHub hub) {
    var rows = new ArrayList<String>();
    for (String table :
        List.of("session", "chain", "step", "subagent", "ask", "command", "counted")) {
      rows.addAll(
          hub.read(handle ->
              handle
                  .createQuery("SELECT * FROM " + table)
                  .mapToMap()
                  .map(row -> table + " " + row)
                  .list()));
    }
    Collections.sort(rows);
    return rows;
  }
}
