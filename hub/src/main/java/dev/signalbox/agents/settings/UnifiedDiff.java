package dev.signalbox.agents.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The difference of two texts by lines, as {@code diff -u} writes it. */
final class UnifiedDiff {
  private static final int CONTEXT = 3;

  /** Cells of the table; beyond, what differs is shown as one block. */
  private static final long CELLS_MAX = 4_000_000;

  private final List<String> before;
  private final List<String> after;
  private final List<Line> lines = new ArrayList<>();

  /** A line of the result: its mark, and how many lines of each text come before it. */
  private record Line(char mark, String text, int before, int after) {
    boolean isSame() {
      return mark == ' ';
    }
  }

  private UnifiedDiff(String before, String after) {
    this.before = lines(before);
    this.after = lines(after);
  }

  /** The difference, or an empty text when there is none. */
  static String of(String oldName, String newName, String before, String after) {
    if (before.equals(after)) {
      return "";
    }
    var diff = new UnifiedDiff(before, after);
    diff.compare();
    var text = new StringBuilder("--- " + oldName + "\n+++ " + newName + "\n");
    diff.writeHunks(text);
    return text.toString();
  }

  /** The longest common subsequence, after what is the same at both ends. */
  private void compare() {
    int head = 0;
    int common = Math.min(before.size(), after.size());
    while (head < common && before.get(head).equals(after.get(head))) {
      add(' ', head, head);
      head++;
    }
    int tail = 0;
    while (tail < common - head && fromEnd(before, tail).equals(fromEnd(after, tail))) {
      tail++;
    }
    compare(head, before.size() - tail, head, after.size() - tail);
    for (int left = tail; left > 0; left--) {
      add(' ', before.size() - left, after.size() - left);
    }
  }

  private void compare(int from, int to, int otherFrom, int otherTo) {
    int[][] longest = longest(from, to, otherFrom, otherTo);
    int i = from;
    int j = otherFrom;
    while (i < to && j < otherTo) {
      if (longest.length > 0 && before.get(i).equals(after.get(j))) {
        add(' ', i++, j++);
      } else if (longest.length == 0
          || longest[i + 1 - from][j - otherFrom] >= longest[i - from][j + 1 - otherFrom]) {
        add('-', i++, j);
      } else {
        add('+', i, j++);
      }
    }
    while (i < to) {
      add('-', i++, j);
    }
    while (j < otherTo) {
      add('+', i, j++);
    }
  }

  /** For each pair of places, how many lines the rests have in common; empty when too large. */
  private int[][] longest(int from, int to, int otherFrom, int otherTo) {
    int rows = to - from;
    int columns = otherTo - otherFrom;
    if ((long) rows * columns > CELLS_MAX) {
      return new int[0][];
    }
    int[][] longest = new int[rows + 1][columns + 1];
    for (int i = rows - 1; i >= 0; i--) {
      for (int j = columns - 1; j >= 0; j--) {
        longest[i][j] =
            before.get(from + i).equals(after.get(otherFrom + j))
                ? longest[i + 1][j + 1] + 1
                : Math.max(longest[i + 1][j], longest[i][j + 1]);
      }
    }
    return longest;
  }

  private void add(char mark, int i, int j) {
    lines.add(new Line(mark, mark == '+' ? after.get(j) : before.get(i), i, j));
  }

  private void writeHunks(StringBuilder text) {
    int start = 0;
    while (start < lines.size()) {
      int change = nextChange(start);
      if (change == lines.size()) {
        return;
      }
      int end = endOfHunk(change);
      writeHunk(text, Math.max(start, change - CONTEXT), end);
      start = end;
    }
  }

  private int nextChange(int from) {
    int place = from;
    while (place < lines.size() && lines.get(place).isSame()) {
      place++;
    }
    return place;
  }

  /** A hunk goes on while the next change is near enough to share its context. */
  private int endOfHunk(int change) {
    int last = change;
    for (int i = change; i < lines.size() && i - last <= 2 * CONTEXT + 1; i++) {
      if (!lines.get(i).isSame()) {
        last = i;
      }
    }
    return Math.min(lines.size(), last + CONTEXT + 1);
  }

  private void writeHunk(StringBuilder text, int from, int to) {
    List<Line> hunk = lines.subList(from, to);
    Line first = hunk.getFirst();
    text.append("@@ -")
        .append(range(first.before(), count(hunk, '+')))
        .append(" +")
        .append(range(first.after(), count(hunk, '-')))
        .append(" @@\n");
    for (Line line : hunk) {
      boolean isEnded = line.text().endsWith("\n");
      String shown = line.text().replaceAll("\\r?\\n$", "");
      text.append(line.mark()).append(shown).append('\n');
      if (!isEnded) {
        text.append("\\ No newline at end of file\n");
      }
    }
  }

  private static String range(int linesBefore, int count) {
    return (count == 0 ? linesBefore : linesBefore + 1) + "," + count;
  }

  private static int count(List<Line> hunk, char exceptMark) {
    return (int) hunk.stream().filter(line -> line.mark() != exceptMark).count();
  }

  private static String fromEnd(List<String> lines, int place) {
    return lines.get(lines.size() - 1 - place);
  }

  /** Lines with their ends. */
  private static List<String> lines(String text) {
    return Stream.of(text.split("(?<=\\n)")).filter(line -> !line.isEmpty()).toList();
  }
}
