package dev.signalbox;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** The hub as its users run it: the jar in a process of its own, on any free port. */
final class HubProcess implements AutoCloseable {
  private static final String READY = "Signalbox is ready at ";

  /** A small heap, and no time spent on code that runs for seconds only. */
  private static final List<String> JVM =
      List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  private final Process process;
  private final URI uri;

  private HubProcess(Process process, URI uri) {
    this.process = process;
    this.uri = uri;
  }

  static HubProcess start(Path data) {
    return start(data, List.of());
  }

  /** Waits until it serves; {@code wrapper} is a command that ends by executing its arguments. */
  static HubProcess start(Path data, List<String> wrapper) {
    List<String> command = new ArrayList<>(wrapper);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JVM);
    command.addAll(List.of("-jar", System.getProperty("signalbox.jar"), "serve", "--port", "0"));
    command.addAll(List.of("--data-dir", data.toString()));
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      return new HubProcess(process, awaitReady(process));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static URI awaitReady(Process process) {
    var address = new CompletableFuture<URI>();
    Thread.ofVirtual().start(() -> readOutput(process, address));
    try {
      return address.get(60, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted while the hub started", e);
    } catch (ExecutionException | TimeoutException e) {
      process.destroyForcibly();
      throw new AssertionError("The hub did not start", e);
    }
  }

  /** To its end: a full pipe would stop the hub. */
  private static void readOutput(Process process, CompletableFuture<URI> address) {
    var lines = new ConcurrentLinkedQueue<String>();
    try (BufferedReader output = process.inputReader()) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        lines.add(line);
        if (line.startsWith(READY)) {
          address.complete(URI.create(line.substring(READY.length()).strip()));
          lines.clear();
        }
      }
    } catch (IOException e) {
      lines.add(e.toString());
    }
    address.completeExceptionally(new AssertionError(String.join("\n", lines)));
  }

  long pid() {
    return process.pid();
  }

  URI uri(String path) {
    return uri.resolve(path);
  }

  URI webSocket(String query) {
    return URI.create("ws://" + uri.getAuthority() + "/ws" + query);
  }

  /** {@code kill -9}, and waits for the end. */
  void kill() {
    process.destroyForcibly();
    awaitEnd();
  }

  /** Ends it as {@code Ctrl-C} does. */
  @Override
  public void close() {
    process.destroy();
    awaitEnd();
  }

  private void awaitEnd() {
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new AssertionError("The hub did not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted while the hub ended", e);
    }
  }
}
