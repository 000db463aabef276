package dev.signalbox.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of error codes in {@code docs/protocol.md} is the one of the source. */
final class ProblemCodesTest {
  private static final List<Pattern> IN_SOURCE =
      List.of(
          Pattern.compile("Problem(?:Exception)?\\s*\\.of\\(\\s*\\d+,\\s*\"([a-z-]+)\""),
          Pattern.compile("new\\s+RefusedException\\(\\s*[\\w.]+,\\s*\"([a-z-]+)\""),
          Pattern.compile("new\\s+StoreUnavailableException\\(\\s*\"([a-z-]+)\""));

  private static final Pattern ROW = Pattern.compile("\\| [45]\\d\\d \\| ([^|]*) \\|.*");
  private static final Pattern CODE = Pattern.compile("`([a-z-]+)`");

  @Test
  void everyCodeIsDocumented_andEveryDocumentedCodeIsUsed() throws IOException {
    assertThat(documented()).isEqualTo(used()).hasSizeGreaterThan(20);
  }

  private static Set<String> used() throws IOException {
    var codes = new TreeSet<String>();
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      for (Path file : files.filter(it -> it.toString().endsWith(".java")).toList()) {
        String source = Files.readString(file);
        IN_SOURCE.forEach(pattern -> collect(pattern.matcher(source), codes));
      }
    }
    return codes;
  }

  private static Set<String> documented() throws IOException {
    var codes = new TreeSet<String>();
    for (String line : Files.readAllLines(Path.of("../docs/protocol.md"))) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        collect(CODE.matcher(row.group(1)), codes);
      }
    }
    return codes;
  }

  private static void collect(Matcher matcher, Set<String> codes) {
    while (matcher.find()) {
      codes.add(matcher.group(1));
    }
  }
}
