package dev.signalbox.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.signalbox.Config;
import dev.signalbox.Hub;
import dev.signalbox.cli.terminal.Terminal;
import dev.signalbox.client.HubClient;
import dev.signalbox.protocol.Event;
import dev.signalbox.protocol.Json;
import dev.signalbox.session.Liveness;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Stream;

/** A hub for commands to talk to. */
final class RunningHub implements AutoCloseable {
  private final Path folder;
  private final HubClient client;
  private Hub hub;

  RunningHub(Path folder) {
    this.folder = folder;
    this.hub = start(0);
    this.client = new HubClient(URI.create(hub.url()));
  }

  String url() {
    return hub.url();
  }

  int port() {
    return hub.port();
  }

  HubClient client() {
    return client;
  }

  /** Types a command for this hub, whose output goes to a file. */
  Typed typed(String... words) {
    return Typed.command(withUrl(words));
  }

  /** Types a command for this hub on a screen with colours. */
  Typed typedOnScreen(int width, String... words) {
    return Typed.on(Terminal.Kind.COLOUR_SCREEN, width, withUrl(words));
  }

  /** Publishes one event, which happens now; fields are JSON with single quotes. */
  void tell(String sessionId, String type, String fields) throws InterruptedException {
    tell(sessionId, type, fields, Instant.now());
  }

  void tell(String sessionId, String type, String fields, Instant at) throws InterruptedException {
    client.publish(Event.of(type, sessionId, at, json(fields)));
  }

  static ObjectNode json(String singleQuoted) {
    return Json.read(singleQuoted.replace('\'', '"'), ObjectNode.class);
  }

  /** Stops it and starts it again: the same log, the same address. */
  void restart() {
    int port = hub.port();
    hub.close();
    hub = start(port);
  }

  @Override
  public void close() {
    client.close();
    hub.close();
  }

  private Hub start(int port) {
    return Hub.start(new Config("127.0.0.1", port, folder, Config.Auth.NONE, Liveness.LEASE));
  }

  private String[] withUrl(String... words) {
    return Stream.concat(Arrays.stream(words), Stream.of("--url", hub.url()))
        .toArray(String[]::new);
  }
}
