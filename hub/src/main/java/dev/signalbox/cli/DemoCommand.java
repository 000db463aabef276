package dev.signalbox.cli;

import dev.signalbox.cli.demo.Player;
import dev.signalbox.cli.options.HubOption;
import dev.signalbox.cli.options.VersionOption;
import dev.signalbox.cli.session.StateMark;
import dev.signalbox.cli.tail.EventLine;
import dev.signalbox.cli.tail.LinePrinter;
import dev.signalbox.cli.tail.SessionTitles;
import dev.signalbox.cli.terminal.AtExit;
import dev.signalbox.cli.terminal.Figures;
import dev.signalbox.cli.terminal.Program;
import dev.signalbox.cli.terminal.Terminal;
import dev.signalbox.client.HubClient;
import dev.signalbox.protocol.Event;
import dev.signalbox.protocol.Session;
import dev.signalbox.protocol.Session.State;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code signalbox demo}. */
@Command(
    name = "demo",
    description = "Play several sessions into a running hub, to see what it shows.",
    mixinStandardHelpOptions = true,
    versionProvider = VersionOption.class,
    sortOptions = false)
final class DemoCommand implements Callable<Integer> {
  private static final long LAST_WORDS_SECONDS = 3;

  /** What is worth a line; the rest is on the page. */
  private static final Set<String> NOTABLE =
      Set.of(
          "session:started",
          "session:idle",
          "session:ended",
          "session:lost",
          "interaction:awaiting-input",
          "interaction:input-received",
          "tool:failed",
          "error:occurred",
          "chain:completed");

  private final Terminal terminal;
  @Spec private CommandSpec spec;

  @Option(
      names = "--speed",
      paramLabel = "1x",
      defaultValue = "1x",
      converter = SpeedConverter.class,
      description = "How many times as fast as it would happen (${DEFAULT-VALUE}).")
  private double speed = 1;

  @Option(
      names = "--sessions",
      paramLabel = "N",
      defaultValue = "11",
      description = "How many sessions, 1 to " + Player.SESSIONS_MAX + " (${DEFAULT-VALUE}).")
  private int sessions;

  @Option(names = "--loop", description = "Begin again at the end, until Ctrl-C.")
  private boolean isLoop;

  @Option(names = "--remove", description = "Remove the sessions of all demos from the hub.")
  private boolean isRemove;

  @Mixin private HubOption hub;

  DemoCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (sessions < 1 || sessions > Player.SESSIONS_MAX) {
      throw new ParameterException(
          spec.commandLine(),
          "Expected --sessions 1 to %d, but got %d".formatted(Player.SESSIONS_MAX, sessions));
    }
    try (var client = new HubClient(hub.url())) {
      if (isRemove) {
        say("Removed %s of demos.".formatted(Figures.counted(Player.removeAll(client), "session")));
        return 0;
      }
      // Ask before anything is announced.
      client.info();
      play(new Player(client, speed, new Narrator(terminal)));
    }
    return 0;
  }

  private void play(Player player) throws InterruptedException {
    var lastWords = new CountDownLatch(1);
    try (var _ =
        AtExit.run(
            "curtain",
            () -> {
              player.stop();
              await(lastWords);
            })) {
      announce(player);
      Player.Show show = player.play(sessions);
      while (isLoop && !player.isStopped()) {
        Player.Show before = show;
        player.remove(before);
        show = player.play(sessions);
      }
      close(player, show);
    } finally {
      lastWords.countDown();
    }
  }

  private void announce(Player player) {
    Duration length = Duration.ofMillis(Math.round(player.seconds(sessions) * 1000));
    say(
        "Playing %s into %s, %s long."
            .formatted(Figures.counted(sessions, "session"), hub.url(), Figures.took(length)));
    say("Open that address to watch. Ctrl-C ends it.");
    say("");
  }

  private void close(Player player, Player.Show show) throws InterruptedException {
    List<Session> played = player.sessions(show);
    say("");
    say(
        "%s %s with %s: %s."
            .formatted(
                player.isStopped() ? "Stopped after" : "Played",
                Figures.counted(show.sessionIds().size(), "session"),
                Figures.counted(show.events(), "event"),
                states(played)));
    say("They stay until you remove them: " + Program.command("demo --remove") + hub.asTyped());
  }

  /** {@code needs you 2, idle 4}. */
  private static String states(List<Session> sessions) {
    return Arrays.stream(State.values())
        .filter(state -> count(sessions, state) > 0)
        .map(state -> StateMark.of(state).word() + " " + count(sessions, state))
        .collect(Collectors.joining(", "));
  }

  private static long count(List<Session> sessions, State state) {
    return sessions.stream().filter(session -> session.state() == state).count();
  }

  private void say(String line) {
    terminal.out().println(line);
  }

  private static void await(CountDownLatch latch) {
    try {
      var _ = latch.await(LAST_WORDS_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Tells what goes on while the demo plays. */
  private static final class Narrator implements Player.Audience {
    private final LinePrinter lines;

    Narrator(Terminal terminal) {
      this.lines = new LinePrinter(terminal, new SessionTitles(), LinePrinter.Scope.MANY_SESSIONS);
    }

    @Override
    public void saw(String title, Event event) {
      if (NOTABLE.contains(event.type())) {
        lines.print(event.timestamp(), title, EventLine.of(event.type(), event.body()));
      }
    }
  }
}
