package dev.signalbox.log;

import dev.signalbox.protocol.Event;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/** A projection without state, for tests: logs whatever comes, and folds nothing. */
class AdmitAll implements Projection {
  @Override
  public void begin(Connection connection) {}

  @Override
  public List<Event> admit(Event event, long sequence, Instant receivedAt) throws SQLException {
    return List.of(event);
  }

  @Override
  public void apply(LoggedEvent logged) throws SQLException {}

  @Override
  public void save() throws SQLException {}

  @Override
  public void committed() {}

  @Override
  public void rolledBack() {}
}
