import type { CDPSession, Page } from '@playwright/test';
import { expect, isLive, test } from './fixture';
import type { Fields, TestHub } from './hub';
import { crowd } from './stage/crowd';
import { PLAN } from './stage/writing';

const SESSIONS = Number(process.env['SESSIONS'] ?? '500');
const SECONDS = Number(process.env['SECONDS'] ?? '30');
const EVENTS_PER_SECOND = Number(process.env['RATE'] ?? '1000');
/** Events to send in all, as fast as they go, before the memory is measured. */
const FLOOD = Number(process.env['FLOOD'] ?? '0');
const TICK_MILLIS = 20;
const WHEEL_PIXELS = 240;
const MESSAGES = Number(process.env['MESSAGES'] ?? '2000');

/** The n-th event of a load over so many sessions: calls that start and end, and what they cost. */
function event(number: number, sessions: number): Fields {
  const sessionId = `crowd-${number % sessions}`;
  const round = Math.floor(number / sessions);
  const call = { sessionId, toolName: 'Bash', toolUseId: `p${Math.floor(round / 3)}` };
  switch (round % 3) {
    case 0:
      return { ...call, type: 'tool:started', input: { command: `npm test -- ${round}` } };
    case 1:
      return { ...call, type: 'tool:completed', output: 'x'.repeat(200), durationMs: 40 };
    default:
      return { type: 'usage:recorded', sessionId, inputTokens: 120, costUsd: 0.001 };
  }
}

/** Sends at a steady rate; answers what was sent. */
async function load(hub: TestHub, sessions: number, seconds: number): Promise<string> {
  const begin = performance.now();
  let sent = 0;
  while (performance.now() - begin < seconds * 1_000) {
    const due = Math.floor(((performance.now() - begin) / 1_000) * EVENTS_PER_SECOND);
    const events = Array.from({ length: Math.min(500, due - sent) }, (_, n) =>
      event(sent + n, sessions),
    );
    if (events.length > 0) await hub.publish(...events);
    sent += events.length;
    await new Promise((resolve) => setTimeout(resolve, TICK_MILLIS));
  }
  return `${(sent / seconds).toFixed(0)} events/s over ${sessions} sessions`;
}

/** Scrolls up by the wheel, a screen in some frames; answers how far. */
async function scroll(page: Page, seconds: number): Promise<string> {
  const begin = performance.now();
  let steps = 0;
  await page.getByRole('log').hover();
  while (performance.now() - begin < seconds * 1_000) {
    await page.mouse.wheel(0, -WHEEL_PIXELS);
    steps++;
  }
  return `${((steps * WHEEL_PIXELS) / seconds).toFixed(0)} pixels/s`;
}

interface Metrics {
  readonly TaskDuration: number;
  readonly ScriptDuration: number;
  readonly LayoutDuration: number;
  readonly RecalcStyleDuration: number;
  readonly JSHeapUsedSize: number;
  readonly Nodes: number;
}

async function metricsOf(cdp: CDPSession): Promise<Metrics> {
  const { metrics } = await cdp.send('Performance.getMetrics');
  return Object.fromEntries(metrics.map(({ name, value }) => [name, value])) as unknown as Metrics;
}

/** The gaps between frames while `work` runs, as the page itself sees them. */
async function frames(page: Page, seconds: number): Promise<readonly number[]> {
  return page.evaluate(
    (millis) =>
      new Promise<number[]>((resolve) => {
        const gaps: number[] = [];
        const begin = performance.now();
        let last = begin;
        const frame = (now: number) => {
          gaps.push(now - last);
          last = now;
          if (now - begin < millis) requestAnimationFrame(frame);
          else resolve(gaps.slice(1));
        };
        requestAnimationFrame(frame);
      }),
    seconds * 1_000,
  );
}

