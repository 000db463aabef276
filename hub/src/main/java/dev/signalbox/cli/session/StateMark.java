package dev.signalbox.cli.session;

import dev.signalbox.cli.terminal.Style;
import dev.signalbox.protocol.Session.State;

/** How a state looks in a terminal: a glyph, a word and a colour, as on the dashboard. */
public record StateMark(String glyph, String word, Style style) {
  public static StateMark of(State state) {
    return switch (state) {
      case NEEDS_YOU -> new StateMark("◆", "needs you", Style.AMBER_BOLD);
      case WORKING -> new StateMark("●", "working", Style.BLUE);
      case IDLE -> new StateMark("○", "idle", Style.DIM);
      case LOST -> new StateMark("◌", "lost", Style.RED);
      case FAILED -> new StateMark("✗", "failed", Style.RED_BOLD);
      case ENDED -> new StateMark("✓", "ended", Style.GREEN);
    };
  }
}
