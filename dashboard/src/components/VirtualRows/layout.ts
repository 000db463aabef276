/** Where rows of different heights stand below each other. */
export interface Layout {
  /** The top of each row, and the bottom of the last. */
  readonly tops: Float64Array;
  readonly total: number;
}

/** `heightOf` answers undefined for a row that was never drawn. */
export function layOut(
  keys: readonly string[],
  heightOf: (key: string) => number | undefined,
  estimate: number,
): Layout {
  const tops = new Float64Array(keys.length + 1);
  let top = 0;
  keys.forEach((key, index) => {
    tops[index] = top;
    top += heightOf(key) ?? estimate;
  });
  tops[keys.length] = top;
  return { tops, total: top };
}

/** Rows that a filter hides come back: their heights are worth keeping, up to a bound. */
const SPARE_HEIGHTS = 1_000;

/** Drops the heights of rows that are gone, once they are many. */
export function forget(heights: Map<string, number>, keys: readonly string[]): void {
  if (heights.size <= 2 * keys.length + SPARE_HEIGHTS) return;
  const present = new Set(keys);
  for (const key of heights.keys()) if (!present.has(key)) heights.delete(key);
}

/** The row at a height, by halving; the last row for a height below everything. */
export function rowAt({ tops }: Layout, y: number): number {
  let low = 0;
  let high = Math.max(0, tops.length - 2);
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((tops[middle] ?? 0) <= y) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The rows to draw, first and one past the last, with `margin` pixels more on both sides. */
export function visible(
  layout: Layout,
  top: number,
  height: number,
  margin: number,
): readonly [number, number] {
  if (layout.tops.length <= 1) return [0, 0];
  return [rowAt(layout, top - margin), rowAt(layout, top + height + margin) + 1];
}
