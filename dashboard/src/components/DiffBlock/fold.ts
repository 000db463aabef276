/** Somebody decides by it: nothing is left out of it, unless it is endless. */
const WHOLE_MAX = 1_000;
const MAX = 60;
/** To leave out a few lines saves nothing. */
const SPARE = 10;

/** How many of so many lines are left out until somebody wants to see them. */
export function hiddenLines(count: number, isWhole: boolean): number {
  const max = isWhole ? WHOLE_MAX : MAX;
  return count > max + SPARE ? count - max : 0;
}
