package dev.signalbox.session;

import dev.signalbox.protocol.Session.State;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which sessions are wanted. Absent parts match every session.
 *
 * @param states any of these; empty means all
 * @param cwd the exact working directory
 * @param q a text that title, first prompt, directory, repository, branch, user or host contains,
 *     in any case; {@code %} and {@code _} mean themselves
 * @param since only sessions with an event at or after it
 */
public record SessionFilter(
    List<State> states,
    @Nullable String user,
    @Nullable String agent,
    @Nullable String host,
    @Nullable String cwd,
    @Nullable String q,
    @Nullable Instant since) {
  /** Every session. */
  public static final SessionFilter ALL =
      new SessionFilter(List.of(), null, null, null, null, null, null);

  public SessionFilter {
    states = List.copyOf(states);
  }
}
