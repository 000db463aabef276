package dev.signalbox.protocol;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the hub says over WebSocket and SSE, one JSON object each; the shapes are in {@code
 * docs/protocol.md}. {@code event} messages are not here: they are framed once, from the stored
 * bytes.
 */
public sealed interface Message {

  /** The word in the {@code type} field, which is also the SSE event name. */
  @JsonProperty
  String type();

  /** The greeting, and the answer to a {@code subscribe}. */
  @JsonPropertyOrder({"type", "sessionId", "clientId", "position", "recovered", "payload"})
  record Confirmed(
      String clientId,
      @Nullable String sessionId,
      Position position,
      boolean recovered,
      Greeting payload)
      implements Message {
    @Override
    public String type() {
      return "subscription_confirmed";
    }
  }

  /** The text part of a {@link Confirmed}. */
  record Greeting(String clientId, String message) {}

  /** The newest summary of a session that changed. */
  @JsonPropertyOrder({"type", "sessionId", "position", "payload"})
  record SessionChanged(String sessionId, Position position, Session payload) implements Message {
    @Override
    public String type() {
      return "session";
    }
  }

  /** Everything up to here has been sent; what follows is live. */
  @JsonPropertyOrder({"type", "position"})
  record CaughtUp(Position position) implements Message {
    @Override
    public String type() {
      return "caught_up";
    }
  }

  /** Events after {@code from} up to {@code to} cannot be sent: take a new snapshot. */
  @JsonPropertyOrder({"type", "from", "to", "reason"})
  record Gap(String from, Position to, Reason reason) implements Message {
    @Override
    public String type() {
      return "gap";
    }

    /** Why: another log, a position that is not yet, or events that are no longer kept. */
    public enum Reason {
      EPOCH,
      FUTURE,
      RETENTION;

      @JsonValue
      public String word() {
        return name().toLowerCase(Locale.ROOT);
      }
    }
  }

  /** Answers {@code ping}. */
  @JsonPropertyOrder({"type", "clientId"})
  record Pong(String clientId) implements Message {
    @Override
    public String type() {
      return "pong";
    }
  }

  /** A client's message could not be served; the connection goes on. */
  @JsonPropertyOrder({"type", "code", "payload", "sessionId"})
  record Failure(String code, String payload, @Nullable String sessionId) implements Message {
    @Override
    public String type() {
      return "error";
    }
  }
}
