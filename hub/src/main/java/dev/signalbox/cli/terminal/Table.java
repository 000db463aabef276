package dev.signalbox.cli.terminal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows in columns that fit the width of a terminal: wide columns shrink first, then the least
 * important ones are left out. Cells must be plain text (see {@link PlainText}).
 */
public final class Table {
  private static final String BETWEEN = "  ";

  private final List<Column> columns;
  private final List<List<Cell>> rows = new ArrayList<>();

  /**
   * A column.
   *
   * @param min columns of the screen below which it is rather left out
   * @param importance the lowest is left out first
   */
  public record Column(String title, int min, int importance) {}

  /** What stands in one place. */
  public record Cell(String text, @Nullable Style style) {
    public static Cell of(String text) {
      return new Cell(text, null);
    }
  }

  public Table(List<Column> columns) {
    this.columns = List.copyOf(columns);
  }

  /** Adds a row with a cell for each column. */
  public void add(List<Cell> row) {
    if (row.size() != columns.size()) {
      throw new IllegalArgumentException(
          "Expected " + columns.size() + " cells, but got " + row.size());
    }
    rows.add(List.copyOf(row));
  }

  public void print(Terminal terminal) {
    int[] widths = fit(naturalWidths(), terminal.width());
    List<Cell> head = columns.stream().map(column -> new Cell(column.title(), Style.DIM)).toList();
    terminal.out().println(line(head, widths, terminal));
    rows.forEach(row -> terminal.out().println(line(row, widths, terminal)));
  }

  private int[] naturalWidths() {
    int[] widths = new int[columns.size()];
    for (int i = 0; i < widths.length; i++) {
      int column = i;
      int widest =
          rows.stream().mapToInt(row -> DisplayWidth.of(row.get(column).text())).max().orElse(0);
      widths[i] = Math.max(widest, DisplayWidth.of(columns.get(i).title()));
    }
    return widths;
  }

  /** Widths that fit together; 0 for a column that is left out. */
  private int[] fit(int[] natural, int width) {
    int[] widths = natural.clone();
    while (total(widths) > width) {
      int widest = widestShrinkable(widths);
      if (widest >= 0) {
        widths[widest]--;
        continue;
      }
      int least = leastImportant(widths);
      if (least < 0) {
        return widths;
      }
      // The room that it leaves goes to the others again.
      natural[least] = 0;
      widths = natural.clone();
    }
    return widths;
  }

  private static int total(int[] widths) {
    int shown = (int) Arrays.stream(widths).filter(width -> width > 0).count();
    return Arrays.stream(widths).sum() + Math.max(0, shown - 1) * BETWEEN.length();
  }

  private int widestShrinkable(int[] widths) {
    int widest = -1;
    for (int i = 0; i < widths.length; i++) {
      boolean canShrink = widths[i] > columns.get(i).min();
      if (canShrink && (widest < 0 || widths[i] > widths[widest])) {
        widest = i;
      }
    }
    return widest;
  }

  /** The shown column to leave out next; -1 when only one is left. */
  private int leastImportant(int[] widths) {
    int least = -1;
    int shown = 0;
    for (int i = 0; i < widths.length; i++) {
      if (widths[i] == 0) {
        continue;
      }
      shown++;
      if (least < 0 || columns.get(i).importance() < columns.get(least).importance()) {
        least = i;
      }
    }
    return shown > 1 ? least : -1;
  }

  private String line(List<Cell> cells, int[] widths, Terminal terminal) {
    var line = new StringBuilder();
    int last = lastShown(widths);
    for (int i = 0; i <= last; i++) {
      if (widths[i] == 0) {
        continue;
      }
      Cell cell = cells.get(i);
      String text = DisplayWidth.cut(cell.text(), widths[i]);
      // What would follow the last column is nobody's.
      String shown = i == last ? text : DisplayWidth.pad(text, widths[i]) + BETWEEN;
      line.append(cell.style() == null ? shown : terminal.paint(cell.style(), shown));
    }
    return line.toString().stripTrailing();
  }

  private static int lastShown(int[] widths) {
    int last = widths.length - 1;
    while (last > 0 && widths[last] == 0) {
      last--;
    }
    return last;
  }
}
