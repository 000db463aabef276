package dev.signalbox.session.fold;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the fold must remember of a session besides what it shows. Stored as JSON next to it:
 *
 * <pre>{"phase":"WORKING","lost":false,"repositoryGiven":false,
 *   "lastReceivedAt":"2026-11-23T08:00:00.000Z","idleTurnId":"p7",
 *   "idleAt":"2026-11-23T07:59:58.000Z","openCalls":[{"key":"t1","tool":"Bash",
 *   "line":"Bash · npm test"}],"lastChain":"main"}</pre>
 *
 * @param phase what the main agent does, under any open ask
 * @param lost true from {@code session:lost} to the next event
 * @param repositoryGiven false when the repository's name was derived from the directory
 * @param lastReceivedAt when the hub received the newest event
 * @param idleTurnId the turn that the last {@code session:idle} ended, when it said which
 * @param idleAt when the hub received the last {@code session:idle}
 * @param openCalls tool calls that run, oldest first, at most {@value #OPEN_CALLS_MAX}
 * @param lastChain the chain that was current last
 */
public record Carry(
    Phase phase,
    boolean lost,
    boolean repositoryGiven,
    Instant lastReceivedAt,
    @Nullable String idleTurnId,
    @Nullable Instant idleAt,
    List<OpenCall> openCalls,
    @Nullable String lastChain) {
  /** More open calls than this push out the oldest: its end will still be counted. */
  static final int OPEN_CALLS_MAX = 100;

  public Carry {
    openCalls = List.copyOf(openCalls);
  }

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
