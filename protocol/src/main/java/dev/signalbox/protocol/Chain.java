package dev.signalbox.protocol;

import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A graph of steps that a session works through. */
public record Chain(
    String chainId,
    @Nullable String title,
    Status status,
    @Nullable String source,
    @Nullable String ref,
    @Nullable String executionMode,
    @Nullable Instant startedAt,
    @Nullable Instant completedAt,
    @Nullable String summary,
    Counts steps) {

  /** How the chain stands; the last three are ends. */
  public enum Status {
    COMPILED,
    RUNNING,
    SUCCESS,
    PARTIAL,
    FAILURE;

    @JsonValue
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    public boolean isEnd() {
      return this == SUCCESS || this == PARTIAL || this == FAILURE;
    }
  }

  /** Steps by status; {@code total} includes those pending. */
  public record Counts(int total, int running, int done, int failed, int skipped) {
    public static final Counts NONE = new Counts(0, 0, 0, 0, 0);
  }
}