/** Measures the page while something is done, which says what it was. */
async function measure(name: string, page: Page, work: () => Promise<string>): Promise<void> {
  const cdp = await page.context().newCDPSession(page);
  // Processor time of the page's thread: what else runs on the machine does not count.
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
  const begin = performance.now();
  const before = await metricsOf(cdp);
  const [gaps, done] = await Promise.all([frames(page, SECONDS), work()]);
  const after = await metricsOf(cdp);
  await cdp.send('HeapProfiler.collectGarbage');
  const heap = (await metricsOf(cdp)).JSHeapUsedSize / 1e6;
  const seconds = (performance.now() - begin) / 1_000;
  const share = (key: keyof Metrics) =>
    `${(((after[key] - before[key]) / seconds) * 100).toFixed(0)} %`;
  const sorted = gaps.toSorted((a, b) => a - b);
  const late = gaps.filter((gap) => gap > 25).length;
  const perFrame = ((after.TaskDuration - before.TaskDuration) * 1_000) / gaps.length;
  console.log(
    [
      `${name}: ${done} for ${SECONDS} s`,
      `${(gaps.length / SECONDS).toFixed(1)} frames/s, median ${sorted[sorted.length >> 1]?.toFixed(1)} ms`,
      `p99 ${sorted[Math.floor(sorted.length * 0.99)]?.toFixed(1)} ms, ${late} of ${gaps.length} late`,
      `main thread ${share('TaskDuration')} of a core, ${perFrame.toFixed(1)} ms a frame (script ${share('ScriptDuration')}, style ${share('RecalcStyleDuration')}, layout ${share('LayoutDuration')})`,
      `heap ${heap.toFixed(1)} MB, ${after.Nodes} nodes`,
    ].join('\n  '),
  );
}

test('the list under load', async ({ page, ownHub: hub }) => {
  await hub.publish(...crowd(SESSIONS).filter(({ type }) => type === 'session:started'));
  await page.goto(hub.url);
  await isLive(page);
  await measure('Now', page, () => load(hub, SESSIONS, SECONDS));
});

test('one busy session', async ({ page, ownHub: hub }) => {
  await hub.createSession({ id: 'crowd-0', title: 'Busy' });
  await page.goto(`${hub.url}/sessions/crowd-0`);
  await isLive(page);
  await measure('Session', page, () => load(hub, 1, SECONDS));
});

test('scrolling through messages in Markdown', async ({ page, ownHub: hub }) => {
  await hub.createSession({ id: 'crowd-0', title: 'Much said' });
  for (let sent = 0; sent < MESSAGES; sent += 100) {
    const numbers = Array.from({ length: 100 }, (_, n) => sent + n);
    await hub.publish(
      ...numbers.map((number) => ({
        type: 'message:assistant',
        sessionId: 'crowd-0',
        text: `${PLAN}\n\nNote ${number}`,
      })),
    );
  }
  await page.goto(`${hub.url}/sessions/crowd-0`);
  await expect(page.locator('article strong').first()).toBeVisible();
  await measure('Markdown', page, () => scroll(page, SECONDS));
});

test('memory after a flood', async ({ page, ownHub: hub }) => {
  test.skip(FLOOD === 0, 'FLOOD says how many events');
  await hub.publish(...crowd(SESSIONS).filter(({ type }) => type === 'session:started'));
  await page.goto(`${hub.url}/sessions/crowd-0`);
  await isLive(page);
  for (let sent = 0; sent < FLOOD; sent += 1_000) {
    // Every other batch goes to the session on the screen.
    const sessions = sent % 2_000 === 0 ? SESSIONS : 1;
    await hub.publish(...Array.from({ length: 1_000 }, (_, n) => event(sent + n, sessions)));
  }
  await isLive(page);
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Performance.enable');
  await cdp.send('HeapProfiler.collectGarbage');
  const { JSHeapUsedSize, Nodes } = await metricsOf(cdp);
  console.log(
    `After ${FLOOD} events: heap ${(JSHeapUsedSize / 1e6).toFixed(1)} MB, ${Nodes} nodes`,
  );
});

test('first paint', async ({ page, hub }) => {
  await hub.publish(...crowd(50));
  await page.goto(hub.url);
  await isLive(page);
  const millis = await page.evaluate(() => {
    const paint = performance.getEntriesByName('first-contentful-paint')[0]?.startTime;
    const row = document.querySelector('[data-session]') === null ? 'no rows' : 'rows';
    return `${paint?.toFixed(0)} ms, ${row}`;
  });
  console.log(`First contentful paint after ${millis}`);
});
