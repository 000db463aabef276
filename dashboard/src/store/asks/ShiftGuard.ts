/** As long as it takes a person to see that what they aimed at has moved. */
export const SETTLE_MILLIS = 400;

/** Knows whether the cards have just moved: what is pressed then was meant for another one. */
export class ShiftGuard {
  private shiftedAt = Number.NEGATIVE_INFINITY;

  /** Times are milliseconds of one clock, that of the browser's events. */
  shifted(at: number): void {
    this.shiftedAt = Math.max(this.shiftedAt, at);
  }

  isSettled(at: number): boolean {
    return at - this.shiftedAt >= SETTLE_MILLIS;
  }
}
