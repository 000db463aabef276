package dev.signalbox.agents.script;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * An agent that can be killed: a process that is no shell and runs a hook for each line that it
 * reads, with that line as its payload. Its arguments are the hook's command.
 */
final class StandInAgent {
  private StandInAgent() {}

  public static void main(String[] command) throws IOException, InterruptedException {
    var lines = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    String line;
    while ((line = lines.readLine()) != null) {
      Process hook = new ProcessBuilder(List.of(command)).start();
      ScriptRun.feed(hook, line);
      hook.waitFor();
    }
  }
}
