package dev.signalbox.cli;

import dev.signalbox.protocol.Texts;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong with a command line, in one line, and what its writer may have meant. */
final class Mistake {
  /** Changed, missing or added characters up to which two words count as the same one. */
  private static final int DISTANCE_MAX = 3;

  private Mistake() {}

  static String explain(ParameterException fault) {
    if (!(fault instanceof UnmatchedArgumentException unmatched)) {
      return String.valueOf(fault.getMessage());
    }
    String word = unmatched.getUnmatched().getFirst();
    String shown = Texts.line(word, 60);
    CommandLine command = fault.getCommandLine();
    if (unmatched.isUnknownOption()) {
      return "There is no option " + shown + didYouMean(word, options(command));
    }
    return command.getSubcommands().isEmpty()
        ? "Did not expect '" + shown + "' here"
        : "There is no command " + shown + didYouMean(word, command.getSubcommands().keySet());
  }

  private static List<String> options(CommandLine command) {
    return List.copyOf(command.getCommandSpec().optionsMap().keySet());
  }

  private static String didYouMean(String word, Collection<String> names) {
    String bare = word.split("=", 2)[0];
    Optional<String> nearest =
        names.stream()
            .filter(name -> distance(bare, name) <= Math.min(DISTANCE_MAX, bare.length() / 2))
            .min(Comparator.comparingInt(name -> distance(bare, name)));
    return nearest.map(name -> ". Did you mean " + name + "?").orElse("");
  }

  /** The edit distance (Levenshtein 1966), row by row. */
  private static int distance(String some, String other) {
    int[] above = new int[other.length() + 1];
    for (int j = 0; j < above.length; j++) {
      above[j] = j;
    }
    for (int i = 1; i <= some.length(); i++) {
      int[] row = new int[other.length() + 1];
      row[0] = i;
      for (int j = 1; j <= other.length(); j++) {
        int changed = above[j - 1] + (some.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(changed, Math.min(above[j], row[j - 1]) + 1);
      }
      above = row;
    }
    return above[other.length()];
  }
}
