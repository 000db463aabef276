package dev.signalbox.web;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** Makes requests that are wrong in some way, for every route that takes a body, and for reads. */
final class HostileRequests {
  private static final List<String> WRITES =
      List.of(
          "POST /api/events",
          "POST /api/events",
          "POST /api/hooks/claude-code",
          "POST /api/hooks/claude-code",
          "POST /api/sessions",
          "PATCH /api/sessions/{id}",
          "PUT /api/sessions/{id}",
          "DELETE /api/sessions/{id}",
          "POST /api/sessions/{id}/input",
          "POST /api/sessions/{id}/awaiting",
          "POST /api/sessions/{id}/terminal",
          "POST /api/sessions/{id}/commands",
          "POST /api/commands/{id}/ack",
          "POST /api/commands/{id}/commands",
          "POST /api/terminal/{id}/output",
          "POST /api/hooks/{id}");

  private static final List<String> READS =
      List.of(
          "GET /api/sessions",
          "GET /api/sessions/{id}",
          "GET /api/sessions/{id}/events",
          "GET /api/sessions/{id}/events/{id}",
          "GET /api/sessions/{id}/chains",
          "GET /api/sessions/{id}/steps",
          "GET /api/sessions/{id}/commands",
          "GET /api/sessions/{id}/input",
          "GET /api/history/sessions/{id}",
          "GET /api/users",
          "GET /ws",
          "GET /{id}",
          "OPTIONS /api/sessions/{id}",
          "BREW /api/events");

  private static final List<String> QUERIES =
      List.of(
          "state",
          "user",
          "agent",
          "host",
          "cwd",
          "q",
          "since",
          "limit",
          "cursor",
          "after",
          "before",
          "type",
          "wait",
          "timeout",
          "sessions",
          "view",
          "",
          "%00");

  private static final List<String> VALUES =
      List.of(
          "",
          "-1",
          "0",
          "1.5",
          "x",
          "%",
          "%zz",
          "%00",
          "%ff%fe",
          "%ed%a0%80",
          "%2e%2e%2f",
          "99999999999999999999",
          "9223372036854775807",
          "-9223372036854775808",
          "1%20OR%201=1",
          "'",
          "\"",
          "%25%25",
          "a,b,,c",
          ",",
          "*",
          "k3f9:1",
          "9999-12-31T23:59:59Z",
          "%F0%9F%98%80",
          "a&a&a",
          "<script>",
          "x".repeat(2_000),
          ",".repeat(2_000));

  private static final List<String> MEDIA_TYPES =
      List.of(
          "application/json",
          "application/json",
          "application/json",
          "application/json; charset=utf-16",
          "application/x-ndjson",
          "text/plain",
          "application/x-www-form-urlencoded",
          "multipart/form-data; boundary=x",
          "",
          ";",
          "\u00ff/\u0000");

  private final Random random;
  private final Mutations mutations;
  private final List<byte[]> bodies;

  /**
   * @param bodies valid ones, to begin with
   */
  HostileRequests(Random random, List<byte[]> bodies) {
    this.random = random;
    this.mutations = new Mutations(random);
    this.bodies = List.copyOf(bodies);
  }

  /**
   * A request as bytes.
   *
   * @param isWhole whether an answer must come; a body that breaks off gets none
   */
  record Hostile(byte[] bytes, boolean isWhole) {
    @Override
    public String toString() {
      String text = new String(bytes, StandardCharsets.ISO_8859_1);
      return text.substring(0, Math.min(text.length(), 2_000));
    }
  }

  Hostile next() {
    boolean isWrite = random.nextInt(4) > 0;
    byte[] body = isWrite ? mutations.mutate(mutations.one(bodies)) : new byte[0];
    var head = new StringBuilder(target(mutations.one(isWrite ? WRITES : READS)));
    head.append(" HTTP/1.1\r\nHost: localhost\r\n");
    if (random.nextInt(10) == 0) {
      head.append(header());
    }
    if (isWrite) {
      head.append("Content-Type: ").append(mutations.one(MEDIA_TYPES)).append("\r\n");
    }
    return switch (isWrite ? random.nextInt(12) : 11) {
      case 0 -> whole(head.append("Transfer-Encoding: chunked\r\n\r\n"), chunked(body));
      case 1 -> brokenOff(head, body);
      default ->
          whole(head.append("Content-Length: ").append(body.length).append("\r\n\r\n"), body);
    };
  }

  private String target(String operation) {
    var target = new StringBuilder(operation);
    for (int at = target.indexOf("{id}"); at >= 0; at = target.indexOf("{id}")) {
      target.replace(at, at + 4, random.nextInt(3) == 0 ? mutations.one(VALUES) : id());
    }
    for (int i = random.nextInt(8) == 0 ? 1 + random.nextInt(3) : 0; i > 0; i--) {
      target
          .append(target.indexOf("?") < 0 ? '?' : '&')
          .append(mutations.one(QUERIES))
          .append('=')
          .append(mutations.one(VALUES));
    }
    return target.toString();
  }

  private String id() {
    return "f" + random.nextInt(4);
  }

  private String header() {
    return mutations.one(
        List.of(
            "Origin: null\r\n",
            "Content-Encoding: gzip\r\n",
            "Expect: nothing\r\n",
            "X-Signalbox-Time: 99999999999.999999999\r\n",
            "X-Signalbox-User: \u00c3(\u00ff\r\n",
            "X-Signalbox-Branch: " + "b".repeat(3_000) + "\r\n",
            "Cookie: " + "c=d;".repeat(500) + "\r\n",
            "Accept: */*;q=x\r\n",
            "Range: bytes=9-1\r\n",
            "Upgrade: websocket\r\nConnection: Upgrade\r\n"));
  }

  private Hostile brokenOff(StringBuilder head, byte[] body) {
    head.append("Content-Length: ").append(body.length + 1 + random.nextInt(1_000)).append("\r\n");
    return new Hostile(join(head.append("\r\n"), body), false);
  }

  private static Hostile whole(StringBuilder head, byte[] body) {
    return new Hostile(join(head, body), true);
  }

  private static byte[] join(StringBuilder head, byte[] body) {
    var bytes = new ByteArrayOutputStream();
    bytes.writeBytes(head.toString().getBytes(StandardCharsets.ISO_8859_1));
    bytes.writeBytes(body);
    return bytes.toByteArray();
  }

  private byte[] chunked(byte[] body) {
    var bytes = new ByteArrayOutputStream();
    int at = 0;
    while (at < body.length) {
      int length = Math.min(body.length - at, 1 + random.nextInt(5_000));
      bytes.writeBytes((Integer.toHexString(length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
      bytes.write(body, at, length);
      bytes.writeBytes(new byte[] {'\r', '\n'});
      at += length;
    }
    bytes.writeBytes("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    return bytes.toByteArray();
  }
}
