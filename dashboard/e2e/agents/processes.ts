import { readdirSync, readFileSync } from 'node:fs';

const PATIENCE_MILLIS = 10_000;

/**
 * Ends every process that lives in this home, also those that have left the terminal and its group:
 * agents whose terminal is gone write down a last word. Where there is no /proc it ends none.
 */
export function endAllOf(home: string): void {
  const end = Date.now() + PATIENCE_MILLIS;
  for (let left = processesOf(home); left.length > 0; left = processesOf(home)) {
    if (Date.now() > end) throw new Error(`Expected all in ${home} to end, but got ${left.join()}`);
    left.forEach(kill);
  }
}

function processesOf(home: string): number[] {
  if (process.platform !== 'linux') return [];
  return readdirSync('/proc')
    .map(Number)
    .filter((pid) => environmentOf(pid).includes(`HOME=${home}`));
}

/** Nothing of one that is over, or of another user's. */
function environmentOf(pid: number): readonly string[] {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0');
  } catch {
    return [];
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It was faster.
  }
}
