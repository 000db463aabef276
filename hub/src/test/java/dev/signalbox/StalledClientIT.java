package dev.signalbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.broadcast.Broadcast;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** P5: a client that does not read costs little, slows nobody and misses nothing. */
class StalledClientIT {
  private static final int EVENTS = 3_000;
  private static final int EVENT_CHARS = 2_000;
  private static final int STALLED = 20;

  /** A chunk of 64 KiB, which the last message in it may pass by 8 KiB. */
  private static final long BYTES_PER_CLIENT_MAX = 80 * 1024;

  /**
   * What each event loop keeps for all its clients, 4 MiB, and what is on its way to the others.
   */
  private static final long SHARED_BYTES_MAX =
      (1L + Runtime.getRuntime().availableProcessors()) * 4 * 1024 * 1024;

  private TestHub hub;

  @BeforeEach
  void start(@TempDir Path folder) {
    var smallTail = new Broadcast.Limits(100, 2 * 1024 * 1024);
    hub = TestHub.start(folder, Tuning.NONE.withLimits(smallTail));
  }

  @AfterEach
  void stop() {
    hub.close();
  }

  @Test
  void stalledClients_costAChunkEachSlowNobodyAndCatchUpExactly() {
    List<RawSocket> stalled =
        Stream.generate(() -> RawSocket.open(hub, "?sessions=*")).limit(STALLED).toList();
    var stalledStream = hub.stream("?sessions=*");
    stalledStream.pause();
    var socket = hub.socket("?sessions=*");
    var stream = hub.stream("?sessions=*");
    long directBefore = UnpooledByteBufAllocator.DEFAULT.metric().usedDirectMemory();

    hub.begin("s1");
    String event =
        "{'type':'message:user','sessionId':'s1','text':'" + "x".repeat(EVENT_CHARS) + "'}";
    hub.appendAll(Stream.generate(() -> event).limit(EVENTS));
    assertThat(sequences(socket)).containsExactlyElementsOf(all());
    assertThat(sequences(stream)).containsExactlyElementsOf(all());

    long direct = UnpooledByteBufAllocator.DEFAULT.metric().usedDirectMemory() - directBefore;
    assertThat(direct).isLessThan(STALLED * BYTES_PER_CLIENT_MAX + SHARED_BYTES_MAX);
    stalled.stream().limit(3).forEach(StalledClientIT::assertContiguous);
    stalled.forEach(RawSocket::close);
    stalledStream.resume();
    assertThat(sequences(stalledStream)).containsExactlyElementsOf(all());
  }

  private static void assertContiguous(RawSocket client) {
    for (long expected = 1; expected <= EVENTS + 1; ) {
      Received message = client.receive();
      if (message.isEvent()) {
        assertThat(message.sequence()).isEqualTo(expected);
        expected++;
      }
    }
  }

  private static List<Long> sequences(LiveClient client) {
    return client.inbox().until(Received.reaching(EVENTS + 1)).stream()
        .filter(Received::isEvent)
        .map(Received::sequence)
        .toList();
  }

  private static List<Long> all() {
    return LongStream.rangeClosed(1, EVENTS + 1).boxed().toList();
  }
}
