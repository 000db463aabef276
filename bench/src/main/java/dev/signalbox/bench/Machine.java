package dev.signalbox.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Says what the figures were measured on. */
final class Machine {
  private static final long GIB = 1024L * 1024 * 1024;

  private static final String OPEN_FILES = "Max open files";

  private Machine() {}

  /** For example {@code 2 cores of a Xeon …, 24 GiB, Linux 6.1, Java 25.0.1}. */
  static String describe() throws IOException {
    return "%d cores (%s), %d GiB, %s %s, Java %s"
        .formatted(
            Runtime.getRuntime().availableProcessors(),
            value(Path.of("/proc/cpuinfo"), "model name"),
            Math.round((double) kibibytes() * 1024 / GIB),
            System.getProperty("os.name"),
            // Without what the distribution adds.
            System.getProperty("os.version").replaceAll("^(\\d+\\.\\d+).*", "$1"),
            Runtime.version().feature());
  }

  /** Descriptors that one process may have open. */
  static long descriptorsMax() throws IOException {
    String limits = value(Path.of("/proc/self/limits"), OPEN_FILES);
    return Long.parseLong(limits.substring(OPEN_FILES.length()).strip().split("\\s+", -1)[0]);
  }

  private static long kibibytes() throws IOException {
    return Long.parseLong(value(Path.of("/proc/meminfo"), "MemTotal").replaceAll("\\D", ""));
  }

  private static String value(Path file, String name) throws IOException {
    return Files.readAllLines(file).stream()
        .filter(line -> line.startsWith(name))
        .findFirst()
        .map(line -> line.substring(line.indexOf(':') + 1).strip())
        .orElse("0");
  }
}
