package dev.signalbox.bench;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Posts bodies over keep-alive connections, one request at a time on each: as many writers as there
 * are connections, each of which waits for its answer.
 */
final class Publisher implements AutoCloseable {
  private static final int ANSWER_BYTES_MAX = 64 * 1024;
  private static final long ANSWERS_SECONDS_MAX = 30;

  private final List<Poster> posters = new ArrayList<>();
  private final AtomicLong answered = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();

  /** Connects, and returns when all connections are there. */
  Publisher(EventLoopGroup loops, InetSocketAddress address, String path, int connections) {
    for (int i = 0; i < connections; i++) {
      var poster = new Poster(address, path, status -> count(status));
      Channel channel =
          new Bootstrap()
              .group(loops)
              .channel(Rig.channelType())
              .handler(
                  new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                      channel
                          .pipeline()
                          .addLast(
                              new HttpClientCodec(), new HttpObjectAggregator(ANSWER_BYTES_MAX))
                          .addLast(poster);
                    }
                  })
              .connect(address)
              .syncUninterruptibly()
              .channel();
      poster.use(channel);
      posters.add(poster);
    }
  }

  /** Answers with a status of 2xx so far. */
  long answered() {
    return answered.get();
  }

  /** Other answers so far. */
  long failed() {
    return failed.get();
  }

  /** Posts once, on the first connection, which must be free. */
  void post(byte[] body, Runnable answered) {
    posters.getFirst().post(body, answered);
  }

  /**
   * Every connection posts again as soon as it has its answer; returns the answers in that time.
   */
  long flood(Supplier<byte[]> body, Duration time) throws InterruptedException {
    long before = answered.get();
    long end = System.nanoTime() + time.toNanos();
    var done = new CountDownLatch(posters.size());
    posters.forEach(poster -> again(poster, body, end, done));
    awaitAnswers(done);
    return answered.get() - before;
  }

  private static void again(Poster poster, Supplier<byte[]> body, long end, CountDownLatch done) {
    poster.post(
        body.get(),
        () -> {
          if (System.nanoTime() < end) {
            again(poster, body, end, done);
          } else {
            done.countDown();
          }
        });
  }

  /**
   * Posts at a steady rate on whichever connection is free. When none is, the server is slower than
   * the rate: that post is left out, so no backlog grows.
   */
  long pace(int perSecond, Supplier<byte[]> body, Duration time) throws InterruptedException {
    var free = new ArrayDeque<>(posters);
    long sent = 0;
    long begin = System.nanoTime();
    long interval = TimeUnit.SECONDS.toNanos(1) / perSecond;
    long count = time.toNanos() / interval;
    for (long i = 0; i < count; i++) {
      waitUntil(begin + i * interval);
      Poster poster = poll(free);
      if (poster != null) {
        sent++;
        poster.post(
            body.get(),
            () -> {
              synchronized (free) {
                free.add(poster);
              }
            });
      }
    }
    return sent;
  }

  private static @Nullable Poster poll(ArrayDeque<Poster> free) {
    synchronized (free) {
      return free.poll();
    }
  }

  private static void waitUntil(long nanos) throws InterruptedException {
    long rest = nanos - System.nanoTime();
    if (rest > 0) {
      TimeUnit.NANOSECONDS.sleep(rest);
    }
  }

  private static void awaitAnswers(CountDownLatch done) throws InterruptedException {
    if (!done.await(ANSWERS_SECONDS_MAX, TimeUnit.SECONDS)) {
      throw new IllegalStateException("The server did not answer within 30 s");
    }
  }

  private void count(int status) {
    (status / 100 == 2 ? answered : failed).incrementAndGet();
  }

  @Override
  public void close() {
    posters.forEach(Poster::close);
  }
}
