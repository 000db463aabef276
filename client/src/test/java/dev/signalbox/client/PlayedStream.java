package dev.signalbox.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;

/** One connection, with one request for a stream of events, and the answer as a test plays it. */
final class PlayedStream {
  private final Socket socket;
  private final BufferedReader in;
  private final String path;
  private boolean isOpen;

  /** Reads the request. */
  PlayedStream(Socket socket) throws IOException {
    this.socket = socket;
    socket.setSoTimeout((int) (Heard.PATIENCE_SECONDS * 1_000));
    this.in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
    this.path = line().split(" ", -1)[1];
    while (!line().isEmpty()) {
      // No header matters here.
    }
  }

  /** What was asked for, with its parameters. */
  String path() {
    return path;
  }

  /** Answers with an event for each message. */
  void say(String... messages) {
    for (String message : messages) {
      sayRaw("event: any\nid: any\ndata: " + message + "\n\n");
    }
  }

  /** Answers with any text. */
  void sayRaw(String text) {
    if (!isOpen) {
      isOpen = true;
      write(
          String.join(
              "\r\n",
              "HTTP/1.1 200 OK",
              "Content-Type: text/event-stream;charset=utf-8",
              "Transfer-Encoding: chunked",
              "Connection: close",
              "",
              ""));
    }
    write("%x\r\n%s\r\n".formatted(text.getBytes(UTF_8).length, text));
  }

  /** Answers that there is no stream. */
  void refuse(String statusAndHeaders, String body) {
    write(
        "HTTP/1.1 %s\r\nConnection: close\r\nContent-Length: %d\r\n\r\n%s"
            .formatted(statusAndHeaders, body.getBytes(UTF_8).length, body));
  }

  /** Ends the stream as a hub does that stops. */
  void end() {
    write("0\r\n\r\n");
  }

  /** The network fails; what was on its way still arrives. */
  void breakOff() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether the client has let go of the connection; waits for that. */
  boolean wasLeft() throws IOException {
    try {
      return in.read() < 0;
    } catch (SocketException e) {
      // Reset, for it had not read everything.
      return true;
    }
  }

  private String line() throws IOException {
    String line = in.readLine();
    if (line == null) {
      throw new EOFException("The request breaks off");
    }
    return line;
  }

  private void write(String text) {
    try {
      socket.getOutputStream().write(text.getBytes(UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
