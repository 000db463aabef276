package dev.signalbox.cli.ask;

import dev.signalbox.cli.connect.Surroundings;
import dev.signalbox.cli.options.HubOption;
import dev.signalbox.cli.options.TimeSpan;
import dev.signalbox.cli.options.VersionOption;
import dev.signalbox.cli.session.NoSuchSessionException;
import dev.signalbox.cli.terminal.AtExit;
import dev.signalbox.cli.terminal.Figures;
import dev.signalbox.cli.terminal.PlainText;
import dev.signalbox.cli.terminal.Terminal;
import dev.signalbox.client.HubClient;
import dev.signalbox.client.HubUnreachableException;
import dev.signalbox.client.Patience;
import dev.signalbox.protocol.Ask;
import dev.signalbox.protocol.TimeOrderedId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExitCodeExceptionMapper;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code signalbox ask}. */
@Command(
    name = "ask",
    description = {
      "Ask a person and wait for the answer, which is all that is printed.",
      "Ctrl-C takes the question back."
    },
    exitCodeListHeading = "%nExit status:%n",
    exitCodeList = {
      "0:answered; with --approve: allowed",
      "1:denied",
      "2:wrong usage",
      "3:nobody answered in time",
      "4:closed without an answer, or refused by the hub",
      "5:the hub could not be reached",
      "130:taken back by Ctrl-C"
    },
    mixinStandardHelpOptions = true,
    versionProvider = VersionOption.class,
    sortOptions = false)
public final class AskCommand implements Callable<Integer>, IExitCodeExceptionMapper {
  /** What the hub takes. */
  private static final Duration WAIT_MAX = Duration.ofDays(7);

  /** A hub that starts again is there by then; one that is not there at all shall be told soon. */
  private static final Duration OPENING_MAX = Duration.ofSeconds(15);

  private static final int TEXT_CHARS_MAX = 500;

  private final Terminal terminal;
  private final Surroundings around;
  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "QUESTION", description = "What to ask.")
  private String text = "";

  @Option(
      names = "--option",
      paramLabel = "TEXT",
      description = "An answer to choose; give it several times. Without: any text.")
  private List<String> options = List.of();

  @Option(names = "--approve", description = "Ask for leave: allow or deny.")
  private boolean isApproval;

  @Option(
      names = "--wait",
      paramLabel = "TIME",
      defaultValue = "10m",
      converter = TimeSpan.class,
      description = "For how long, e.g. 90s, 10m, 1h30m; at most 7d (${DEFAULT-VALUE}).")
  private Duration wait = Duration.ofMinutes(10);

  @Option(
      names = "--session",
      paramLabel = "SESSION",
      description = {
        "Where to ask: its id, the beginning of it, or words of its title.",
        "Default: $$SIGNALBOX_SESSION, else that of the agent that runs this, else a new one."
      })
  private @Nullable String session;

  @Option(names = "--json", description = "Print the ask as the hub tells it.")
  private boolean isJson;

  @Mixin private HubOption hub;

  private AskCommand(Terminal terminal, Surroundings around) {
    this.terminal = terminal;
    this.around = around;
  }

  public static CommandLine with(Terminal terminal, Surroundings around) {
    return new CommandLine(new AskCommand(terminal, around));
  }

  /** 1 would mean that somebody has denied it. */
  @Override
  public int getExitCode(Throwable fault) {
    return fault instanceof HubUnreachableException ? Outcome.UNREACHABLE : Outcome.CLOSED;
  }

  @Override
  public Integer call() throws InterruptedException {
    Question question = question();
    try (var client = new HubClient(hub.url())) {
      var opening = Patience.of(wait.compareTo(OPENING_MAX) < 0 ? wait : OPENING_MAX);
      Home home = home(client, opening);
      var asking = new Asking(client, question, home);
      try (var _ = AtExit.run("withdrawal", asking::leave)) {
        asking.open(opening, new Place(around.directory()), wait);
        announce(home);
        Outcome outcome = asking.await(wait);
        asking.end(outcome);
        return print(outcome);
      }
    }
  }

  private Question question() {
    check(!text.isBlank(), "Expected a question, but got an empty text");
    check(options.isEmpty() || !isApproval, "Expected --option or --approve, but got both");
    check(
        !wait.isZero() && wait.compareTo(WAIT_MAX) <= 0,
        "Expected --wait from 1s to 7d, but got " + wait.toSeconds() + "s");
    return new Question(TimeOrderedId.next(Instant.now()), text, kind(), options);
  }

  private Ask.Kind kind() {
    if (isApproval) {
      return Ask.Kind.APPROVAL;
    }
    return options.isEmpty() ? Ask.Kind.INPUT : Ask.Kind.QUESTION;
  }

  private void check(boolean isRight, String expected) {
    if (!isRight) {
      throw new ParameterException(spec.commandLine(), expected);
    }
  }

  private Home home(HubClient client, Patience opening) throws InterruptedException {
    try {
      Optional<Home> found = opening.insist(() -> Home.find(client, session, around.environment()));
      return found.orElseGet(Home::own);
    } catch (NoSuchSessionException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private void announce(Home home) {
    if (terminal.isScreen()) {
      terminal
          .err()
          .println(
              "Waiting %s for an answer at %s; Ctrl-C takes it back."
                  .formatted(Figures.span(wait), hub.url().resolve("/sessions/" + home.id())));
    }
  }

  private int print(Outcome outcome) {
    String answer = outcome.answer();
    if (isJson) {
      terminal.out().println(PlainText.json(outcome.ask().toString()));
    } else if (answer != null) {
      terminal.out().println(terminal.isScreen() ? PlainText.of(answer) : answer);
    }
    if (!outcome.remark().isEmpty()) {
      terminal.err().println("signalbox: " + PlainText.line(outcome.remark(), TEXT_CHARS_MAX));
    }
    return outcome.exitCode();
  }
}
