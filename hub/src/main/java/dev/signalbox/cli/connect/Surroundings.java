package dev.signalbox.cli.connect;

import dev.signalbox.cli.options.HomeDirectory;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where a command that changes other programs' files was typed.
 *
 * @param environment the value of a variable; null when it is not set
 * @param home the user's own directory
 * @param directory the current one
 * @param input what the user types
 */
public record Surroundings(
    Function<String, @Nullable String> environment,
    Path home,
    Path directory,
    BufferedReader input) {

  public static Surroundings ofProcess() {
    Reader input = new InputStreamReader(System.in, Charset.defaultCharset());
    return new Surroundings(
        System::getenv,
        HomeDirectory.get(),
        Path.of("").toAbsolutePath(),
        new BufferedReader(input));
  }

  /** A path as its user would write it. */
  String shown(Path path) {
    return path.startsWith(home) ? "~/" + home.relativize(path) : path.toString();
  }
}
