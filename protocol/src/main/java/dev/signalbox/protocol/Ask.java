package dev.signalbox.protocol;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something that an agent wants from a person. Opened by {@code interaction:awaiting-input}; ended
 * by an answer, by whatever shows that it is no longer waited for, or by its time.
 *
 * @param closedBy the type of the event that ended it
 */
public record Ask(
    String askId,
    String sessionId,
    Kind kind,
    @Nullable String question,
    @Nullable String toolName,
    @Nullable JsonNode toolInput,
    @Nullable JsonNode options,
    @Nullable List<String> quickResponses,
    @Nullable String agentId,
    Status status,
    Instant openedAt,
    @Nullable Instant expiresAt,
    @Nullable Instant closedAt,
    @Nullable String closedBy,
    @Nullable String decision,
    @Nullable JsonNode input,
    @Nullable String source,
    @Nullable String by) {

  /** What kind of answer is wanted. */
  public enum Kind {
    APPROVAL,
    QUESTION,
    INPUT;

    @JsonValue
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** {@code closed}: ended without an answer. */
  public enum Status {
    OPEN,
    ANSWERED,
    CLOSED,
    EXPIRED;

    @JsonValue
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @JsonIgnore
  public boolean isOpen() {
    return status == Status.OPEN;
  }
}
