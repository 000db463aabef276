package dev.signalbox.agents.connect;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;

/** Loads OpenCode's plugin as OpenCode does, and is the hub and the script that it reports to. */
final class PluginRun implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 30;

  /** Events come one a line; then OpenCode ends. */
  private static final String OPENCODE =
      """
      import { createInterface } from 'node:readline'
      import { Signalbox } from './plugins/signalbox.js'
      const plugin = await Signalbox({ directory: process.cwd() })
      for await (const line of createInterface({ input: process.stdin })) {
        plugin.event?.({ event: JSON.parse(line) })
      }
      await plugin.dispose?.()
      """;

  /** Keeps what it gets, one a line. */
  private static final String SCRIPT =
      """
      #!/bin/sh
      { echo "$1 $2 $(cat)"; } >>"$0.kept"
      """;

  final List<Received> received = new CopyOnWriteArrayList<>();
  private final HttpServer server;
  private final Path folder;
  private final Path script;
  private volatile int status = 200;

  /** A request as it came. */
  record Received(String path, Headers headers, String body) {
    String header(String name) {
      String value = headers.getFirst(name);
      return value == null
          ? ""
          : new String(value.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
  }

  PluginRun(Path folder) throws IOException {
    this.folder = folder;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::take);
    server.start();
    Files.writeString(folder.resolve("package.json"), "{\"type\": \"module\"}");
    Files.writeString(folder.resolve("opencode.js"), OPENCODE);
    script = Files.createDirectories(folder.resolve("hooks")).resolve("signalbox.sh");
    Files.writeString(script, SCRIPT);
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  URI hub() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  void answer(int code) {
    status = code;
  }

  /** Runs it with these events; what it printed. */
  String run(URI hub, Map<String, String> environment, String... events)
      throws IOException, InterruptedException {
    PluginText plugin = OpenCodeSetup.PLUGIN;
    Path file = Files.createDirectories(folder.resolve("plugins")).resolve("signalbox.js");
    Files.writeString(file, plugin.text(hub));
    var builder =
        new ProcessBuilder("node", "opencode.js")
            .directory(folder.toFile())
            .redirectErrorStream(true);
    builder.environment().put("HOME", folder.toString());
    builder.environment().remove("XDG_STATE_HOME");
    builder.environment().putAll(environment);
    Process process = builder.start();
    try (var input = process.outputWriter()) {
      input.write(String.join("\n", events) + "\n");
    }
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("Expected it to end");
    }
    return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  /** What the script got, in order. */
  List<String> kept() throws IOException {
    Path file = script.resolveSibling("signalbox.sh.kept");
    return Files.exists(file) ? Files.readAllLines(file) : List.of();
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void take(HttpExchange exchange) throws IOException {
    try (exchange) {
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      received.add(
          new Received(exchange.getRequestURI().getPath(), exchange.getRequestHeaders(), body));
      exchange.sendResponseHeaders(status, -1);
    }
  }
}
