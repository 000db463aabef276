package dev.signalbox.web;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.broadcast.Subscriber;
import dev.signalbox.protocol.Event;
import dev.signalbox.protocol.Fields;
import dev.signalbox.protocol.InvalidEventException;
import dev.signalbox.protocol.Position;
import dev.signalbox.protocol.Texts;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves what one WebSocket client says: subscribe, unsubscribe, ping, input, authenticate.
 * Messages are handled one after the other, since some must ask the store first. Runs on the
 * connection's event loop.
 */
final class ClientMessages {
  private static final Logger log = LoggerFactory.getLogger(ClientMessages.class);

  /** Messages of one client that may wait: two seconds of the rate that it may send at. */
  static final int UNDER_WAY_MAX = 2 * LiveSocket.MESSAGES_PER_SECOND;

  private final Subscriber subscriber;
  private final Function<String, Future<Boolean>> sessionExists;
  private final InputHandler input;
  private Future<Void> previous = Future.succeededFuture();
  private int underWay;

  /** Queues a person's message to an agent. */
  @FunctionalInterface
  interface InputHandler {
    Future<Void> send(String sessionId, ObjectNode payload);
  }

  ClientMessages(
      Subscriber subscriber, Function<String, Future<Boolean>> sessionExists, InputHandler input) {
    this.subscriber = subscriber;
    this.sessionExists = sessionExists;
    this.input = input;
  }

  /**
   * Serves one message after those before it; false when too many wait, since the store is slow,
   * and this one does not fit.
   */
  boolean receive(String text) {
    if (underWay >= UNDER_WAY_MAX) {
      return false;
    }
    underWay++;
    previous =
        previous
            .transform(ignored -> handle(text))
            .recover(this::failed)
            .onComplete(ignored -> underWay--);
    return true;
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
          return exists;
        })
        .onFailure(fault -> refuse("unavailable", String.valueOf(fault.getMessage()), sessionId))
        .otherwiseEmpty()
        .mapEmpty();
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
        })
        .otherwiseEmpty();
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

  private Future<Void> failed(Throwable fault) {
    log.error("A client's message could not be served", fault);
    refuse("internal", "The hub could not serve this message", null);
    return Future.succeededFuture();
  }

  private void refuse(String code, String text, @Nullable String sessionId) {
    subscriber.refuse(code, text, sessionId);
  }
}
