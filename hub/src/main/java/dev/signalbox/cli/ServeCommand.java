package dev.signalbox.cli;

import dev.signalbox.Config;
import dev.signalbox.Hub;
import dev.signalbox.cli.options.HubOption;
import dev.signalbox.cli.options.VersionOption;
import dev.signalbox.cli.terminal.AtExit;
import dev.signalbox.cli.terminal.Program;
import dev.signalbox.cli.terminal.Terminal;
import dev.signalbox.session.Liveness;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code signalbox serve}. */
@Command(
    name = "serve",
    description = "Run the hub.",
    mixinStandardHelpOptions = true,
    versionProvider = VersionOption.class,
    sortOptions = false)
final class ServeCommand implements Callable<Integer> {
  private final Terminal terminal;
  @Spec private CommandSpec spec;

  @Option(
      names = "--host",
      defaultValue = "${env:SIGNALBOX_HOST:-127.0.0.1}",
      description = "Address to listen on; this machine's own for now (${DEFAULT-VALUE}).")
  private String host = "127.0.0.1";

  @Option(
      names = "--port",
      defaultValue = "${env:SIGNALBOX_PORT:-4680}",
      description = "Port to listen on; 0 for any free one (${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--data-dir",
      defaultValue = "${env:SIGNALBOX_DATA_DIR}",
      description = "Where the log is kept (default: ~/.local/share/signalbox).")
  private @Nullable Path dataDirectory;

  @Option(
      names = "--auth",
      defaultValue = "none",
      description = "Who may use the hub: none or token (${DEFAULT-VALUE}).")
  private Config.Auth auth = Config.Auth.NONE;

  @Option(
      names = "--lease",
      defaultValue = "${env:SIGNALBOX_LEASE:-900}",
      description = "Seconds of silence after which a working session is lost (${DEFAULT-VALUE}).")
  private long leaseSeconds = Liveness.LEASE.toSeconds();

  ServeCommand(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws InterruptedException {
    Config config = config();
    Hub hub = Hub.start(config);
    var stopped = new CountDownLatch(1);
    try (var _ =
        AtExit.run(
            "shutdown",
            () -> {
              hub.close();
              stopped.countDown();
            })) {
      greet(hub, config);
      stopped.await();
    }
    return 0;
  }

  private Config config() {
    try {
      Path path = DataDirectories.or(dataDirectory);
      return new Config(host, port, path, auth, Duration.ofSeconds(leaseSeconds));
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()));
    }
  }

  private void greet(Hub hub, Config config) {
    String where = HubOption.asTyped(hub.url());
    terminal.out().println("Signalbox is ready at " + hub.url());
    terminal.out().println("  Log      " + config.dataDirectory());
    terminal.out().println("  Connect  " + Program.command("connect claude-code") + where);
    terminal.out().println("  Try out  " + Program.command("demo") + where);
    terminal.out().println("  Stop     Ctrl-C");
  }
}
