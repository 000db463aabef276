package dev.signalbox.agents.script;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** What the script keeps on the disk for one hub. */
record Spool(Path state, URI hub) {
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final long LOOK_NANOS = Duration.ofMillis(10).toNanos();

  /** The directory with the calls. */
  Path folder() {
    return state.resolve("spool").resolve(key());
  }

  Path token() {
    return state.resolve("token").resolve(key());
  }

  /** What is kept while an agent has to be looked after. */
  Path watched() {
    return state.resolve("watched").resolve(key());
  }

  /** What says which sessions' next calls are to ask the hub. */
  Path orders() {
    return state.resolve("orders").resolve(key());
  }

  /** The names of the calls that wait, in order. */
  List<String> calls() throws IOException {
    return list(folder()).stream().filter(name -> Character.isDigit(name.charAt(0))).toList();
  }

  /** What has come back for the call that waits; empty when none does. */
  String talk() throws IOException {
    for (String name : list(folder())) {
      if (name.startsWith(".talk-") && !name.endsWith(".in")) {
        return Files.readString(folder().resolve(name));
      }
    }
    return "";
  }

  static List<String> list(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  /** Puts a file there. */
  void put(String name, String text) throws IOException {
    Files.writeString(Files.createDirectories(folder()).resolve(name), text);
  }

  /** The process that tries again until the spool is empty. */
  Optional<ProcessHandle> drainer() throws IOException {
    try {
      String[] words = Files.readString(folder().resolve("drainer")).split(" ", -1);
      return words.length < 2 ? Optional.empty() : ProcessHandle.of(Long.parseLong(words[1]));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** Waits until the spool is as wanted. */
  void await(String wanted, Condition condition) throws IOException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.holds()) {
      if (System.nanoTime() > end) {
        throw new AssertionError(
            "Expected %s within %s, but there is %s".formatted(wanted, PATIENCE, list(folder())));
      }
      LockSupport.parkNanos(LOOK_NANOS);
    }
  }

  /** Something about files. */
  @FunctionalInterface
  interface Condition {
    boolean holds() throws IOException;
  }

  private String key() {
    return hub.toString().replaceAll("[^A-Za-z0-9.-]", "_");
  }
}
