package dev.signalbox.session;

import dev.signalbox.protocol.Ask;
import dev.signalbox.protocol.Chain;
import dev.signalbox.protocol.Command;
import dev.signalbox.protocol.Json;
import dev.signalbox.protocol.Step;
import dev.signalbox.protocol.Subagent;
import dev.signalbox.session.fold.Parts;
import dev.signalbox.session.fold.Parts.Part;
import dev.signalbox.session.fold.StepKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Function;

/**
 * The table of one kind of part. Each row is a part's key, its place in order, its status for
 * queries, and its JSON:
 *
 * <pre>session_id | chain_id | since | status  | body
 * s1         | build    |    17 | running | {"chainId":"build","status":"running",...}</pre>
 *
 * @param keyColumns what names a part within its session
 * @param loaded which rows belong to the state in memory; the others are only ever queried
 */
record PartTable<K extends Comparable<K>, V>(
    String name,
    List<String> keyColumns,
    String loaded,
    Class<V> type,
    Function<V, K> key,
    Function<K, List<Object>> keyValues,
    Function<V, String> status) {

  static final PartTable<String, Chain> CHAINS =
      new PartTable<>(
          "chain",
          List.of("chain_id"),
          "1 = 1",
          Chain.class,
          Chain::chainId,
          List::of,
          chain -> chain.status().word());

  static final PartTable<StepKey, Step> STEPS =
      new PartTable<>(
          "step",
          List.of("chain_id", "step_number"),
          "1 = 1",
          Step.class,
          step -> new StepKey(step.chainId(), step.stepNumber()),
          key -> List.of(key.chainId(), key.stepNumber()),
          step -> step.status().word());

  static final PartTable<String, Subagent> SUBAGENTS =
      new PartTable<>(
          "subagent",
          List.of("agent_id"),
          "1 = 1",
          Subagent.class,
          Subagent::agentId,
          List::of,
          subagent -> subagent.status().word());

  static final PartTable<String, Ask> ASKS =
      new PartTable<>(
          "ask",
          List.of("ask_id"),
          "status = 'open'",
          Ask.class,
          Ask::askId,
          List::of,
          ask -> ask.status().word());

  static final PartTable<String, Command> COMMANDS =
      new PartTable<>(
          "command",
          List.of("command_id"),
          "status IN ('queued', 'delivered')",
          Command.class,
          Command::commandId,
          List::of,
          command -> command.status().word());

  /** The tables of all parts. */
  static final List<PartTable<?, ?>> ALL = List.of(CHAINS, STEPS, SUBAGENTS, ASKS, COMMANDS);

  /** The parts of a session that belong to its state, in order. */
  String selectBodies() {
    return "SELECT body FROM "
        + name
        + " WHERE session_id = ? AND "
        + loaded
        + " ORDER BY since, "
        + String.join(", ", keyColumns);
  }

  Parts<K, V> load(Statements statements, String sessionId) throws SQLException {
    String sql = "SELECT since, body FROM " + name + " WHERE session_id = ? AND " + loaded;
    var parts = new ArrayList<Part<K, V>>();
    try (ResultSet rows = statements.bind(sql, List.of(sessionId)).executeQuery()) {
      while (rows.next()) {
        V part = Json.read(rows.getString(2), type);
        parts.add(new Part<>(key.apply(part), rows.getLong(1), part));
      }
    }
    return Parts.stored(parts);
  }

  void save(Statements statements, String sessionId, Parts<K, V> parts) throws SQLException {
    for (Part<K, V> part : parts.unsaved()) {
      var parameters = new ArrayList<Object>();
      parameters.add(sessionId);
      parameters.addAll(keyValues.apply(part.key()));
      parameters.add(part.since());
      parameters.add(status.apply(part.value()));
      parameters.add(Json.text(part.value()));
      statements.execute(upsert(), parameters);
    }
  }

  private String upsert() {
    String keys = String.join(", ", keyColumns);
    String marks = String.join(", ", Collections.nCopies(keyColumns.size() + 4, "?"));
    return "INSERT INTO "
        + name
        + " (session_id, "
        + keys
        + ", since, status, body) VALUES ("
        + marks
        + ") ON CONFLICT (session_id, "
        + keys
        + ") DO UPDATE SET since = excluded.since, status = excluded.status, body = excluded.body";
  }
}
