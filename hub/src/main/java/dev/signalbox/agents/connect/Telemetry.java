package dev.signalbox.agents.connect;

/** Whether an agent shall send telemetry to the hub, from which come tokens and cost. */
public enum Telemetry {
  ON,
  /** As it is now; if it goes to a hub, then to the one that the hooks report to. */
  KEEP,
  OFF
}
