/** A hidden tab gets no frames, but its title must still say who waits. */
const HIDDEN_MILLIS = 250;

/** Runs `task` once, before the next paint. */
export function nextFrame(task: () => void): void {
  const run = () => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
    task();
  };
  const frame = requestAnimationFrame(run);
  const timer = setTimeout(run, HIDDEN_MILLIS);
}
