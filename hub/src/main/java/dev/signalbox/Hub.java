package dev.signalbox;

import dev.signalbox.agents.HookAdapter;
import dev.signalbox.agents.HookIntake;
import dev.signalbox.agents.claudecode.ClaudeCode;
import dev.signalbox.agents.codex.Codex;
import dev.signalbox.agents.copilot.ClaudeHookFile;
import dev.signalbox.agents.copilot.Copilot;
import dev.signalbox.agents.cursor.Cursor;
import dev.signalbox.agents.gemini.Gemini;
import dev.signalbox.agents.generic.Acp;
import dev.signalbox.agents.opencode.OpenCode;
import dev.signalbox.agents.otlp.OtlpIntake;
import dev.signalbox.agents.otlp.Prices;
import dev.signalbox.agents.qwen.QwenCode;
import dev.signalbox.ask.AskExpiry;
import dev.signalbox.ask.Asks;
import dev.signalbox.ask.HeldAsks;
import dev.signalbox.ask.Holders;
import dev.signalbox.broadcast.Broadcast;
import dev.signalbox.broadcast.Frames;
import dev.signalbox.broadcast.Summaries;
import dev.signalbox.command.CommandExpiry;
import dev.signalbox.command.Commands;
import dev.signalbox.command.Mailbox;
import dev.signalbox.command.Orders;
import dev.signalbox.log.CommitListeners;
import dev.signalbox.log.DataDirectory;
import dev.signalbox.log.Readers;
import dev.signalbox.log.Sequencer;
import dev.signalbox.log.SqliteDatabase;
import dev.signalbox.log.SqliteEventLog;
import dev.signalbox.metrics.Metrics;
import dev.signalbox.session.Liveness;
import dev.signalbox.session.Rebuild;
import dev.signalbox.session.SessionProjection;
import dev.signalbox.session.process.ProcessWatch;
import dev.signalbox.session.process.SystemProcesses;
import dev.signalbox.web.StaticFiles;
import dev.signalbox.web.WebParts;
import dev.signalbox.web.WebServer;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running hub. The way of an event, in the order in which the parts are made:
 *
 * <pre>
 *   web: a route or an agent's adapter makes an Event
 *     → Sequencer: queue → number → SessionProjection folds it → SqliteEventLog stores both, fsync
 *       → Broadcast: Tail, then every event loop's subscribers: WebSocket, SSE
 *       → Mailbox: agents that poll for commands
 *     → the caller's answer
 * </pre>
 */
