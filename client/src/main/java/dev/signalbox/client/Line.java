package dev.signalbox.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.net.http.HttpResponse.ResponseInfo;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Flow;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One connection, from the network's threads to the thread that waits for them. The network is
 * asked for one part of the stream, at most 16 KiB or so, and for the next when that has been dealt
 * with, so no more than that ever waits here; the rest stays in the network and, in the end, in the
 * hub's log.
 */
final class Line implements Flow.Subscriber<List<ByteBuffer>> {
  private static final String EVENT_STREAM = "text/event-stream";

  /** Of a refusal's text; a hub's are far below. */
  private static final int REFUSAL_BYTES_MAX = 64 * 1024;

  private final BlockingQueue<Signal> signals = new LinkedBlockingQueue<>();
  private volatile @Nullable Future<?> call;
  private volatile Flow.@Nullable Subscription stream;
  private volatile boolean isClosed;

  /** What happened on the line. */
  sealed interface Signal {
    /** More of the stream, cut anywhere. */
    record Part(byte[] bytes) implements Signal {}

    record Over(Ending ending) implements Signal {}

    /** The subscription's owner closes it. */
    record Hangup() implements Signal {}
  }

  /** Asks for a stream of events; what becomes of it are signals. */
  @SuppressWarnings("FutureReturnValueIgnored")
  void dial(HttpClient http, URI address) {
    var request = HttpRequest.newBuilder(address).header("Accept", EVENT_STREAM).build();
    var answer = http.sendAsync(request, this::receive);
    call = answer;
    answer.whenComplete((response, fault) -> {
      if (fault != null) {
        over(Ending.ofFault(fault));
      }
    });
  }

  /** Waits for the next signal; null after a silence. */
  @Nullable Signal next(Duration silenceMax) throws InterruptedException {
    return signals.poll(silenceMax.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** A part has been dealt with: there is room for another. */
  void taken() {
    Flow.Subscription open = stream;
    if (open != null) {
      open.request(1);
    }
  }

  void hangUp() {
    signals.add(new Signal.Hangup());
  }

  /** Lets go of the connection, if there is one. */
  void close() {
    isClosed = true;
    Future<?> pending = call;
    if (pending != null) {
      pending.cancel(true);
    }
    Flow.Subscription open = stream;
    if (open != null) {
      open.cancel();
    }
  }

  @Override
  public void onSubscribe(Flow.Subscription opened) {
    stream = opened;
    // Whoever comes second of this and close() sees the other.
    if (isClosed) {
      opened.cancel();
    } else {
      opened.request(1);
    }
  }

  @Override
  public void onNext(List<ByteBuffer> buffers) {
    var part = ByteBuffer.allocate(buffers.stream().mapToInt(ByteBuffer::remaining).sum());
    buffers.forEach(part::put);
    signals.add(new Signal.Part(part.array()));
  }

  @Override
  public void onComplete() {
    over(Ending.retry("The hub closed the connection"));
  }

  @Override
  public void onError(Throwable fault) {
    over(Ending.ofFault(fault));
  }

  private BodySubscriber<Void> receive(ResponseInfo answer) {
    boolean isStream =
        answer.statusCode() == 200 && Ending.mediaType(answer.headers()).startsWith(EVENT_STREAM);
    return isStream ? BodySubscribers.fromSubscriber(this) : refusal(answer);
  }

  private BodySubscriber<Void> refusal(ResponseInfo answer) {
    var text = ByteBuffer.allocate(REFUSAL_BYTES_MAX);
    return BodySubscribers.ofByteArrayConsumer(part ->
        part.ifPresentOrElse(
            bytes -> text.put(bytes, 0, Math.min(bytes.length, text.remaining())),
            () -> over(Ending.ofRefusal(answer, UTF_8.decode(text.flip()).toString()))));
  }

  /** Only the first one counts. */
  private void over(Ending ending) {
    signals.add(new Signal.Over(ending));
  }
}
