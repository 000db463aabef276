package dev.signalbox.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;

/** The table: on the terminal, and between two markers of {@code docs/benchmarks.md}. */
final class Report {
  private static final String BEGIN = "<!-- bin/bench writes from here -->";
  private static final String END = "<!-- to here -->";

  private Report() {}

  /** What one scenario measured. */
  record Result(Scenario scenario, List<Figure> figures) {
    Result {
      figures = List.copyOf(figures);
    }
  }

  static String lines(Result result) {
    return result.figures().stream()
        .map(figure ->
            "    %-16s %-46s %16s   %s"
                .formatted(figure.subject(), figure.measure(), figure.text(), figure.bar())
                .stripTrailing())
        .collect(Collectors.joining("\n", "", "\n"));
  }

  /** Replaces what stands between the markers. */
  static void write(Path document, List<Result> results) throws IOException {
    String text = Files.readString(document);
    int from = text.indexOf(BEGIN);
    int to = text.indexOf(END);
    if (from < 0 || to < from) {
      throw new IOException("Expected the two markers in " + document);
    }
    Files.writeString(
        document,
        text.substring(0, from + BEGIN.length())
            + "\n\n"
            + table(results)
            + "\n"
            + text.substring(to));
  }

  private static String table(List<Result> results) throws IOException {
    var table = new StringBuilder();
    table
        .append("Measured on ")
        .append(LocalDate.now(ZoneOffset.UTC))
        .append(", ")
        .append(Machine.describe())
        .append(".\n\n| | subject | measure | value | bar |\n|---|---|---|---:|---|\n");
    for (Result result : results) {
      String id = result.scenario().id();
      for (Figure figure : result.figures()) {
        table.append(
            "| %s | %s | %s | %s | %s |\n"
                .formatted(id, figure.subject(), figure.measure(), figure.text(), figure.bar()));
      }
    }
    return table.toString();
  }
}
