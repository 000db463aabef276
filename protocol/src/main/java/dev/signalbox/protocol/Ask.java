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
 * @param suggestions rules that the agent offers to remember with an approval, as it wrote them
 * @param takesInput whether an approval may change {@code toolInput}
 * @param exclusive no other call of its agent starts while it waits: one that does shows its end
 * @param answerable whether an answer given to the hub reaches the agent; if not, only its own
 *     terminal can answer
 * @param holder names the request in which the agent waits; null when it waits in none
 * @param leaseMs how long the requester may be silent before nobody is taken to wait any more; null
 *     for ever
 * @param closedBy the type of the event that ended it
 * @param input what was answered, when that is more than yes or no
 * @param message what the person said with the decision
 * @param reason why it ended without an answer, or why it cannot be answered here
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
    @Nullable JsonNode suggestions,
    @Nullable String agentId,
    boolean takesInput,
    boolean exclusive,
    boolean answerable,
    @Nullable String holder,
    @Nullable Long leaseMs,
    Status status,
    Instant openedAt,
    @Nullable Instant expiresAt,
    @Nullable Instant closedAt,
    @Nullable String closedBy,
    @Nullable String decision,
    @Nullable JsonNode input,
    @Nullable String message,
    @Nullable String source,
    @Nullable String by,
    @Nullable String reason) {

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

  /** Whether nobody's answer counts any more, also before somebody has noted that. */
  public boolean isLate(Instant now) {
    return expiresAt != null && !now.isBefore(expiresAt);
  }
}
