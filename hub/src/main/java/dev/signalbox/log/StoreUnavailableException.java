package dev.signalbox.log;

import java.io.Serial;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The hub cannot do this now: a queue is full, or its store cannot be written or read. */
public final class StoreUnavailableException extends RuntimeException {
  @Serial private static final long serialVersionUID = 1;

  private final String code;
  private final Duration retryAfter;

  private StoreUnavailableException(String code, Duration retryAfter, String message) {
    super(message);
    this.code = code;
    this.retryAfter = retryAfter;
  }

  static StoreUnavailableException overloaded(String message) {
    return new StoreUnavailableException("overloaded", Duration.ofSeconds(1), message);
  }

  static StoreUnavailableException outage(String reason) {
    return new StoreUnavailableException(
        "store-unavailable",
        Duration.ofSeconds(5),
        "The log cannot be written now: "
            + reason
            + ". Send the request again; events with an eventId are stored once");
  }

  static StoreUnavailableException unreadable(@Nullable String reason) {
    return new StoreUnavailableException(
        "store-unavailable", Duration.ofSeconds(5), "The log cannot be read now: " + reason);
  }

  static StoreUnavailableException tooSlow(Duration max) {
    return new StoreUnavailableException(
        "too-slow",
        Duration.ofSeconds(5),
        "Expected an answer within " + max.toMillis() + " ms; the query was stopped. Ask for less");
  }

  static StoreUnavailableException closing() {
    return new StoreUnavailableException(
        "closing", Duration.ofSeconds(5), "The hub is shutting down");
  }

  public String code() {
    return code;
  }

  /** When to try again; whole seconds. */
  public Duration retryAfter() {
    return retryAfter;
  }

  /** Whether it is this fault, or another that has it as its cause, as futures wrap them. */
  public static boolean isBehind(Throwable fault) {
    return fault instanceof StoreUnavailableException
        || fault.getCause() instanceof StoreUnavailableException;
  }
}
