package dev.signalbox.agents.claudecode.connect;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Runs the hook's script as Claude Code does, and is the hub that it reports to. */
final class ScriptRun implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 20;

  private final BlockingQueue<Received> requests = new LinkedBlockingQueue<>();
  private final HttpServer server;
  private final Path script;
  private final Path directory;

  /** A request as it came. */
  record Received(String path, Headers headers, String body) {

    /** A header's bytes as UTF-8; empty when there is none. */
    String header(String name) {
      String value = Objects.requireNonNullElse(headers.getFirst(name), "");
      return new String(value.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }
  }

  ScriptRun(Path folder) throws IOException {
    script = Files.writeString(folder.resolve("signalbox.sh"), HookScript.text());
    directory = Files.createDirectories(folder.resolve("work tree"));
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::take);
    server.start();
  }

  /** Where the script runs: in no repository, until there is one. */
  Path directory() {
    return directory;
  }

  URI hub() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** Runs it to its end, and returns what it printed. */
  String run(String payload, Map<String, String> environment)
      throws IOException, InterruptedException {
    return run(payload, environment, hub());
  }

  String run(String payload, Map<String, String> environment, URI hub)
      throws IOException, InterruptedException {
    Process process = start(environment, hub);
    feed(process, payload);
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new AssertionError("The script failed: " + printed);
    }
    return printed;
  }

  Process start(Map<String, String> environment, URI hub) throws IOException {
    var builder =
        new ProcessBuilder("sh", script.toString(), "claude-code", hub.toString())
            .directory(directory.toFile())
            .redirectErrorStream(true);
    builder.environment().putAll(environment);
    return builder.start();
  }

  static void feed(Process process, String payload) throws IOException {
    try (OutputStream input = process.getOutputStream()) {
      input.write(payload.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** The next request; waits for it. */
  Received received() throws InterruptedException {
    @Nullable Received next = requests.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("Nothing was sent in " + PATIENCE_SECONDS + " s");
    }
    return next;
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void take(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    requests.add(
        new Received(exchange.getRequestURI().getPath(), exchange.getRequestHeaders(), body));
    exchange.sendResponseHeaders(200, -1);
    exchange.close();
  }
}
