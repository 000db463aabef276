package dev.signalbox.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.broadcast.CloseCode;
import dev.signalbox.broadcast.Subscriber;
import dev.signalbox.protocol.Event;
import dev.signalbox.protocol.Fields;
import dev.signalbox.protocol.InvalidEventException;
import dev.signalbox.protocol.Position;
import dev.signalbox.protocol.Texts;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Serves what one WebSocket client says: subscribe, unsubscribe, ping, input, authenticate.
 * Messages are handled one after the other, since some must ask the store first. Runs on the
 * connection's event loop.
 */
final class LiveSocket implements LiveConnection {
  /** Largest message of a client, in bytes. */
  static final int MESSAGE_BYTES_MAX = 64 * 1024;

  /** Messages of a client within one second. */
  static final int MESSAGES_PER_SECOND = 50;

  private final ServerWebSocket socket;
  private final Subscriber subscriber;
  private final Function<String, Future<Boolean>> sessionExists;
  private final InputHandler input;
  private final Heartbeat heartbeat;
  private Future<Void> previous = Future.succeededFuture();
  private long lastHeardMillis = now();
  private long lastPingMillis = now();
  private long secondBegan;
  private int messagesInSecond;

  /** Queues a person's message to an agent. */
  @FunctionalInterface
  interface InputHandler {
    Future<Void> send(String sessionId, ObjectNode payload);
  }

  LiveSocket(
      ServerWebSocket socket,
      Subscriber subscriber,
      Function<String, Future<Boolean>> sessionExists,
      InputHandler input,
      Heartbeat heartbeat) {
    this.socket = socket;
    this.subscriber = subscriber;
    this.sessionExists = sessionExists;
    this.input = input;
    this.heartbeat = heartbeat;
    socket.frameHandler(frame -> lastHeardMillis = now());
    socket.pongHandler(pong -> lastHeardMillis = now());
    socket.textMessageHandler(this::receive);
    socket.binaryMessageHandler(
        bytes -> close(CloseCode.POLICY, "Expected text messages, but got a binary one"));
  }

  /** Pings when it is time and gives up on a client that no longer answers. */
  @Override
  public void beat() {
    long now = now();
    if (now - lastHeardMillis > heartbeat.silence().toMillis()) {
      // A laptop that slept breaks no rule: it shall come back.
      close(
          CloseCode.GOING_AWAY, "Nothing was heard for " + heartbeat.silence().toSeconds() + " s");
      return;
    }
    if (now - lastPingMillis >= heartbeat.ping().toMillis()) {
      lastPingMillis = now;
      socket.writePing(Buffer.buffer());
    }
  }

  private void receive(String text) {
    lastHeardMillis = now();
    if (isTooFast()) {
      close(CloseCode.POLICY, "Expected at most " + MESSAGES_PER_SECOND + " messages a second");
      return;
    }
    previous = previous.transform(ignored -> handle(text)).otherwiseEmpty();
  }

  private Future<Void> handle(String text) {
    try {
      if (Call.tree(text.getBytes(StandardCharsets.UTF_8)) instanceof ObjectNode message) {
        return handle(new Fields(message));
      }
      refuse("bad-message", "Expected a JSON object", null);
    } catch (ProblemException | InvalidEventException e) {
      refuse("bad-message", String.valueOf(e.getMessage()), null);
    }
    return Future.succeededFuture();
  }

  private Future<Void> handle(Fields message) {
    String type = message.required("type");
    return switch (type) {
      case "subscribe" -> subscribe(target(message), since(message));
      case "unsubscribe" -> {
        subscriber.unsubscribe(target(message));
        yield Future.succeededFuture();
      }
      case "ping" -> {
        subscriber.pong();
        yield Future.succeededFuture();
      }
      case "input" -> input(message);
      // Without authentication (--auth none) everybody who may connect is known already.
      case "authenticate" -> Future.succeededFuture();
      default -> {
        refuse("unknown-type", "There is no message type " + Texts.line(type, 40), null);
        yield Future.succeededFuture();
      }
    };
  }

  private Future<Void> subscribe(String sessionId, @Nullable Position since) {
    if (sessionId.equals("*")) {
      subscriber.subscribe(sessionId, since);
      return Future.succeededFuture();
    }
    return sessionExists
        .apply(sessionId)
        .map(exists -> {
          if (exists) {
            subscriber.subscribe(sessionId, since);
          } else {
            refuse("unknown-session", "There is no session " + sessionId, sessionId);
          }
          return null;
        });
  }

  private Future<Void> input(Fields message) {
    String sessionId = target(message);
    ObjectNode payload = message.object("payload");
    if (payload == null) {
      refuse("bad-message", "Expected payload as an object", sessionId);
      return Future.succeededFuture();
    }
    return input
        .send(sessionId, payload)
        .onFailure(fault -> {
          Reply reply = Faults.reply(fault);
          refuse(
              reply.status() == 404 ? "unknown-session" : "input-refused",
              String.valueOf(fault.getMessage()),
              sessionId);
        });
  }

  private static String target(Fields message) {
    String id = message.required("sessionId");
    return id.equals("*") ? id : Event.sessionId(id);
  }

  private static @Nullable Position since(Fields message) {
    String since = message.text("since");
    try {
      return since == null ? null : Position.parse(since);
    } catch (IllegalArgumentException e) {
      throw new InvalidEventException("since", "invalid", String.valueOf(e.getMessage()));
    }
  }

  private void refuse(String code, String text, @Nullable String sessionId) {
    subscriber.refuse(code, text, sessionId);
  }

  private boolean isTooFast() {
    long second = now() / 1000;
    if (second != secondBegan) {
      secondBegan = second;
      messagesInSecond = 0;
    }
    return ++messagesInSecond > MESSAGES_PER_SECOND;
  }

  private void close(CloseCode code, String reason) {
    socket.close((short) code.code(), reason);
  }

  /** A clock that no change of the time of day moves. */
  private static long now() {
    return System.nanoTime() / 1_000_000;
  }
}
