package dev.signalbox.session;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The prepared statements of one connection, each prepared once and closed with the connection.
 * Used by the connection's one thread.
 */
final class Statements {
  private final Connection connection;
  private final Map<String, PreparedStatement> prepared = new HashMap<>();

  Statements(Connection connection) {
    this.connection = connection;
  }

  boolean isOf(Connection other) {
    return connection.equals(other);
  }

  /** The statement with its parameters set, in order; it stays this class's to close. */
  PreparedStatement bind(String sql, List<? extends @Nullable Object> parameters)
      throws SQLException {
    PreparedStatement statement = prepared.get(sql);
    if (statement == null) {
      statement = connection.prepareStatement(sql);
      prepared.put(sql, statement);
    }
    for (int i = 0; i < parameters.size(); i++) {
      statement.setObject(i + 1, parameters.get(i));
    }
    return statement;
  }

  void execute(String sql, List<? extends @Nullable Object> parameters) throws SQLException {
    bind(sql, parameters).executeUpdate();
  }
}
