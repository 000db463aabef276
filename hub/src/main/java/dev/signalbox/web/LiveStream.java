package dev.signalbox.web;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;

/** Keeps one SSE connection open. Runs on the connection's event loop. */
final class LiveStream implements LiveConnection {
  private static final ByteBuf COMMENT =
      Unpooled.unreleasableBuffer(
          Unpooled.directBuffer()
              .writeBytes(": still here\n\n".getBytes(StandardCharsets.US_ASCII)));

  private final EventStreamSink sink;
  private final Heartbeat heartbeat;
  private long lastCommentNanos = System.nanoTime();

  LiveStream(EventStreamSink sink, Heartbeat heartbeat) {
    this.sink = sink;
    this.heartbeat = heartbeat;
  }

  /** Not to a connection that does not read: comments would pile up. */
  @Override
  public void beat() {
    long nextBeat = System.nanoTime() + heartbeat.beat().toNanos();
    boolean isDue = nextBeat - lastCommentNanos > heartbeat.comment().toNanos();
    if (isDue && sink.isOpen() && sink.isWritable()) {
      lastCommentNanos = System.nanoTime();
      sink.send(COMMENT.duplicate());
    }
  }
}
