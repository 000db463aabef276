const FIRST_MILLIS = 500;
const MAX_MILLIS = 15_000;

/**
 * How long to wait before attempt `failures + 1`. Doubles up to 15 s; the jitter (half to whole)
 * keeps the browsers of a team from returning to a restarted hub in one wave.
 */
export function backoffMillis(failures: number, random: () => number): number {
  const ceiling = Math.min(MAX_MILLIS, FIRST_MILLIS * 2 ** Math.min(failures, 10));
  return Math.round(ceiling * (0.5 + random() / 2));
}
