package dev.signalbox.log;

import dev.signalbox.protocol.Event;
import java.sql.SQLException;
import java.util.List;

/**
 * Decides, at its turn, which events to append: all of them go into one transaction. It runs on the
 * sequencer's thread and sees the state as of the event before, so "only if" needs no lock.
 */
@FunctionalInterface
public interface Proposal {
  /**
   * The events to append; none is fine.
   *
   * @throws RefusedException when the state forbids what the caller wants
   */
  List<Event> decide() throws SQLException;
}
