package dev.signalbox.agents.connect;

/** Whether an agent sends telemetry, as its settings have it. */
public enum TelemetryState {
  /** To a hub, because of us. */
  OURS,
  /** To wherever somebody else wanted it. */
  OTHERS,
  /** Not yet; it does no harm. */
  HARMLESS,
  /** Not yet; the agent ends late, or prints something, while the hub is away. */
  HARMFUL,
  /** It cannot be told to by its settings. */
  IMPOSSIBLE
}
