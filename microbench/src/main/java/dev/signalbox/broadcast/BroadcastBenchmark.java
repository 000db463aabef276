package dev.signalbox.broadcast;

import dev.signalbox.log.StoredEvent;
import dev.signalbox.protocol.Position;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What an event costs before any socket is written: encoding it, and building a cohort's chunk. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class BroadcastBenchmark {
  /** What happens within one frame of a display at a thousand events a second. */
  private static final int EVENTS = 16;

  private static final String EVENT =
      "{\"type\":\"message:assistant\",\"text\":\"%s\"}".formatted("x".repeat(260));

  private final Frames frames = new Frames("k3f9a2b1");
  private final StoredEvent event = stored(1);
  private final List<Frame> frame =
      LongStream.rangeClosed(1, EVENTS).mapToObj(it -> frames.frame(stored(it))).toList();
  private final Cohort cohort =
      new Cohort(new TextFrames(), new Filter(false, Set.of("s1", "s2"), true), 0, 0);
  private final Position log = new Position("k3f9a2b1", EVENTS);

  /** One event as the message that all clients share. */
  @Benchmark
  public Object encodeFrame() {
    return frames.frame(event);
  }

  /** Sixteen events as the buffer that all of a cohort share. */
  @Benchmark
  public long buildChunk() {
    Chunk chunk = cohort.chunk(frame, log);
    long reached = chunk.upTo();
    chunk.release();
    return reached;
  }

  private static StoredEvent stored(long sequence) {
    byte[] json = EVENT.getBytes(StandardCharsets.UTF_8);
    return new StoredEvent(sequence, "s1", "message:assistant", Instant.EPOCH, json);
  }

  /** As a WebSocket's frames of this size are. */
  private static final class TextFrames implements Wire {
    @Override
    public void write(Outgoing message, ByteBuf bytes) {
      bytes.writeByte(0x81).writeByte(126).writeShort(message.json().length);
      bytes.writeBytes(message.json());
    }
  }
}
