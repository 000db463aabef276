package dev.signalbox.bench;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** WebSocket clients that count what they get; one in a hundred also looks when it was sent. */
final class Audience implements AutoCloseable {
  private static final int CONNECTING_MAX = 100;
  private static final int SAMPLED_EVERY = 100;
  private static final int SAMPLE_BYTES = 512;
  private static final long CONNECT_SECONDS_MAX = 60;
  private static final long LATENCY_NANOS_MAX = TimeUnit.MINUTES.toNanos(2);

  private final List<Channel> channels = new ArrayList<>();
  private final LongAdder messages = new LongAdder();
  private final AtomicInteger open = new AtomicInteger();
  private final Histogram latencies = new ConcurrentHistogram(LATENCY_NANOS_MAX, 3);

  /** Connects the clients, and returns when all of them are there. */
  Audience(EventLoopGroup loops, InetSocketAddress address, Subject subject, int clients)
      throws InterruptedException {
    var connecting = new Semaphore(CONNECTING_MAX);
    byte[] request = handshake(address, subject.livePath());
    for (int i = 0; i < clients; i++) {
      require(connecting.tryAcquire(CONNECT_SECONDS_MAX, TimeUnit.SECONDS), "No connection came");
      channels.add(
          connect(loops, address, request, reader(i % SAMPLED_EVERY == 0, subject, connecting)));
    }
    require(
        connecting.tryAcquire(CONNECTING_MAX, CONNECT_SECONDS_MAX, TimeUnit.SECONDS),
        "Some connections did not open");
  }

  private FrameReader reader(boolean isSampled, Subject subject, Semaphore connecting) {
    return new FrameReader(
        isSampled ? SAMPLE_BYTES : 0,
        subject.hello(),
        new FrameReader.Listener() {
          @Override
          public void opened() {
            open.incrementAndGet();
            connecting.release();
          }

          @Override
          public void message(byte[] head, int headBytes) {
            messages.increment();
            long sentAt = Tick.sentAt(head, headBytes);
            if (sentAt > 0) {
              latencies.recordValue(Math.clamp(System.nanoTime() - sentAt, 0, LATENCY_NANOS_MAX));
            }
          }

          @Override
          public void closed() {
            open.decrementAndGet();
          }
        });
  }

  private static Channel connect(
      EventLoopGroup loops, InetSocketAddress address, byte[] request, FrameReader reader) {
    Channel channel =
        new Bootstrap()
            .group(loops)
            .channel(Rig.channelType())
            .option(
                ChannelOption.RECVBUF_ALLOCATOR, new AdaptiveRecvByteBufAllocator(64, 1024, 65_536))
            .handler(reader)
            .connect(address)
            .syncUninterruptibly()
            .channel();
    // Whether it arrived shows in whether the connection opens.
    var _ = channel.writeAndFlush(Unpooled.wrappedBuffer(request));
    return channel;
  }

  private static byte[] handshake(InetSocketAddress address, String path) {
    return """
    GET %s HTTP/1.1\r
    Host: %s:%d\r
    Upgrade: websocket\r
    Connection: Upgrade\r
    Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
    Sec-WebSocket-Version: 13\r
    \r
    """
        .formatted(path, address.getHostString(), address.getPort())
        .getBytes(StandardCharsets.US_ASCII);
  }

  /** Messages so far, of all clients. */
  long messages() {
    return messages.sum();
  }

  /** Connections that are open now. */
  int open() {
    return open.get();
  }

  /** Nanoseconds from a post's sending to its arrival, as the sampled clients saw it. */
  Histogram latencies() {
    return latencies;
  }

  /** The same at one percentile, in milliseconds. */
  double millis(double percentile) {
    return Delivery.millis(latencies, percentile);
  }

  void forgetLatencies() {
    latencies.reset();
  }

  /** Waits until so many messages have come; returns whether they came in time. */
  boolean awaitMessages(long count, Duration time) throws InterruptedException {
    long end = System.nanoTime() + time.toNanos();
    while (messages.sum() < count && System.nanoTime() < end) {
      TimeUnit.MILLISECONDS.sleep(1);
    }
    return messages.sum() >= count;
  }

  /** Stops or resumes reading: a client that does not read fills its socket. */
  void read(boolean isReading) {
    channels.forEach(channel -> channel.config().setAutoRead(isReading));
  }

  private static void require(boolean isSo, String otherwise) {
    if (!isSo) {
      throw new IllegalStateException(otherwise);
    }
  }

  @Override
  public void close() {
    channels.stream().map(Channel::close).toList().forEach(end -> end.awaitUninterruptibly(1_000));
  }
}
