package dev.signalbox.session.fold;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Guesses a repository's name from a working directory, when nobody gave it: the last segment of
 * the path, with the usual homes of worktrees folded into their repository.
 *
 * <pre>
 * /srv/app                           app
 * /srv/app/.claude/worktrees/fix-1   app
 * /srv/app.worktrees/fix-1           app
 * /srv/app-worktrees/fix-1           app
 * C:\code\app                        app
 * </pre>
 */
final class RepositoryName {
  private static final List<String> SUFFIXES = List.of(".worktrees", "-worktrees", "_worktrees");

  private RepositoryName() {}

  /** The name, or null for a root. */
  static @Nullable String of(String cwd) {
    List<String> path = new ArrayList<>(Arrays.asList(cwd.split("[/\\\\]+", -1)));
    path.removeIf(segment -> segment.isBlank() || segment.endsWith(":"));
    for (int i = 1; i < path.size() - 1; i++) {
      String owner = worktreeOwner(path, i);
      if (owner != null) {
        return owner;
      }
    }
    return path.isEmpty() ? null : path.getLast();
  }

  /** Whose worktrees are in the folder at this place; null when it is another folder. */
  private static @Nullable String worktreeOwner(List<String> path, int place) {
    String segment = path.get(place);
    String parent = path.get(place - 1);
    if (segment.equals(".worktrees")) {
      return parent;
    }
    if (segment.equals("worktrees") && parent.startsWith(".") && place > 1) {
      return path.get(place - 2);
    }
    for (String suffix : SUFFIXES) {
      if (segment.endsWith(suffix) && segment.length() > suffix.length()) {
        return segment.substring(0, segment.length() - suffix.length());
      }
    }
    return null;
  }
}
