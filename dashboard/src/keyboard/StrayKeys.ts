/** As long as it takes a person who types to see that nobody takes their words any more. */
export const PAUSE_MILLIS = 1_500;

/** Ends what was being typed by itself: the person sends it, or goes elsewhere. */
const ENDS: ReadonlySet<string> = new Set(['Enter', 'Escape', 'Tab']);

/**
 * Knows the keys that were meant for a box which is no longer there: the rest of a sentence is no
 * command. Times are milliseconds of one clock, that of the browser's events.
 */
export class StrayKeys {
  private isBoxThere: () => boolean = () => true;
  private lastAt = Number.NEGATIVE_INFINITY;

  /** A key went into a box. */
  typed(key: string, at: number, isBoxThere: () => boolean): void {
    if (ENDS.has(key)) {
      this.left();
      return;
    }
    this.isBoxThere = isBoxThere;
    this.lastAt = at;
  }

  /** The person has turned to something else. */
  left(): void {
    this.isBoxThere = () => true;
  }

  /** Whether a key that went into no box is a part of what was being typed. */
  isStray(key: string, at: number): boolean {
    if (this.isBoxThere()) return false;
    if (key === 'Tab' || at - this.lastAt >= PAUSE_MILLIS) {
      this.left();
      return false;
    }
    this.lastAt = at;
    return true;
  }
}
