package dev.signalbox.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A server under measurement, in a process of its own. It says on its output when it is ready:
 * {@code … ready at http://127.0.0.1:4680}.
 */
final class ServerProcess implements AutoCloseable {
  private static final Pattern READY = Pattern.compile("ready at (http://\\S+)");
  private static final long STOP_SECONDS_MAX = 20;

  /** The kernel counts CPU in this many ticks a second (sysconf(_SC_CLK_TCK), 100 on Linux). */
  private static final long TICKS_PER_SECOND = 100;

  private final Process process;
  private final URI url;
  private final Duration startUp;

  private ServerProcess(Process process, URI url, Duration startUp) {
    this.process = process;
    this.url = url;
    this.startUp = startUp;
  }

  /** Starts the command and returns when it is ready. */
  static ServerProcess start(List<String> command) throws IOException {
    long begin = System.nanoTime();
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      Matcher ready = READY.matcher(line);
      if (ready.find()) {
        Duration startUp = Duration.ofNanos(System.nanoTime() - begin);
        drain(output);
        return new ServerProcess(process, URI.create(ready.group(1)), startUp);
      }
    }
    throw new IOException("The server ended before it was ready: " + command);
  }

  /** A process whose output nobody reads would stop when the pipe is full. */
  private static void drain(BufferedReader output) {
    Thread.ofPlatform()
        .daemon()
        .name("server-output")
        .start(() -> {
          try {
            output.lines().forEach(line -> {});
          } catch (UncheckedIOException ended) {
            // The process has ended, and its output with it.
          }
        });
  }

  InetSocketAddress address() {
    return new InetSocketAddress(url.getHost(), url.getPort());
  }

  URI url() {
    return url;
  }

  /** From the start of the command to its word that it is ready. */
  Duration startUp() {
    return startUp;
  }

  /** CPU that the process has used since its start, in seconds, to 10 ms. */
  double cpuSeconds() throws IOException {
    String stat = Files.readString(proc("stat"));
    // The name in brackets may hold spaces; user and system time are the 12th and 13th after it.
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
    long ticks = Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
    return (double) ticks / TICKS_PER_SECOND;
  }

  /** Memory of the process that is in RAM, in bytes. */
  long residentBytes() throws IOException {
    for (String line : Files.readAllLines(proc("status"))) {
      if (line.startsWith("VmRSS:")) {
        return 1024 * Long.parseLong(line.replaceAll("\\D", ""));
      }
    }
    throw new IOException("The process has ended");
  }

  /** Has a JVM collect its whole heap now. */
  void collectGarbage() throws IOException, InterruptedException {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    int status =
        new ProcessBuilder(jcmd, Long.toString(process.pid()), "GC.run")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start()
            .waitFor();
    if (status != 0) {
      throw new IOException("jcmd could not collect the garbage of " + process.pid());
    }
  }

  private Path proc(String file) {
    return Path.of("/proc", Long.toString(process.pid()), file);
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS_MAX, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
