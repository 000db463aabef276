package dev.signalbox.cli.connect;

import dev.signalbox.agents.connect.Agent;
import dev.signalbox.agents.connect.AgentConnection;
import dev.signalbox.agents.connect.Agents;
import dev.signalbox.agents.connect.Program.Found;
import dev.signalbox.agents.settings.SettingsException;
import dev.signalbox.cli.terminal.PlainText;
import dev.signalbox.cli.terminal.Style;
import dev.signalbox.cli.terminal.Table;
import dev.signalbox.cli.terminal.Table.Cell;
import dev.signalbox.cli.terminal.Table.Column;
import dev.signalbox.cli.terminal.Terminal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * What this machine knows of an agent.
 *
 * @param found its program; empty when there is none
 * @param places where it reports, a phrase each
 */
record AgentStatus(Agent agent, Optional<Found> found, List<String> places) {
  private static final int TEXT_CHARS_MAX = 200;

  private static final List<Column> COLUMNS =
      List.of(
          new Column("AGENT", 11, 3), new Column("VERSION", 9, 1), new Column("REPORTS TO", 20, 2));

  AgentStatus {
    places = List.copyOf(places);
  }

  /** Asks all at once: some take a second to say their version. */
  static List<AgentStatus> ofAll(Surroundings around) {
    List<CompletableFuture<AgentStatus>> asked =
        Agents.ALL.stream()
            .map(agent ->
                CompletableFuture.supplyAsync(
                    () -> of(agent, around), task -> Thread.ofVirtual().name("status").start(task)))
            .toList();
    return asked.stream().map(CompletableFuture::join).toList();
  }

  private static AgentStatus of(Agent agent, Surroundings around) {
    var places = new ArrayList<String>();
    report(agent.ofUser(around.environment(), around.home()), "").ifPresent(places::add);
    PlaceOption.ofProject(agent, around)
        .flatMap(it -> report(it, ", in this directory"))
        .ifPresent(places::add);
    return new AgentStatus(agent, agent.program().find(around.environment()), places);
  }

  private static Optional<String> report(AgentConnection connection, String where) {
    try {
      return connection
          .hub()
          .map(hub -> {
            List<String> obstacles = connection.obstacles();
            return hub
                + where
                + (obstacles.isEmpty() ? "" : " (" + String.join(", ", obstacles) + ")");
          });
    } catch (SettingsException e) {
      return Optional.of("? " + e.getMessage());
    }
  }

  static void print(List<AgentStatus> agents, Terminal terminal) {
    var table = new Table(COLUMNS);
    agents.forEach(status -> status.rows().forEach(table::add));
    table.print(terminal);
  }

  private List<List<Cell>> rows() {
    Cell version =
        found
            .map(it -> Cell.of(it.version() == null ? "?" : it.version().toString()))
            .orElse(new Cell("not found", Style.DIM));
    if (places.isEmpty()) {
      return List.of(List.of(Cell.of(agent.name()), version, new Cell("-", Style.DIM)));
    }
    return places.stream()
        .map(place ->
            List.of(
                Cell.of(agent.name()),
                version,
                new Cell(PlainText.line(place, TEXT_CHARS_MAX), Style.GREEN)))
        .toList();
  }
}
