package dev.signalbox.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.log.AppendResult;
import dev.signalbox.log.Proposal;
import dev.signalbox.protocol.Event;
import dev.signalbox.protocol.Json;
import dev.signalbox.session.fold.SessionState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
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

/** A batch that is undone, since one of its proposals fails, leaves nothing in memory. */
final class UndonePropertyTest {
  private static final List<String> SESSIONS = List.of("s1", "s2", "s3");

  private static Path folder = Path.of("");

  /** Events that stay together, and how they end. */
  record Wish(List<Told> events, End end) {}

  /** A refusal after the first event undoes the whole batch, as does a fault. */
  enum End {
    WELL,
    REFUSED_BEFORE,
    REFUSED_AFTER,
    BROKEN
  }

  @BeforeContainer
  static void create() throws IOException {
    folder = Files.createTempDirectory("signalbox-undone");
  }

  @AfterContainer
  static void delete() throws IOException {
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }

  @Property(tries = 30, edgeCases = EdgeCasesMode.NONE)
  void memoryEqualsTheRows(@ForAll("batches") List<List<Wish>> batches)
      throws IOException, SQLException, InterruptedException {
    Path home = Files.createTempDirectory(folder, "hub");
    try (var hub = new StateHub(home)) {
      hub.append("s9", "interaction:awaiting-input", "{'askId':'taken','question':'?'}");
      for (List<Wish> batch : batches) {
        append(hub, batch);
      }
      List<String> remembered = states(hub);
      try (var reopened = hub.reopened(home)) {
        assertThat(states(reopened)).isEqualTo(remembered);
      }
    }
  }

  @Provide
  Arbitrary<List<List<Wish>>> batches() {
    Arbitrary<Told> told =
        Combinators.combine(
                Arbitraries.integers().between(1, 3),
                Arbitraries.of(Told.TYPES),
                Arbitraries.just(0),
                Arbitraries.integers().between(0, 11),
                Arbitraries.integers().between(0, 41))
            .as(Told::new);
    return Combinators.combine(
            told.list().ofMinSize(1).ofMaxSize(4),
            Arbitraries.frequency(
                Tuple.of(4, End.WELL),
                Tuple.of(1, End.REFUSED_BEFORE),
                Tuple.of(1, End.REFUSED_AFTER),
                Tuple.of(1, End.BROKEN)))
        .as(Wish::new)
        .list()
        .ofMinSize(1)
        .ofMaxSize(8)
        .list()
        .ofMaxSize(10);
  }

  /** All of them in one batch: they come while the thread is busy with the one before. */
  private static void append(StateHub hub, List<Wish> batch) throws InterruptedException {
    var busy = new CountDownLatch(1);
    var ready = new CountDownLatch(1);
    var pending = new ArrayList<CompletableFuture<List<AppendResult>>>();
    pending.add(
        hub.sequencer.append(() -> {
          busy.countDown();
          await(ready);
          return List.of();
        }));
    busy.await();
    batch.forEach(wish -> pending.add(hub.sequencer.append(proposal(hub, wish))));
    ready.countDown();
    pending.forEach(outcome -> outcome.handle((results, fault) -> 0).join());
  }

  private static Proposal proposal(StateHub hub, Wish wish) {
    return () -> {
      var events = new ArrayList<Event>();
      for (Told told : wish.events()) {
        events.add(told.event(hub.instant()));
      }
      switch (wish.end()) {
        case WELL -> {}
        case REFUSED_BEFORE -> events.addFirst(refused(hub));
        case REFUSED_AFTER -> events.add(refused(hub));
        case BROKEN -> throw new IllegalStateException("Broken on purpose");
      }
      return events;
    };
  }

  private static Event refused(StateHub hub) {
    return hub.event("s1", "interaction:awaiting-input", "{'askId':'taken','question':'?'}");
  }

  private static List<String> states(StateHub hub) {
    var states = new ArrayList<String>();
    hub.append(() -> {
      for (String id : SESSIONS) {
        states.add(hub.projection.state(id).map(UndonePropertyTest::text).orElse("none"));
      }
      return List.of();
    });
    return states;
  }

  private static String text(SessionState state) {
    return String.join(
        "\n",
        Json.text(state.session()),
        Json.text(state.chains().inOrder()),
        Json.text(state.steps().inOrder()),
        Json.text(state.subagents().inOrder()),
        Json.text(state.asks().inOrder()),
        Json.text(state.commands().inOrder()),
        Json.text(state.carry()));
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
