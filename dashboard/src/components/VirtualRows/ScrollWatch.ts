/** For so long after a person's hand moved what scrolls may be its doing. */
const HAND_MILLIS = 1_000;

/** A wheel, a finger, the scroll bar or a key. */
const HANDS = ['wheel', 'touchmove', 'pointerdown', 'keydown'] as const;

/** What of a box changes with the layout and not with scrolling. */
export interface Shape {
  readonly scrollHeight: number;
  readonly clientHeight: number;
}

/**
 * Tells a person's scrolling from the browser's, which moves a box whose content or place has
 * changed. Times are milliseconds of one clock, that of the browser's events.
 */
export class ScrollWatch {
  private shape: Shape = { scrollHeight: 0, clientHeight: 0 };
  private handAt = Number.NEGATIVE_INFINITY;

  /** Notes when a person's hand is on the box; answers the function that ends it. */
  readonly attach = (box: EventTarget): (() => void) => {
    const hand = ({ timeStamp }: Event) => {
      this.handAt = timeStamp;
    };
    for (const type of HANDS) box.addEventListener(type, hand, { passive: true });
    return () => {
      for (const type of HANDS) box.removeEventListener(type, hand);
    };
  };

  /** What scrolls without a hand and without a change is a search in the page, or the like. */
  isByPerson({ scrollHeight, clientHeight }: Shape, at: number): boolean {
    const before = this.shape;
    this.shape = { scrollHeight, clientHeight };
    const isSame = before.scrollHeight === scrollHeight && before.clientHeight === clientHeight;
    return isSame || at - this.handAt < HAND_MILLIS;
  }
}
