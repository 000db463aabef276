package dev.signalbox.bench;

import java.nio.charset.StandardCharsets;

/**
 * The event that scenarios publish, with the time at which it was sent:
 *
 * <pre>{"type":"bench:tick","sessionId":"bench","at":81726354,"text":"xxxx…"}</pre>
 */
final class Tick {
  /** Bytes of one event's JSON, unless a scenario says otherwise. */
  static final int BYTES = 300;

  private static final byte[] AT = "\"at\":".getBytes(StandardCharsets.US_ASCII);

  private Tick() {}

  /** An event sent now. */
  static byte[] now() {
    return of("bench", System.nanoTime(), BYTES);
  }

  static byte[] of(String sessionId, long nanos, int bytes) {
    String head =
        "{\"type\":\"bench:tick\",\"sessionId\":\"%s\",\"at\":%d,\"text\":\""
            .formatted(sessionId, nanos);
    String json = head + "x".repeat(Math.max(0, bytes - head.length() - 2)) + "\"}";
    return json.getBytes(StandardCharsets.US_ASCII);
  }

  /** When the event in this message was sent; -1 when there is none in it. */
  static long sentAt(byte[] message, int length) {
    int from = indexOfAt(message, length);
    if (from < 0) {
      return -1;
    }
    long nanos = 0;
    for (int i = from; i < length && message[i] >= '0' && message[i] <= '9'; i++) {
      nanos = nanos * 10 + (message[i] - '0');
    }
    return nanos;
  }

  private static int indexOfAt(byte[] message, int length) {
    for (int i = 0; i + AT.length < length; i++) {
      int matched = 0;
      while (matched < AT.length && message[i + matched] == AT[matched]) {
        matched++;
      }
      if (matched == AT.length) {
        return i + AT.length;
      }
    }
    return -1;
  }
}
