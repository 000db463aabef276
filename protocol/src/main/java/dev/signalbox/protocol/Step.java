package dev.signalbox.protocol;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One step of a chain.
 *
 * @param waitsFor numbers of the steps of the same chain that must end first
 * @param durationMs as reported, else from start to end; at least 0
 */
public record Step(
    String chainId,
    int stepNumber,
    @Nullable String action,
    @Nullable String description,
    @Nullable String model,
    @Nullable String agentName,
    Status status,
    List<Integer> waitsFor,
    @Nullable JsonNode inputs,
    @Nullable JsonNode result,
    @Nullable String error,
    @Nullable String errorType,
    @Nullable String suggestion,
    @Nullable String learning,
    @Nullable Instant startedAt,
    @Nullable Instant endedAt,
    @Nullable Long durationMs,
    @Nullable String parentStepId,
    @Nullable Integer depth,
    @Nullable JsonNode fileChanges) {

  public Step {
    waitsFor = List.copyOf(waitsFor);
  }

  /** How the step stands; the last three are ends. */
  public enum Status {
    PENDING,
    RUNNING,
    COMPLETED,
    FAILED,
    SKIPPED;

    @JsonValue
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
