package dev.signalbox.session.process;

import dev.signalbox.protocol.AgentProcess;

/** The processes that the hub can see. */
@FunctionalInterface
public interface ProcessTable {

  /** Whether exactly this process runs: this one, of this run of the system. */
  boolean isAlive(AgentProcess process);
}
