package dev.signalbox.protocol;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An agent that the session's agent started.
 *
 * @param parentAgentId the subagent that started it; absent when unknown, never guessed
 */
public record Subagent(
    String agentId,
    @Nullable String agentType,
    @Nullable String parentAgentId,
    @Nullable String description,
    Status status,
    Instant startedAt,
    @Nullable Instant stoppedAt,
    @Nullable String lastMessage,
    Session.Tools tools) {

  /** Whether it still runs; of a session that is lost nobody knows. */
  public enum Status {
    RUNNING,
    STOPPED,
    LOST;

    @JsonValue
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
