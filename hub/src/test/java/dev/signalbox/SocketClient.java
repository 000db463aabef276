package dev.signalbox;

import dev.signalbox.protocol.Position;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A WebSocket client: the JDK's, unchanged. */
final class SocketClient implements LiveClient {
  private static final int BROKEN = 1006;

  private final Inbox<Received> inbox = new Inbox<>();
  private final Reader reader = new Reader();
  private final WebSocket socket;

  /** Fails with the JDK's exception when the hub refuses. */
  static SocketClient open(HttpClient http, URI uri) {
    return new SocketClient(http.newWebSocketBuilder(), uri);
  }

  SocketClient(WebSocket.Builder builder, URI uri) {
    this.socket = builder.buildAsync(uri, reader).join();
  }

  @Override
  public Inbox<Received> inbox() {
    return inbox;
  }

  /** Sends JSON, written with single quotes. */
  void say(String singleQuotedJson) {
    sayText(singleQuotedJson.replace('\'', '"'));
  }

  void subscribe(String sessionId) {
    say("{'type':'subscribe','sessionId':'" + sessionId + "'}");
  }

  void subscribe(String sessionId, Position since) {
    say("{'type':'subscribe','sessionId':'%s','since':'%s'}".formatted(sessionId, since));
  }

  void unsubscribe(String sessionId) {
    say("{'type':'unsubscribe','sessionId':'" + sessionId + "'}");
  }

  void sayText(String text) {
    socket.sendText(text, true).join();
  }

  void sayBytes(byte[] bytes) {
    socket.sendBinary(ByteBuffer.wrap(bytes), true).join();
  }

  /**
   * What came until the hub had served all that this client has said. Events that are stored
   * already may still be on their way: the answer overtakes them.
   */
  List<Received> untilPong() {
    say("{'type':'ping'}");
    List<Received> messages = inbox.until(Received.ofType("pong"));
    return messages.subList(0, messages.size() - 1);
  }

  @Override
  public void pause() {
    reader.pause();
  }

  @Override
  public void resume() {
    reader.resume();
  }

  @Override
  public void close() {
    socket.abort();
    inbox.close(BROKEN, "Closed by the test");
  }

  /** Asks for one frame after the other, unless paused. */
  private final class Reader implements WebSocket.Listener {
    private final StringBuilder partial = new StringBuilder();
    private boolean isPaused;
    private @Nullable WebSocket waiting;

    @Override
    public void onOpen(WebSocket opened) {
      opened.request(1);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
      partial.append(text);
      if (last) {
        inbox.add(Received.parse(partial.toString()));
        partial.setLength(0);
      }
      askForMore(from);
      return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
      inbox.close(code, reason);
      return null;
    }

    @Override
    public void onError(WebSocket from, Throwable fault) {
      inbox.close(BROKEN, String.valueOf(fault));
    }

    private synchronized void askForMore(WebSocket from) {
      if (isPaused) {
        waiting = from;
      } else {
        from.request(1);
      }
    }

    synchronized void pause() {
      isPaused = true;
    }

    synchronized void resume() {
      isPaused = false;
      if (waiting != null) {
        waiting.request(1);
        waiting = null;
      }
    }
  }
}
