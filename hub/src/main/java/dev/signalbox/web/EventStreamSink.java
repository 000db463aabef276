package dev.signalbox.web;

import dev.signalbox.broadcast.Sink;
import dev.signalbox.broadcast.Wire;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;

/** Writes to one SSE connection, in chunks of HTTP/1.1. */
final class EventStreamSink implements Sink {
  private final HttpServerResponse response;
  private Future<Void> lastWrite = Future.succeededFuture();

  EventStreamSink(HttpServerResponse response) {
    this.response = response;
  }

  @Override
  public Wire wire() {
    return EventStreamWire.INSTANCE;
  }

  @Override
  public void send(ByteBuf messages) {
    Buffer bytes = Buffer.buffer(ByteBufUtil.getBytes(messages));
    messages.release();
    lastWrite = response.write(bytes);
  }

  @Override
  public boolean isWritable() {
    return !response.writeQueueFull();
  }

  @Override
  public void whenDrained(Runnable task) {
    lastWrite.onSuccess(written -> task.run());
  }

  @Override
  public void close(int code, String reason) {
    response.end();
  }
}
