package dev.signalbox.agents.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class UnifiedDiffTest {
  @Test
  void saysNothingOfEqualTexts() {
    assertThat(diff("a\n", "a\n")).isEmpty();
  }

  @Test
  void showsAChangeWithThreeLinesAround() {
    assertThat(diff(lines(1, 9), lines(1, 4) + "five\n" + lines(6, 9)))
        .isEqualTo(
            """
            --- old
            +++ new
            @@ -2,7 +2,7 @@
             2
             3
             4
            -5
            +five
             6
             7
             8
            """);
  }

  @Test
  void keepsFarChangesApart_andNearOnesTogether() {
    String far = "zero\n" + lines(1, 20) + "end\n";
    assertThat(diff(lines(1, 20), far).lines().filter(line -> line.startsWith("@@")))
        .containsExactly("@@ -1,3 +1,4 @@", "@@ -18,3 +19,4 @@");
    String near = lines(1, 4) + "x\n" + lines(5, 10) + "y\n" + lines(11, 20);
    assertThat(diff(lines(1, 20), near).lines().filter(line -> line.startsWith("@@")))
        .containsExactly("@@ -2,12 +2,14 @@");
  }

  @Test
  void showsANewAndARemovedFile() {
    assertThat(UnifiedDiff.of("/dev/null", "new", "", "a\nb\n"))
        .isEqualTo("--- /dev/null\n+++ new\n@@ -0,0 +1,2 @@\n+a\n+b\n");
    assertThat(UnifiedDiff.of("old", "/dev/null", "a\n", ""))
        .isEqualTo("--- old\n+++ /dev/null\n@@ -1,1 +0,0 @@\n-a\n");
  }

  @Test
  void saysWhereALastLineHasNoEnd_andHidesCarriageReturns() {
    assertThat(diff("a\r\nb", "a\r\nc\r\n"))
        .isEqualTo("--- old\n+++ new\n@@ -1,2 +1,2 @@\n a\n-b\n\\ No newline at end of file\n+c\n");
  }

  @Test
  void showsTextsThatAreTooLargeToCompareAsOneBlock() {
    String diff = diff(lines(1, 3_000), lines(5_000, 8_000));
    assertThat(diff.lines().filter(line -> line.startsWith("@@"))).hasSize(1);
    assertThat(diff.lines().filter(line -> line.startsWith("-"))).hasSize(3_001);
  }

  private static String diff(String before, String after) {
    return UnifiedDiff.of("old", "new", before, after);
  }

  private static String lines(int from, int to) {
    return IntStream.rangeClosed(from, to).mapToObj(i -> i + "\n").collect(Collectors.joining());
  }
}
