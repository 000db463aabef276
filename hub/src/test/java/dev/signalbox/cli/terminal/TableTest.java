package dev.signalbox.cli.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.cli.terminal.Table.Cell;
import dev.signalbox.cli.terminal.Table.Column;
import dev.signalbox.cli.terminal.Terminal.Kind;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TableTest {
  private final Table table =
      new Table(
          List.of(new Column("NAME", 6, 3), new Column("WHO", 3, 1), new Column("DOES", 6, 2)));

  @Test
  void alignsItsColumns() {
    table.add(row("Refunds", "ana", "npm test"));
    table.add(row("日本", "kim", ""));
    assertThat(printed(Integer.MAX_VALUE))
        .containsExactly("NAME     WHO  DOES", "Refunds  ana  npm test", "日本     kim");
  }

  @Test
  void shrinksTheWidestColumns_toTheirMinimum() {
    table.add(row("A long name of a session", "ana", "Bash · npm test"));
    assertThat(printed(32))
        .containsExactly("NAME          WHO  DOES", "A long name…  ana  Bash · npm t…");
  }

  @Test
  void leavesOutTheLeastImportantColumns_whenThereIsNoRoom() {
    table.add(row("A long name of a session", "ana", "Bash · npm test"));
    assertThat(printed(16)).containsExactly("NAME     DOES", "A long…  Bash ·…");
    assertThat(printed(8)).containsExactly("NAME", "A long …");
  }

  @Test
  void paintsCells_butCountsOnlyWhatIsSeen() {
    table.add(
        List.of(new Cell("Refunds", Style.BOLD), Cell.of("ana"), new Cell("test", Style.RED)));
    assertThat(printed(Kind.COLOUR_SCREEN, 80).getLast())
        .isEqualTo("\u001b[1mRefunds  \u001b[0mana  \u001b[31mtest\u001b[0m");
  }

  @Test
  void refusesARowOfAnotherLength() {
    assertThatThrownBy(() -> table.add(List.of(Cell.of("a"))))
        .hasMessage("Expected 3 cells, but got 1");
  }

  private static List<Cell> row(String name, String who, String does) {
    return List.of(Cell.of(name), Cell.of(who), Cell.of(does));
  }

  private List<String> printed(int width) {
    return printed(Kind.PLAIN, width);
  }

  private List<String> printed(Kind kind, int width) {
    var out = new StringWriter();
    table.print(new Terminal(new PrintWriter(out), new PrintWriter(out), kind, width));
    return out.toString().lines().toList();
  }
}
