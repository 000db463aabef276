const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** `8s`, `4m`, `2h 05m`, `3d 4h`. Clocks differ between machines: below zero reads as zero. */
export function formatSpan(millis: number): string {
  const span = Math.max(0, millis);
  if (span < MINUTE) return `${Math.floor(span / SECOND)}s`;
  if (span < HOUR) return `${Math.floor(span / MINUTE)}m`;
  if (span < DAY) return `${Math.floor(span / HOUR)}h ${pad(Math.floor((span % HOUR) / MINUTE))}m`;
  return `${Math.floor(span / DAY)}d ${Math.floor((span % DAY) / HOUR)}h`;
}

/** How long one call took: `40ms`, `3.2s`, `2m 10s`. */
export function formatDuration(millis: number): string {
  if (millis < SECOND) return `${Math.max(0, Math.round(millis))}ms`;
  if (millis < 10 * SECOND) return `${(millis / SECOND).toFixed(1)}s`;
  if (millis < MINUTE) return `${Math.round(millis / SECOND)}s`;
  if (millis < HOUR) {
    return `${Math.floor(millis / MINUTE)}m ${pad(Math.floor((millis % MINUTE) / SECOND))}s`;
  }
  return formatSpan(millis);
}

/** `840`, `12.4k`, `3.1M`, `1.2B`. */
export function formatCount(count: number): string {
  if (count < 1_000) return String(count);
  if (count < 100_000) return `${short(count / 1_000)}k`;
  if (count < 1_000_000) return `${Math.round(count / 1_000)}k`;
  if (count < 100_000_000) return `${short(count / 1_000_000)}M`;
  if (count < 1_000_000_000) return `${Math.round(count / 1_000_000)}M`;
  return `${short(count / 1_000_000_000)}B`;
}

/** `1 call`, `2 calls`, `1,204 calls`. */
export function counted(count: number, thing: string): string {
  return `${count.toLocaleString('en')} ${thing}${count === 1 ? '' : 's'}`;
}

export function formatCost(usd: number): string {
  if (usd < 100) return `$${usd.toFixed(2)}`;
  return usd < 10_000 ? `$${usd.toFixed(0)}` : `$${formatCount(usd)}`;
}

/** The local time of day, `14:03:09`; with the day and without seconds when it is not today. */
export function formatEventTime(millis: number, now = Date.now()): string {
  if (millis === 0 || startOfDay(millis) === startOfDay(now)) return formatTime(millis);
  return formatMoment(millis, now);
}

/** The local time of day, `14:03:09`. */
export function formatTime(millis: number): string {
  if (millis === 0) return '';
  const time = new Date(millis);
  return `${pad(time.getHours())}:${pad(time.getMinutes())}:${pad(time.getSeconds())}`;
}

export function formatDateTime(millis: number): string {
  const time = new Date(millis);
  const day = `${time.getFullYear()}-${pad(time.getMonth() + 1)}-${pad(time.getDate())}`;
  return `${day} ${formatTime(millis)}`;
}

/** `14:03` for today, `11-22 14:03` for another day. */
export function formatMoment(millis: number, now = Date.now()): string {
  const time = formatTime(millis).slice(0, 5);
  if (startOfDay(millis) === startOfDay(now)) return time;
  const date = new Date(millis);
  return `${pad(date.getMonth() + 1)}-${pad(date.getDate())} ${time}`;
}

export function startOfDay(millis: number): number {
  return new Date(millis).setHours(0, 0, 0, 0);
}

/** All that the model read and wrote, whatever it was billed as. */
export function totalTokens(usage: {
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly cacheReadTokens: number;
  readonly cacheWriteTokens: number;
}): number {
  return usage.inputTokens + usage.outputTokens + usage.cacheReadTokens + usage.cacheWriteTokens;
}

function short(count: number): string {
  return count.toFixed(1).replace('.0', '');
}

function pad(part: number): string {
  return String(part).padStart(2, '0');
}
