package dev.signalbox.broadcast;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.broadcast.Summaries.Summary;
import dev.signalbox.log.StoredEvent;
import dev.signalbox.protocol.Json;
import dev.signalbox.protocol.Position;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Encodes stored events as {@code event} messages:
 *
 * <pre>{"type":"event","sessionId":"s1","position":"k3f9:7","payload":{"type":"tool:started",…}}
 * </pre>
 *
 * The payload is the stored JSON, copied as it is. Thread safe.
 */
public final class Frames {
  /** A larger payload is cut; the whole of it stays one GET away. In bytes. */
  public static final int PAYLOAD_BYTES_MAX = 8 * 1024;

  /** Fields of a step that only a subscriber of its session gets. */
  private static final List<String> MATTER = List.of("result", "inputs");

  private final String epoch;

  public Frames(String epoch) {
    this.epoch = epoch;
  }

  Frame frame(StoredEvent event) {
    if (event.isTombstone()) {
      return Frame.tombstone(event.sequence());
    }
    long sequence = event.sequence();
    String sessionId = event.sessionId();
    Outgoing whole = message(event, fitting(event.json()));
    return switch (family(event.type())) {
      case "session", "chain", "interaction", "command" ->
          Frame.forEverybody(sequence, sessionId, whole);
      case "step" -> {
        byte[] reduced = withoutMatter(event.json());
        yield reduced == null
            ? Frame.forEverybody(sequence, sessionId, whole)
            : Frame.forEverybody(sequence, sessionId, whole, message(event, fitting(reduced)));
      }
      default -> Frame.forSubscribers(sequence, sessionId, whole);
    };
  }

  /** The message with the payload cut where it is too large, as clients get it. */
  public byte[] message(StoredEvent event) {
    return message(event, fitting(event.json())).json();
  }

  /** The message with its payload as it was stored, whatever its size. */
  public byte[] wholeMessage(StoredEvent event) {
    return message(event, event.json()).json();
  }

  /** A {@code session} message. */
  Outgoing summary(Summary summary, long sequence) {
    return message("session", summary.sessionId(), sequence, summary.json());
  }

  private Outgoing message(StoredEvent event, byte[] payload) {
    return message("event", event.sessionId(), event.sequence(), payload);
  }

  private Outgoing message(String type, String sessionId, long sequence, byte[] payload) {
    var position = new Position(epoch, sequence);
    // An id and a position need no escaping: their characters are limited where they come in.
    byte[] head =
        ("{\"type\":\""
                + type
                + "\",\"sessionId\":\""
                + sessionId
                + "\",\"position\":\""
                + position
                + "\",\"payload\":")
            .getBytes(StandardCharsets.UTF_8);
    byte[] json = new byte[head.length + payload.length + 1];
    System.arraycopy(head, 0, json, 0, head.length);
    System.arraycopy(payload, 0, json, head.length, payload.length);
    json[json.length - 1] = '}';
    return new Outgoing(type, position, json);
  }

  private static String family(String type) {
    return type.substring(0, Math.max(0, type.indexOf(':')));
  }

  /** A step without what went in and came out; null when there is nothing of that in it. */
  private static byte @Nullable [] withoutMatter(byte[] json) {
    ObjectNode step = Json.own(json);
    int fields = step.size();
    step.remove(MATTER);
    return step.size() == fields ? null : Json.bytes(step);
  }

  private static byte[] fitting(byte[] json) {
    return json.length <= PAYLOAD_BYTES_MAX
        ? json
        : Truncation.fit(Json.own(json), PAYLOAD_BYTES_MAX);
  }
}
