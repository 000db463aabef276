package dev.signalbox.protocol;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something that a person tells an agent to do; {@code queued → delivered → acknowledged | failed |
 * expired}.
 *
 * @param stepNumber for retry and skip
 * @param input the message, for {@link Type#INPUT}
 * @param at where the agent got it, e.g. {@code PreToolUse · Bash}; null when it asked for it
 */
public record Command(
    String commandId,
    String sessionId,
    Type type,
    @Nullable Integer stepNumber,
    @Nullable String reason,
    @Nullable JsonNode options,
    @Nullable JsonNode input,
    Status status,
    Instant issuedAt,
    @Nullable Instant deliveredAt,
    @Nullable Instant closedAt,
    @Nullable String error,
    @Nullable String by,
    @Nullable String at) {

  /** What is to be done. */
  public enum Type {
    PAUSE,
    RESUME,
    CANCEL,
    RETRY,
    SKIP,
    ABORT,
    INPUT;

    @JsonValue
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** How far it has come. */
  public enum Status {
    QUEUED,
    DELIVERED,
    ACKNOWLEDGED,
    FAILED,
    EXPIRED;

    @JsonValue
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** Nothing more will happen to it. */
    public boolean isFinal() {
      return this == ACKNOWLEDGED || this == FAILED || this == EXPIRED;
    }
  }
}
