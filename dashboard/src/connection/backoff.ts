const FIRST_MILLIS = 500;

/** Somebody looks at the page: a hub that is back must be seen soon. */
export const MAX_WATCHED_MILLIS = 5_000;
export const MAX_HIDDEN_MILLIS = 15_000;

/**
 * How long to wait before attempt `failures + 1`. Doubles up to `maxMillis`; the jitter (half to whole)
 * keeps the browsers of a team from returning to a restarted hub in one wave.
 */
export function backoffMillis(failures: number, maxMillis: number, random: () => number): number {
  const ceiling = Math.min(maxMillis, FIRST_MILLIS * 2 ** Math.min(failures, 10));
  return Math.round(ceiling * (0.5 + random() / 2));
}
