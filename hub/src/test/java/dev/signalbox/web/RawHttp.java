package dev.signalbox.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A connection for requests that no HTTP client would send. */
final class RawHttp implements AutoCloseable {
  private final Socket socket;
  private final InputStream in;

  private RawHttp(Socket socket) throws IOException {
    this.socket = socket;
    this.in = socket.getInputStream();
    socket.setSoTimeout((int) ServedHub.PATIENCE.toMillis());
  }

  static RawHttp open(int port) throws IOException {
    return new RawHttp(new Socket(InetAddress.getLoopbackAddress(), port));
  }

  /** One request on a connection of its own; each character is a byte. */
  static Answer exchange(int port, String request) throws IOException {
    try (var connection = open(port)) {
      connection.send(request);
      return connection.answer();
    }
  }

  void send(String request) throws IOException {
    send(request.getBytes(StandardCharsets.ISO_8859_1));
  }

  void send(byte[] bytes) throws IOException {
    socket.getOutputStream().write(bytes);
  }

  /** Says that nothing more will be sent. */
  void finish() throws IOException {
    socket.shutdownOutput();
  }

  /** Reads one answer whose length is told; 1xx answers count as answers. */
  Answer answer() throws IOException {
    String statusLine = line();
    if (!statusLine.startsWith("HTTP/1.")) {
      throw new IOException("Expected an HTTP answer, but got: " + statusLine);
    }
    Map<String, List<String>> fields = new LinkedHashMap<>();
    for (String field = line(); !field.isEmpty(); field = line()) {
      int colon = field.indexOf(':');
      fields
          .computeIfAbsent(
              field.substring(0, colon).toLowerCase(Locale.ROOT), k -> new ArrayList<>())
          .add(field.substring(colon + 1).strip());
    }
    var headers = HttpHeaders.of(fields, (name, value) -> true);
    int length = (int) headers.firstValueAsLong("content-length").orElse(0);
    String body = new String(in.readNBytes(length), StandardCharsets.UTF_8);
    return new Answer(Integer.parseInt(statusLine.substring(9, 12)), headers, body);
  }

  /** Whether the hub ends the connection, after whatever it still says, within the patience. */
  boolean isEnded() throws IOException {
    try {
      in.readAllBytes();
      return true;
    } catch (SocketTimeoutException e) {
      return false;
    }
  }

  /** The next line, without its end. */
  String line() throws IOException {
    var line = new ByteArrayOutputStream();
    int next = in.read();
    while (next != '\n') {
      if (next < 0) {
        throw new IOException("The hub ended the connection within: " + line);
      }
      line.write(next);
      next = in.read();
    }
    return line.toString(StandardCharsets.ISO_8859_1).strip();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
