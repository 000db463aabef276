package dev.signalbox.command;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why turns were stopped. Of calls that run side by side the first carries the order out, and the
 * others must not run for that. Kept in memory only; used by the sequencer's thread alone.
 */
final class StoppedTurns {
  /** Far more than agents that are being stopped at a time. */
  static final int TURNS_MAX = 1_000;

  private final Map<Turn, String> reasons = new LinkedHashMap<>();

  private record Turn(String sessionId, String turnId) {}

  /** Nothing to remember of a call that does not say to which turn it belongs. */
  void add(HookCall call, String reason) {
    if (call.turnId() == null) {
      return;
    }
    reasons.put(new Turn(call.sessionId(), call.turnId()), reason);
    if (reasons.size() > TURNS_MAX) {
      reasons.remove(reasons.keySet().iterator().next());
    }
  }

  /** Null when the call's turn was not stopped. */
  @Nullable String reason(HookCall call) {
    return call.turnId() == null ? null : reasons.get(new Turn(call.sessionId(), call.turnId()));
  }
}