public final class Hub implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Hub.class);

  /** Event loops, each with its own server on the same port. */
  private static final int EVENT_LOOPS = Math.max(1, Runtime.getRuntime().availableProcessors());

  /** The agents whose hooks are understood, by the name in the route. */
  private static final Map<String, HookAdapter> ADAPTERS =
      Map.of(
          Acp.NAME, new Acp(),
          ClaudeCode.NAME, new ClaudeHookFile(new ClaudeCode(), new Copilot()),
          Codex.NAME, new Codex(),
          Copilot.NAME, new Copilot(),
          Cursor.NAME, new Cursor(),
          Gemini.NAME, new Gemini(),
          OpenCode.NAME, new OpenCode(),
          QwenCode.NAME, new QwenCode());

  private static final long STOP_SECONDS_MAX = 10;

  private final Config config;
  private final Opened opened;
  private final SqliteEventLog eventLog;
  private final Vertx vertx;
  private final int port;

  private Hub(Config config, Tuning tuning, Opened opened) throws SQLException {
    var clock = InstantSource.system();
    this.config = config;
    this.opened = opened;
    var directory = DataDirectory.open(config.dataDirectory());
    opened.add(directory::close);
    var database = new SqliteDatabase(directory.database());
    database.migrate();
    var readers = new Readers(database::openReader);
    opened.add(readers::close);
    this.eventLog = new SqliteEventLog(database, readers);
    opened.add(eventLog::close);
    new Rebuild(eventLog).runIfStale();
    this.vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
    opened.add(this::stopVertx);
    var prices = Prices.load(directory.prices());
    var projection = new SessionProjection();
    var frames = new Frames(eventLog.head().epoch());
    var listeners = new CommitListeners();
    var summaries = new Summaries(projection);
    var broadcast = new Broadcast(eventLog, readers, summaries, frames, tuning.limits());
    opened.add(broadcast::closeAll);
    listeners.add(tuning.listening().apply(broadcast));
    var sequencer = new Sequencer(eventLog, projection, listeners, clock);
    opened.add(sequencer::close);
    var mailbox = new Mailbox(sequencer, readers, projection, clock);
    listeners.add(mailbox);
    var orders = new Orders(sequencer, projection, clock);
    var holders = new Holders();
    var asks = new Asks(sequencer, readers, projection, holders, clock);
    listeners.add(asks);
    var heldAsks = new HeldAsks(sequencer, readers, projection, holders, clock);
    var liveness = new Liveness(projection, clock, config.lease());
    var processes = new ProcessWatch(new SystemProcesses());
    var sweeper =
        new Sweeper(
            sequencer,
            readers,
            liveness,
            new CommandExpiry(projection, clock),
            new AskExpiry(projection, asks, clock),
            heldAsks);
    opened.add(sweeper::close);
    var vigil = new Vigil(sequencer, readers, liveness, processes);
    opened.add(vigil::close);
    var parts =
        new WebParts(
            eventLog,
            sequencer,
            listeners,
            readers,
            projection,
            broadcast,
            frames,
            new Commands(sequencer, readers, projection, clock),
            orders,
            mailbox,
            asks,
            heldAsks,
            new HookIntake(ADAPTERS, sequencer, projection, liveness, processes, orders, clock),
            new OtlpIntake(prices, sequencer, projection, clock),
            clock,
            clock.instant(),
            Version.text(),
            new StaticFiles(),
            tuning.heartbeat(),
            new Metrics(List.of(broadcast, sequencer)));
    heldAsks.releaseAll("The hub was restarted").join();
    this.port = listen(parts);
    sweeper.start();
    vigil.start(tuning.hindsight());
  }

  /**
   * Starts a hub and returns when it serves.
   *
   * @throws RuntimeException with a message for its user when it cannot start
   */
  public static Hub start(Config config) {
    return start(config, Tuning.NONE);
  }

  /** For tests. */
  static Hub start(Config config, Tuning tuning) {
    var opened = new Opened();
    try {
      var hub = new Hub(config, tuning, opened);
      log.info(
          "Signalbox {} serves {} from {}, position {}",
          Version.text(),
          hub.url(),
          config.dataDirectory(),
          hub.eventLog.head());
      return hub;
    } catch (SQLException e) {
      opened.close();
      throw new IllegalStateException("Cannot open the database: " + e.getMessage(), e);
    } catch (RuntimeException | Error e) {
      opened.close();
      throw e;
    }
  }

  /** Where it listens; never 0. */
  public int port() {
    return port;
  }

  /** The address for a browser, e.g. {@code http://127.0.0.1:4680}. */
  public String url() {
    String host = config.host().contains(":") ? "[" + config.host() + "]" : config.host();
    return "http://" + host + ":" + port;
  }

  /** One server on each event loop; in one deployment, so that they share one port. */
  private int listen(WebParts parts) {
    List<WebServer> servers =
        Stream.generate(() -> new WebServer(parts, config.host(), config.port()))
            .limit(EVENT_LOOPS)
            .toList();
    Iterator<WebServer> next = servers.iterator();
    try {
      vertx
          .deployVerticle(next::next, new DeploymentOptions().setInstances(EVENT_LOOPS))
          .await(STOP_SECONDS_MAX, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new IllegalStateException("The server did not start in time", e);
    } catch (Exception e) {
      // Vert.x throws what a server failed with as it is, also when it is a checked exception.
      throw AddressUnavailableException.of(config, e);
    }
    return servers.getFirst().port();
  }

  /** Writes what was accepted, says goodbye to clients, and releases the data directory. */
  @Override
  public void close() {
    opened.close();
    log.info("Signalbox stopped at position {}", eventLog.head());
  }

  private void stopVertx() {
    try {
      vertx.close().await(STOP_SECONDS_MAX, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      log.warn("Connections were still open after {} s", STOP_SECONDS_MAX, e);
    }
  }
}
