package dev.signalbox.cli;

import dev.signalbox.cli.options.HubOption;
import dev.signalbox.cli.options.VersionOption;
import dev.signalbox.cli.session.SessionOrder;
import dev.signalbox.cli.session.SessionText;
import dev.signalbox.cli.session.StateMark;
import dev.signalbox.cli.terminal.Figures;
import dev.signalbox.cli.terminal.PlainText;
import dev.signalbox.cli.terminal.Program;
import dev.signalbox.cli.terminal.Style;
import dev.signalbox.cli.terminal.Table;
import dev.signalbox.cli.terminal.Table.Cell;
import dev.signalbox.cli.terminal.Table.Column;
import dev.signalbox.cli.terminal.Terminal;
import dev.signalbox.client.HubClient;
import dev.signalbox.client.SessionPage;
import dev.signalbox.client.SessionQuery;
import dev.signalbox.protocol.Session;
import dev.signalbox.protocol.Session.State;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code signalbox sessions}. */
@Command(
    name = "sessions",
    description = "List sessions, those that need you first.",
    mixinStandardHelpOptions = true,
    versionProvider = VersionOption.class,
    sortOptions = false)
final class SessionsCommand implements Callable<Integer> {
  /** More rows than anybody reads; the hub's pages hold 500. */
  private static final int SESSIONS_MAX = 2_000;

  private static final List<State> OPEN =
      List.of(State.NEEDS_YOU, State.WORKING, State.IDLE, State.LOST);

  private static final List<State> OVER = List.of(State.FAILED, State.ENDED);

  private static final List<Column> COLUMNS =
      List.of(
          new Column("STATE", 11, 9),
          new Column("SINCE", 5, 5),
          new Column("SESSION", 16, 8),
          new Column("REPOSITORY", 14, 4),
          new Column("WHO", 10, 3),
          new Column("AGENT", 8, 2),
          new Column("ACTIVITY", 16, 6));

  private final Terminal terminal;

  @Option(
      names = "--state",
      split = ",",
      paramLabel = "STATE",
      description = "Only needs_you, working, idle, lost, failed or ended; several with commas.")
  private List<State> states = List.of();

  @Option(names = "--user", paramLabel = "NAME", description = "Only this user's.")
  private @Nullable String user;

  @Option(names = "--json", description = "Print the hub's answer as it is.")
  private boolean isJson;

  @Mixin private HubOption hub;

  SessionsCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    SessionQuery wanted = SessionQuery.ALL.of(user);
    try (var client = new HubClient(hub.url())) {
      if (isJson) {
        terminal.out().println(PlainText.json(client.get(wanted.in(states).path())));
        return 0;
      }
      if (states.isEmpty()) {
        showNow(client, wanted);
      } else {
        show(all(client, wanted.in(states)));
      }
      return 0;
    }
  }

  /** What the Now page shows: all that goes on, and what ended today. */
  private void showNow(HubClient client, SessionQuery wanted) throws InterruptedException {
    Instant midnight =
        LocalDate.now(ZoneId.systemDefault()).atStartOfDay(ZoneId.systemDefault()).toInstant();
    var sessions = new ArrayList<>(all(client, wanted.in(OPEN)));
    sessions.addAll(all(client, wanted.in(OVER).since(midnight)));
    show(sessions);
    long earlier = client.sessions(wanted.in(OVER).limit(1)).count() - count(sessions, OVER);
    if (earlier > 0) {
      note(
          "%s ended earlier: %s%s"
              .formatted(
                  Figures.exact(earlier),
                  Program.command("sessions --state ended,failed"),
                  hub.asTyped()));
    }
  }

  private List<Session> all(HubClient client, SessionQuery query) throws InterruptedException {
    var sessions = new ArrayList<Session>();
    SessionPage page = client.sessions(query);
    sessions.addAll(page.sessions());
    while (page.nextCursor() != null && sessions.size() < SESSIONS_MAX) {
      page = client.sessions(query.after(page.nextCursor()));
      sessions.addAll(page.sessions());
    }
    if (page.nextCursor() != null) {
      note("Only the newest " + Figures.exact(sessions.size()) + " are shown.");
    }
    return sessions;
  }

  private void show(List<Session> sessions) {
    if (sessions.isEmpty()) {
      terminal
          .out()
          .println(
              states.isEmpty() && user == null
                  ? "No sessions yet. Connect an agent: "
                      + Program.command("connect claude-code")
                      + hub.asTyped()
                  : "No session matches.");
      return;
    }
    var table = new Table(COLUMNS);
    Instant now = Instant.now();
    sessions.stream().sorted(new SessionOrder()).forEach(it -> table.add(row(it, now)));
    table.print(terminal);
    terminal.out().println();
    note(counts(sessions));
  }

  private static List<Cell> row(Session session, Instant now) {
    StateMark mark = StateMark.of(session.state());
    String agent = session.agent();
    return List.of(
        new Cell(mark.glyph() + " " + mark.word(), mark.style()),
        Cell.of(Figures.span(Duration.between(session.stateSince(), now))),
        new Cell(SessionText.title(session), Style.BOLD),
        Cell.of(SessionText.place(session)),
        Cell.of(SessionText.person(session)),
        Cell.of(agent == null ? "" : SessionText.word(agent)),
        new Cell(
            SessionText.activity(session),
            session.state() == State.NEEDS_YOU ? Style.AMBER : Style.DIM));
  }

  /** {@code needs you 2 · working 5}. */
  private static String counts(List<Session> sessions) {
    return Arrays.stream(State.values())
        .filter(state -> count(sessions, List.of(state)) > 0)
        .map(state -> StateMark.of(state).word() + " " + count(sessions, List.of(state)))
        .collect(Collectors.joining(" · "));
  }

  private static long count(List<Session> sessions, List<State> states) {
    return sessions.stream().filter(session -> states.contains(session.state())).count();
  }

  private void note(String text) {
    terminal.out().println(terminal.paint(Style.DIM, terminal.fit(text)));
  }
}
