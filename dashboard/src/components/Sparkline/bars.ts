import type { Pulse } from '../../protocol/session';

const MINUTE = 60_000;
const BUCKETS = 10;

/**
 * The counts of the last ten minutes as of `now`, oldest first. The hub sends a pulse only when an
 * event arrives, so that a quiet session's old buckets move to the left here.
 */
export function countsAt(pulse: Pulse | undefined, now: number): readonly number[] {
  const counts = new Array<number>(BUCKETS).fill(0);
  if (pulse === undefined) return counts;
  const shift = Math.max(0, Math.floor(now / MINUTE) - Math.floor(pulse.minute / MINUTE));
  const start = BUCKETS - pulse.counts.length - shift;
  pulse.counts.forEach((count, index) => {
    if (start + index >= 0 && start + index < BUCKETS) counts[start + index] = count;
  });
  return counts;
}

/**
 * An SVG path of bars in a box of 60 by 16. The scale is logarithmic: one event must be seen beside
 * a thousand.
 */
export function barsPath(counts: readonly number[]): string {
  return counts
    .map((count, index) => {
      const height = count <= 0 ? 1 : Math.min(16, 3 + 2.6 * Math.log2(count + 1));
      return `M${index * 6 + 0.5} ${16 - height}h4v${height}h-4z`;
    })
    .map((bar) => bar.replace(/\.(\d\d)\d+/g, '.$1'))
    .join('');
}
