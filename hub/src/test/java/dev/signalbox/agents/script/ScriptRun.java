package dev.signalbox.agents.script;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Runs the script as agents do, under a shell of choice, with a home of its own. */
final class ScriptRun implements AutoCloseable {
  private final Path script;
  private final Path directory;
  private final Path home;
  private final URI hub;
  private final List<String> shell;

  ScriptRun(Path folder, URI hub) throws IOException {
    this(folder, hub, List.of("sh"));
  }

  /**
   * @param shell the command that runs a script
   */
  ScriptRun(Path folder, URI hub, List<String> shell) throws IOException {
    this.hub = hub;
    this.shell = List.copyOf(shell);
    script = Files.writeString(folder.resolve("signalbox.sh"), HookScript.text());
    directory = Files.createDirectories(folder.resolve("work tree"));
    home = Files.createDirectories(folder.resolve("the home"));
  }

  /** Where the script runs: in no repository, until there is one. */
  Path directory() {
    return directory;
  }

  Path home() {
    return home;
  }

  /** Where the script keeps what it must not forget. */
  Spool spool() {
    return new Spool(home.resolve(".local/state/signalbox"), hub);
  }

  /** Runs it to its end, and returns what it printed. */
  String run(String payload) throws IOException, InterruptedException {
    return run(payload, Map.of());
  }

  String run(String payload, Map<String, String> environment)
      throws IOException, InterruptedException {
    Process process = start(environment);
    feed(process, payload);
    return printed(process);
  }

  /** With the payload as an argument. */
  String runWithArgument(String payload) throws IOException, InterruptedException {
    Process process = builder(Map.of(), command(payload)).start();
    process.getOutputStream().close();
    return printed(process);
  }

  Process start(Map<String, String> environment) throws IOException {
    return builder(environment, command()).start();
  }

  /** The words that run the script. */
  List<String> command(String... more) {
    List<String> words = new ArrayList<>(shell);
    words.addAll(List.of(script.toString(), "claude-code", hub.toString()));
    words.addAll(List.of(more));
    return words;
  }

  /** A process in the working directory, with the home; an empty value takes a variable away. */
  ProcessBuilder builder(Map<String, String> environment, List<String> command) {
    var builder =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
    builder.environment().remove("XDG_STATE_HOME");
    builder.environment().put("HOME", home.toString());
    builder.environment().putAll(environment);
    builder.environment().values().removeIf(String::isEmpty);
    return builder;
  }

  static void feed(Process process, String payload) throws IOException {
    try (OutputStream input = process.getOutputStream()) {
      input.write(payload.getBytes(StandardCharsets.UTF_8));
    }
  }

  private static String printed(Process process) throws IOException, InterruptedException {
    String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new AssertionError("The script failed: " + printed);
    }
    return printed;
  }

  /** Ends whatever runs the script, so that nobody writes into the folder any longer. */
  @Override
  public void close() {
    List<ProcessHandle> running = running();
    while (!running.isEmpty()) {
      running.forEach(ScriptRun::end);
      running = running();
    }
  }

  private List<ProcessHandle> running() {
    return ProcessHandle.allProcesses().filter(this::runsTheScript).toList();
  }

  private boolean runsTheScript(ProcessHandle process) {
    return process
        .info()
        .arguments()
        .filter(words -> Arrays.asList(words).contains(script.toString()))
        .isPresent();
  }

  /** With its curl and its sleep. */
  private static void end(ProcessHandle process) {
    List<ProcessHandle> children = process.descendants().toList();
    process.destroyForcibly();
    children.forEach(ProcessHandle::destroyForcibly);
  }
}
