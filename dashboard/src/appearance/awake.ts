/** Timers of a sleeping machine stand still; a pause this long between two ticks was a sleep. */
const SLEPT_MILLIS = 10_000;
const TICK_MILLIS = 2_000;

/** Calls back when a person may look again: the page is shown, the machine wakes, the network is back. */
export function onWake(wake: () => void): void {
  let ticked = Date.now();
  setInterval(() => {
    if (Date.now() - ticked > SLEPT_MILLIS) wake();
    ticked = Date.now();
  }, TICK_MILLIS);
  addEventListener('online', wake);
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) wake();
  });
}
