package dev.signalbox;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * A WebSocket client on a bare TCP connection, frame by frame (RFC 6455, section 5): for what a
 * well behaved client would not do, such as to stop reading or to ignore pings.
 */
final class RawSocket implements AutoCloseable {
  static final int CONTINUATION = 0;
  static final int TEXT = 1;
  static final int CLOSE = 8;
  static final int PING = 9;
  static final int PONG = 10;

  /** So little fits into the network that the hub soon notices that nobody reads. */
  private static final int RECEIVE_BYTES = 16 * 1024;

  private static final int FINAL = 0x80;
  private static final int MASKED = 0x80;
  private static final int LENGTH_IN_16_BITS = 126;
  private static final int LENGTH_IN_64_BITS = 127;

  private final Socket socket = new Socket();
  private final DataInputStream in;
  private final String response;

  /** One frame of the hub. */
  record Frame(int opcode, byte[] payload) {
    String text() {
      return new String(payload, StandardCharsets.UTF_8);
    }

    int closeCode() {
      return ByteBuffer.wrap(payload).getShort();
    }
  }

  /**
   * Connects and asks for {@code /ws}; headers in addition to the handshake's own, Host included.
   */
  RawSocket(int port, String path, String... headers) {
    this(port, request(path, List.of(headers)));
  }

  private RawSocket(int port, byte[] begin) {
    try {
      socket.setReceiveBufferSize(RECEIVE_BYTES);
      socket.setSoTimeout((int) Inbox.PATIENCE.toMillis());
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
      write(begin);
      response = readResponse();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static RawSocket open(TestHub hub, String query) {
    return opened(new RawSocket(hub.port(), "/ws" + query, "Host: 127.0.0.1"));
  }

  /** The same for a client that says something at once, in the same packet. */
  static RawSocket openSaying(TestHub hub, String singleQuotedJson) {
    byte[] handshake = request("/ws", List.of("Host: 127.0.0.1"));
    byte[] message = frame(FINAL | TEXT, json(singleQuotedJson));
    byte[] both = Arrays.copyOf(handshake, handshake.length + message.length);
    System.arraycopy(message, 0, both, handshake.length, message.length);
    return opened(new RawSocket(hub.port(), both));
  }

  private static RawSocket opened(RawSocket socket) {
    if (!socket.response.startsWith("HTTP/1.1 101 ")) {
      throw new AssertionError("The hub refused the handshake: " + socket.response);
    }
    return socket;
  }

  /** Asks for a connection and breaks it off without waiting for the answer. */
  static void knock(int port, String path) {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoLinger(true, 0);
      socket.getOutputStream().write(request(path, List.of("Host: 127.0.0.1")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The status line and the headers. */
  String response() {
    return response;
  }

  /** Sends JSON, written with single quotes, as one message. */
  void say(String singleQuotedJson) {
    send(TEXT, json(singleQuotedJson));
  }

  /** Sends a whole message or a control frame. */
  void send(int opcode, byte[] payload) {
    write(frame(FINAL | opcode, payload));
  }

  /** Sends the beginning or the middle of a message. */
  void sendPart(int opcode, byte[] payload) {
    write(frame(opcode, payload));
  }

  /** The next frame; fails when none comes or the connection is gone. */
  Frame read() {
    try {
      int opcode = in.readUnsignedByte() & 0x0f;
      int length = in.readUnsignedByte();
      long size =
          switch (length) {
            case LENGTH_IN_16_BITS -> in.readUnsignedShort();
            case LENGTH_IN_64_BITS -> in.readLong();
            default -> length;
          };
      byte[] payload = new byte[Math.toIntExact(size)];
      in.readFully(payload);
      return new Frame(opcode, payload);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The next frame of this kind. */
  Frame read(int opcode) {
    Frame frame = read();
    while (frame.opcode() != opcode) {
      frame = read();
    }
    return frame;
  }

  /** The next message. */
  Received receive() {
    return Received.parse(read(TEXT).text());
  }

  /** Reads until the hub has closed the connection; answers how many bytes still came. */
  long readToEnd() {
    long bytes = 0;
    try {
      while (in.read() >= 0) {
        bytes += 1 + in.skip(in.available());
      }
    } catch (SocketException e) {
      // Cut off by the hub: an end like any other.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes;
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] request(String path, List<String> headers) {
    String request =
        "GET "
            + path
            + " HTTP/1.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
            + String.join("\r\n", headers)
            + "\r\n\r\n";
    return request.getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] json(String singleQuoted) {
    return singleQuoted.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
  }

  private String readResponse() throws IOException {
    var head = new ByteArrayOutputStream();
    while (!head.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
      head.write(in.readByte());
    }
    return head.toString(StandardCharsets.US_ASCII);
  }

  /** The mask is all zeros, which leaves the payload as it is. */
  private static byte[] frame(int firstByte, byte[] payload) {
    var header = ByteBuffer.allocate(14).put((byte) firstByte);
    if (payload.length < LENGTH_IN_16_BITS) {
      header.put((byte) (MASKED | payload.length));
    } else if (payload.length <= 0xffff) {
      header.put((byte) (MASKED | LENGTH_IN_16_BITS)).putShort((short) payload.length);
    } else {
      header.put((byte) (MASKED | LENGTH_IN_64_BITS)).putLong(payload.length);
    }
    header.putInt(0).flip();
    byte[] frame = new byte[header.limit() + payload.length];
    header.get(frame, 0, header.limit());
    System.arraycopy(payload, 0, frame, frame.length - payload.length, payload.length);
    return frame;
  }

  private void write(byte[] bytes) {
    try {
      socket.getOutputStream().write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
