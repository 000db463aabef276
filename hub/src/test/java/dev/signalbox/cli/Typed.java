package dev.signalbox.cli;

import dev.signalbox.cli.connect.Surroundings;
import dev.signalbox.cli.terminal.Terminal;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;

/** One run of {@code signalbox} in this process, with what it said. */
record Typed(int exitCode, String out, String err) {

  /** Types a command whose output goes to a file. */
  static Typed command(String... words) {
    return on(Terminal.Kind.PLAIN, Integer.MAX_VALUE, words);
  }

  /** Types a command on a screen of so many columns. */
  static Typed on(Terminal.Kind kind, int width, String... words) {
    return in(Surroundings.ofProcess(), kind, width, words);
  }

  /** Types a command somewhere else than where the test runs. */
  static Typed in(Surroundings around, Terminal.Kind kind, String... words) {
    return in(around, kind, Integer.MAX_VALUE, words);
  }

  private static Typed in(Surroundings around, Terminal.Kind kind, int width, String... words) {
    var out = new StringWriter();
    var err = new StringWriter();
    var terminal = new Terminal(new PrintWriter(out), new PrintWriter(err), kind, width);
    int exitCode = Main.run(terminal, around, words);
    return new Typed(exitCode, out.toString(), err.toString());
  }

  List<String> lines() {
    return out.lines().toList();
  }
}
