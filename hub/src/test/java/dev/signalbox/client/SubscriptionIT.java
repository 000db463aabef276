package dev.signalbox.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.signalbox.Config;
import dev.signalbox.Hub;
import dev.signalbox.protocol.Event;
import dev.signalbox.protocol.Json;
import dev.signalbox.protocol.Message;
import dev.signalbox.protocol.Position;
import dev.signalbox.session.Liveness;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A subscription to a real hub. */
@Timeout(60)
final class SubscriptionIT {
  private static final int MANY = 5_000;
  private static final int BATCH = 500;

  @TempDir Path folder;
  private Hub hub;
  private HubClient client;

  @BeforeEach
  void open() {
    hub = start(0);
    client = new HubClient(URI.create(hub.url()));
  }

  @AfterEach
  void close() {
    client.close();
    hub.close();
  }

  @Test
  void bringsWhatWasThereAndWhatComes() throws InterruptedException {
    client.publish(message("before"));
    Position start = client.info().position().at(0);
    var heard = new HeardFromHub();
    try (var _ = client.subscribe(Interest.LOBBY.everything().since(start), heard)) {
      assertThat(heard.until("caught up"))
          .containsExactly("session:started", "before", "caught up");
      client.publish(message("after"));
      assertThat(heard.until("after")).containsExactly("after");
    }
  }

  @Test
  void bringsSummaries_whenTheyAreWanted() throws InterruptedException {
    var heard = new HeardFromHub();
    try (var _ = client.subscribe(Interest.LOBBY.withSummaries(), heard)) {
      heard.until("caught up");
      client.publish(message("Mend the fence"));
      assertThat(heard.until("summary: Mend the fence")).doesNotContain("Mend the fence");
    }
  }

  @Test
  void goesOnOverARestart_withEachEventOnce() throws InterruptedException {
    var heard = new HeardFromHub();
    try (var _ = client.subscribe(Interest.LOBBY.everything(), heard)) {
      heard.until("caught up");
      publish(0, MANY);
      int port = hub.port();
      hub.close();
      hub = start(port);
      publish(MANY, MANY + BATCH);
      List<String> texts = heard.until("no. " + (MANY + BATCH - 1));
      assertThat(texts).filteredOn(it -> it.startsWith("no. ")).isEqualTo(numbers(MANY + BATCH));
      assertThat(texts).doesNotContain("gap");
    }
  }

  @Test
  void bringsALongReplay_withEachEventOnce() throws InterruptedException {
    publish(0, MANY);
    Position start = client.info().position().at(0);
    var heard = new HeardFromHub();
    try (var _ = client.subscribe(Interest.LOBBY.everything().since(start), heard)) {
      List<String> lines = heard.until("caught up");
      assertThat(lines.subList(1, lines.size() - 1)).isEqualTo(numbers(MANY));
    }
  }

  @Test
  void tellsAGap_whenThePositionIsOfAnotherLog() throws InterruptedException {
    var heard = new HeardFromHub();
    Interest elsewhere = Interest.LOBBY.since(Position.parse("another:7"));
    try (var _ = client.subscribe(elsewhere, heard)) {
      assertThat(heard.until("caught up")).containsExactly("gap", "caught up");
    }
  }

  @Test
  void ends_whenThereIsSomethingElseThanAHub() throws IOException, InterruptedException {
    HttpServer other =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    other.start();
    URI address = URI.create("http://127.0.0.1:" + other.getAddress().getPort());
    var heard = new HeardFromHub();
    try (var stranger = new HubClient(address);
        var _ = stranger.subscribe(Interest.LOBBY, heard)) {
      assertThat(heard.until("closed: Expected a hub's answer, but got HTTP 404")).hasSize(1);
    } finally {
      other.stop(0);
    }
  }

  private Hub start(int port) {
    return Hub.start(new Config("127.0.0.1", port, folder, Config.Auth.NONE, Liveness.LEASE));
  }

  private static Event message(String text) {
    return Event.of("message:user", "s1", Instant.EPOCH, Json.object().put("text", text));
  }

  /** Messages {@code no. from}, … in batches. */
  private void publish(int from, int to) throws InterruptedException {
    for (int i = from; i < to; i += BATCH) {
      client.publish(IntStream.range(i, i + BATCH).mapToObj(it -> message("no. " + it)).toList());
    }
  }

  private static List<String> numbers(int count) {
    return IntStream.range(0, count).mapToObj(it -> "no. " + it).toList();
  }

  /** What came, as lines: the text of a message, else the type of an event. */
  private static final class HeardFromHub implements SubscriptionListener {
    private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();

    List<String> until(String last) throws InterruptedException {
      var before = new ArrayList<String>();
      while (before.isEmpty() || !before.getLast().equals(last)) {
        String line = lines.poll(20, TimeUnit.SECONDS);
        if (line == null) {
          throw new AssertionError("Expected " + last + " after " + before);
        }
        before.add(line);
      }
      return before;
    }

    @Override
    public void event(LiveEvent event) {
      lines.add(event.payload().path("text").asText(event.type()));
    }

    @Override
    public void session(Message.SessionChanged changed) {
      lines.add("summary: " + changed.payload().firstPrompt());
    }

    @Override
    public void gap(Message.Gap gap) {
      lines.add("gap");
    }

    @Override
    public void caughtUp(Position position) {
      lines.add("caught up");
    }

    @Override
    public void state(ConnectionState state) {
      if (state instanceof ConnectionState.Closed closed && closed.reason() != null) {
        lines.add("closed: " + closed.reason());
      }
    }
  }
}
