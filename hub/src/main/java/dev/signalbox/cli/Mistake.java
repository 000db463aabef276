package dev.signalbox.cli;

import dev.signalbox.protocol.Texts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Says what is wrong with a command line, in one line, and what its writer may have meant. */
final class Mistake {
  private static final Set<Class<?>> INTEGERS =
      Set.of(int.class, long.class, Integer.class, Long.class);

  /** Changed, missing or added characters up to which two words count as the same one. */
  private static final int DISTANCE_MAX = 3;

  /** Choices that a message has room for. */
  private static final int SHOWN_MAX = 7;

  private Mistake() {}

  /**
   * @param typed the words of the command line
   */
  static String explain(ParameterException fault, List<String> typed) {
    if (fault.getArgSpec() instanceof OptionSpec option && fault.getValue() != null) {
      return value(option, fault, typed);
    }
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
        : "There is no " + kind(command) + " " + shown + known(word, command);
  }

  /** A value of the wrong kind; one that was not typed came from the option's variable. */
  private static String value(OptionSpec option, ParameterException fault, List<String> typed) {
    String name = option.longestName();
    boolean isTyped =
        typed.stream()
            .anyMatch(word ->
                Stream.of(option.names())
                    .anyMatch(it -> word.equals(it) || word.startsWith(it + "=")));
    String expected = expected(option.auxiliaryTypes()[0]);
    return expected.isEmpty()
        ? String.valueOf(fault.getMessage())
        : "Expected %s as %s, but got '%s'"
            .formatted(isTyped ? name : variable(name), expected, Texts.line(fault.getValue(), 60));
  }

  private static String expected(Class<?> type) {
    if (type.isEnum()) {
      return Stream.of(type.getEnumConstants())
          .map(it -> it.toString().toLowerCase(Locale.ROOT))
          .collect(Collectors.joining(", ", "one of ", ""));
    }
    return INTEGERS.contains(type) ? "an integer" : "";
  }

  /** {@code --data-dir} is {@code SIGNALBOX_DATA_DIR}. */
  private static String variable(String option) {
    return "SIGNALBOX_" + option.substring(2).replace('-', '_').toUpperCase(Locale.ROOT);
  }

  /** What its subcommands are: commands or agents. */
  private static String kind(CommandLine command) {
    String label = command.getCommandSpec().usageMessage().synopsisSubcommandLabel();
    return label.toLowerCase(Locale.ROOT);
  }

  private static String known(String word, CommandLine command) {
    Set<String> names = command.getSubcommands().keySet();
    var words = new ArrayList<>(names);
    words.addAll(options(command));
    String nearest = didYouMean(word, words);
    return nearest.isEmpty() && names.size() <= SHOWN_MAX
        ? "; there is " + String.join(", ", names)
        : nearest;
  }

  private static List<String> options(CommandLine command) {
    return List.copyOf(command.getCommandSpec().optionsMap().keySet());
  }

  /** The name that is nearest, or begins with what was typed: {@code gemini}. */
  private static String didYouMean(String word, Collection<String> names) {
    String bare = word.split("=", 2)[0];
    Optional<String> nearest =
        names.stream()
            .filter(name ->
                distance(bare, name) <= Math.min(DISTANCE_MAX, bare.length() / 3)
                    || (bare.length() >= DISTANCE_MAX && name.startsWith(bare)))
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
