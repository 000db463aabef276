package dev.signalbox.web;

import dev.signalbox.broadcast.Outgoing;
import dev.signalbox.broadcast.Sink;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.List;

/**
 * Writes server-sent events; the position is the event's id, so a browser resumes by itself:
 *
 * <pre>event: event
 * id: k3f9:17
 * data: {"type":"event",…}
 * </pre>
 */
final class EventStreamSink implements Sink {
  private final HttpServerResponse response;

  EventStreamSink(HttpServerResponse response) {
    this.response = response;
  }

  @Override
  public Future<Void> send(List<Outgoing> messages) {
    Buffer events = Buffer.buffer();
    for (Outgoing message : messages) {
      events.appendString("event: ").appendString(message.type()).appendString("\n");
      if (message.position() != null) {
        events.appendString("id: ").appendString(message.position().toString()).appendString("\n");
      }
      events.appendString("data: ").appendBytes(message.json()).appendString("\n\n");
    }
    return response.write(events);
  }

  @Override
  public void close(int code, String reason) {
    response.end();
  }
}
