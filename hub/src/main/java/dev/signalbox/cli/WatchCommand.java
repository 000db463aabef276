package dev.signalbox.cli;

import dev.signalbox.cli.options.HubOption;
import dev.signalbox.cli.options.VersionOption;
import dev.signalbox.cli.session.SessionChoice;
import dev.signalbox.cli.session.SessionText;
import dev.signalbox.cli.tail.JsonPrinter;
import dev.signalbox.cli.tail.LinePrinter;
import dev.signalbox.cli.tail.LinePrinter.Scope;
import dev.signalbox.cli.tail.SessionTitles;
import dev.signalbox.cli.tail.Tail;
import dev.signalbox.cli.tail.TailPrinter;
import dev.signalbox.cli.terminal.AtExit;
import dev.signalbox.cli.terminal.Terminal;
import dev.signalbox.client.HubClient;
import dev.signalbox.client.HubInfo;
import dev.signalbox.client.Interest;
import dev.signalbox.client.SessionQuery;
import dev.signalbox.protocol.Position;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code signalbox watch}. */
@Command(
    name = "watch",
    description = "Follow what happens, one line an event, until Ctrl-C.",
    mixinStandardHelpOptions = true,
    versionProvider = VersionOption.class,
    sortOptions = false)
final class WatchCommand implements Callable<Integer> {
  private final Terminal terminal;
  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "SESSION",
      description = "Only this one: its id, the beginning of it, or words of its title.")
  private @Nullable String session;

  @Option(
      names = "--since",
      paramLabel = "POSITION",
      description = "Begin after this position (k3f9:10482) or sequence; 0 for the beginning.")
  private @Nullable String since;

  @Option(
      names = {"-n", "--count"},
      paramLabel = "EVENTS",
      description = "End after so many events.")
  private @Nullable Long count;

  @Option(names = "--json", description = "Print each message as a line of JSON.")
  private boolean isJson;

  @Mixin private HubOption hub;

  WatchCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    long countMax = count();
    try (var client = new HubClient(hub.url())) {
      HubInfo info = client.info();
      Position start = start(info.position());
      String sessionId = session == null ? null : SessionChoice.find(client, session).id();
      Interest interest =
          sessionId == null ? Interest.LOBBY.everything() : Interest.LOBBY.in(sessionId);
      var tail = new Tail(printer(client, sessionId), sessionId, countMax);
      try (var subscription = client.subscribe(interest.since(start).withSummaries(), tail);
          var _ = AtExit.run("goodbye", subscription::close)) {
        tail.await();
      }
      return 0;
    }
  }

  private TailPrinter printer(HubClient client, @Nullable String sessionId)
      throws InterruptedException {
    if (isJson) {
      return new JsonPrinter(terminal);
    }
    var titles = new SessionTitles();
    client.sessions(SessionQuery.ALL).sessions().forEach(titles::note);
    var lines =
        new LinePrinter(
            terminal, titles, sessionId == null ? Scope.MANY_SESSIONS : Scope.ONE_SESSION);
    lines.begin(client.hub());
    return lines;
  }

  private long count() {
    if (count == null) {
      return Long.MAX_VALUE;
    }
    if (count < 1) {
      throw new ParameterException(
          spec.commandLine(), "Expected --count of at least 1, but got " + count);
    }
    return count;
  }

  /** A bare sequence is one of the hub's present log. */
  private Position start(Position now) {
    if (since == null) {
      return now;
    }
    try {
      return since.contains(":") ? Position.parse(since) : now.at(Long.parseLong(since));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(
          spec.commandLine(),
          "Expected --since as a position like "
              + now
              + ", or a sequence from 0, but got '"
              + SessionText.word(since)
              + "'");
    }
  }
}
