package dev.signalbox.agents.otlp;

import dev.signalbox.protocol.Event;

/** An event that telemetry tells of a session. */
record Finding(Kind kind, Event event) {
  /** Whom it is for. */
  enum Kind {
    /** Hooks do not tell it: it always counts. */
    ADDS,

    /** Hooks tell it too, and better: it counts where nobody else reports the session. */
    STANDS_IN,

    /** Nobody knows what it means: it is shown with a session that is there for other reasons. */
    KEPT
  }
}
