package dev.signalbox.session.fold;

import dev.signalbox.protocol.AgentProcess;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the fold must remember of a session besides what it shows. Stored as JSON next to it:
 *
 * <pre>{"phase":"WORKING","lost":false,"repositoryGiven":false,
 *   "lastReceivedAt":"2026-11-23T08:00:00.000Z",
 *   "begun":{"turnId":"p8","receivedAt":"2026-11-23T07:59:59.000Z"},
 *   "idle":{"turnId":"p7","receivedAt":"2026-11-23T07:59:58.000Z"},
 *   "reported":true,"openCalls":[{"key":"t1","tool":"Bash","line":"Bash · npm test"}],
 *   "lastChain":"main","process":{"pid":4242,"born":"2319556","boot":"d8d4…"}}
 * </pre>
 *
 * @param phase what the main agent does, under any open ask
 * @param lost true from {@code session:lost} to the next event
 * @param repositoryGiven false when the repository's name was derived from the directory
 * @param lastReceivedAt when the hub received the newest event
 * @param begun the last message that began a turn and said which
 * @param idle the last {@code session:idle}
 * @param reported whether its agent's hooks, or a program, report what it does: then telemetry only
 *     adds what they do not tell
 * @param openCalls tool calls that run, oldest first, at most {@value #OPEN_CALLS_MAX}
 * @param lastChain the chain that was current last
 * @param process the agent's, while the hub can see it
 */
public record Carry(
    Phase phase,
    boolean lost,
    boolean repositoryGiven,
    Instant lastReceivedAt,
    @Nullable Mark begun,
    @Nullable Mark idle,
    boolean reported,
    List<OpenCall> openCalls,
    @Nullable String lastChain,
    @Nullable AgentProcess process) {
  /** More open calls than this push out the oldest: its end will still be counted. */
  static final int OPEN_CALLS_MAX = 100;

  public Carry {
    openCalls = List.copyOf(openCalls);
  }

  /**
   * Where a turn began or ended.
   *
   * @param turnId when the event said which turn
   */
  public record Mark(@Nullable String turnId, Instant receivedAt) {}

  /** Whose move it is: the agent's or the person's. */
  public enum Phase {
    WORKING,
    IDLE
  }

  /**
   * A tool call that has started and not ended.
   *
   * @param key its {@code toolUseId}, or a name made from its sequence
   * @param line what the session shows as its activity
   */
  public record OpenCall(String key, String tool, @Nullable String agentId, String line) {}
}
