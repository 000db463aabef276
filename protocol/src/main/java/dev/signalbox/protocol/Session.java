package dev.signalbox.protocol;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the hub knows of one session, folded from its events: the summary that lists, live {@code
 * session} messages and single reads all show.
 *
 * @param status the older product's word
 * @param state what a person wants to know, derived
 * @param stateSince time of the event that brought the state
 * @param attention what an open ask wants; present exactly when the state is {@code needs_you}
 * @param activity one line of what it does now, e.g. {@code Bash · npm test}; of an idle session,
 *     what the agent said last
 * @param firstPrompt first message of the person, cut; shown where there is no title
 * @param resumedFrom the session that this one goes on from, where its agent says so
 * @param lastSequence number of the newest event that it contains
 * @param durationMs from start to end, or to the last event; at least 0
 * @param waitedMs how long calls waited for a person's leave, as telemetry tells it; null when it
 *     does not
 * @param inferred true when its first event never arrived
 * @param controls what its agent can be told through the hub, e.g. {@code answer} or {@code
 *     cancel}; null for an agent that asks for commands itself, which may be told anything
 * @param paused true while it is told to pause
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Session(
    String id,
    @Nullable String user,
    @Nullable String cwd,
    @Nullable String repository,
    @Nullable String gitBranch,
    @Nullable String hostname,
    @Nullable String platform,
    @Nullable String agent,
    @Nullable String agentVersion,
    @Nullable String model,
    @Nullable String title,
    @Nullable String firstPrompt,
    @Nullable String resumedFrom,
    Status status,
    State state,
    Instant stateSince,
    @Nullable Attention attention,
    @Nullable String activity,
    Instant startedAt,
    @Nullable Instant endedAt,
    Instant lastEventAt,
    long lastSequence,
    long durationMs,
    @Nullable Long waitedMs,
    Chains chains,
    Steps steps,
    Subagents subagents,
    Tools tools,
    Usage usage,
    Pulse pulse,
    @Nullable String endReason,
    @Nullable String summary,
    List<String> labels,
    @Nullable ObjectNode metadata,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean inferred,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<String> controls,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean paused) {

  public Session {
    controls = controls == null ? null : List.copyOf(controls);
    // Empty labels are left out of the JSON, so they are absent when it is read.
    labels = labels == null ? List.of() : List.copyOf(labels);
  }

  /** The older product's words. */
  public enum Status {
    PENDING,
    IN_PROGRESS,
    COMPLETED,
    FAILED;

    @JsonValue
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }

    public boolean isEnd() {
      return this == COMPLETED || this == FAILED;
    }
  }

  /** In order of what a person should look at first. */
  public enum State {
    NEEDS_YOU,
    WORKING,
    IDLE,
    LOST,
    FAILED,
    ENDED;

    @JsonValue
    public String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What the oldest open ask wants. */
  public record Attention(
      Ask.Kind kind,
      Instant since,
      String text,
      String askId,
      @Nullable String toolName,
      boolean answerable) {}

  /** How many chains there were, and the one that is worked on. */
  public record Chains(int total, @Nullable String current) {
    public static final Chains NONE = new Chains(0, null);
  }

  /** Steps of all chains; {@code done} includes skipped ones. */
  public record Steps(int total, int done, int failed) {
    public static final Steps NONE = new Steps(0, 0, 0);
  }

  /** Subagents that run now and that ever ran. */
  public record Subagents(int running, int total) {
    public static final Subagents NONE = new Subagents(0, 0);
  }

  /** Tool calls that started, and those that failed. */
  public record Tools(int calls, int failures) {
    public static final Tools NONE = new Tools(0, 0);
  }

  /**
   * Events in each of the last {@value #MINUTES} minutes, by the time the hub received them.
   *
   * @param minute start of the newest minute
   * @param counts oldest first, exactly {@value #MINUTES}
   */
  public record Pulse(Instant minute, List<Integer> counts) {
    public static final int MINUTES = 10;

    public Pulse {
      counts = List.copyOf(counts);
    }
  }
}
