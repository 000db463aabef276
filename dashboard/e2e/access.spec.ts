import type { Page } from '@playwright/test';
import { expect, isLive, test } from './fixture';

const CONTROLS = 'button, a[href], input, select, [role=img], [role=log], dialog[open]';

/** Controls that a screen reader could only call "button". */
async function nameless(page: Page): Promise<string[]> {
  const unnamed: string[] = [];
  for (const control of await page.locator(CONTROLS).all()) {
    if (!(await control.isVisible())) continue;
    const snapshot = await control.ariaSnapshot();
    if (/^- (?:button|link|img|textbox|searchbox|radio|log)\s*$/.test(snapshot)) {
      unnamed.push(await control.evaluate((element) => element.outerHTML.slice(0, 120)));
    }
  }
  return unnamed;
}

/** Texts whose contrast is below AA, by the colours that the browser computed. */
async function faint(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
    if (canvas === null) return ['no canvas'];
    const rgb = (colour: string): number[] => {
      canvas.clearRect(0, 0, 1, 1);
      canvas.fillStyle = colour;
      canvas.fillRect(0, 0, 1, 1);
      return [...canvas.getImageData(0, 0, 1, 1).data];
    };
    const luminance = (colour: number[]): number => {
      const [r = 0, g = 0, b = 0] = colour.map((part) => {
        const c = part / 255;
        return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
      });
      return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const behind = (element: Element | null): number[] => {
      for (let at = element; at !== null; at = at.parentElement) {
        const colour = rgb(getComputedStyle(at).backgroundColor);
        if (colour[3] === 255) return colour;
      }
      return [255, 255, 255, 255];
    };
    const found: string[] = [];
    for (const element of document.querySelectorAll('body *')) {
      const own = [...element.childNodes].some(
        (node) => node.nodeType === 3 && node.nodeValue?.trim(),
      );
      if (!own || element.closest('.visually-hidden, noscript')) continue;
      const [a, b] = [rgb(getComputedStyle(element).color), behind(element)].map(luminance);
      const ratio = (Math.max(a ?? 0, b ?? 0) + 0.05) / (Math.min(a ?? 0, b ?? 0) + 0.05);
      if (ratio < 4.5)
        found.push(`${ratio.toFixed(2)} ${element.className} ${element.textContent}`);
    }
    return found;
  });
}

for (const scheme of ['dark', 'light'] as const) {
  test(`every control has a name and every text is readable, ${scheme}`, async ({ page, hub }) => {
    await page.emulateMedia({ colorScheme: scheme });
    await page.goto(hub.url);
    await isLive(page);
    expect(await nameless(page)).toEqual([]);
    expect(await faint(page)).toEqual([]);

    await hub.createSession({ id: 's1', title: 'One', user: 'ana', gitBranch: 'main' });
    await hub.publish(
      { type: 'tool:started', sessionId: 's1', toolName: 'Bash', toolUseId: 't', input: 'ls' },
      { type: 'tool:failed', sessionId: 's1', toolName: 'Bash', toolUseId: 't', error: 'no' },
      {
        type: 'interaction:awaiting-input',
        sessionId: 's1',
        askId: 'a',
        kind: 'question',
        question: 'Which?',
      },
    );
    await expect(page.getByText('Which?')).toBeVisible();
    expect(await nameless(page)).toEqual([]);
    expect(await faint(page)).toEqual([]);

    await page.goto(`${hub.url}/sessions/s1`);
    await page.getByRole('button', { name: /Bash/ }).click();
    expect(await nameless(page)).toEqual([]);
    expect(await faint(page)).toEqual([]);
  });
}

test('a phone shows everything without scrolling sideways', async ({ page, hub }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await hub.createSession({
    id: 's1',
    title: 'A title that is longer than a phone is wide, much longer',
  });
  await page.goto(hub.url);
  await expect(page.getByText('A title that is longer')).toBeVisible();
  const width = () => page.evaluate(() => document.documentElement.scrollWidth);
  expect(await width()).toBe(360);
  await page.getByText('A title that is longer').click();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  expect(await width()).toBe(360);
});

test('a phone shows all controls and all counts while the hub is away', async ({
  page,
  ownHub: hub,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  for (const type of [
    'session:idle',
    'session:lost',
    'session:ended',
    'tool:started',
    'interaction:awaiting-input',
  ]) {
    for (let number = 0; number < 12; number++) {
      await hub.publish({ type, sessionId: `${type}-${number}`, toolName: 'Bash', reason: 'done' });
    }
  }
  await hub.publish({ type: 'session:ended', sessionId: 'broken', reason: 'error' });
  await page.goto(hub.url);
  await isLive(page);
  await hub.kill();
  await expect(page.getByRole('button', { name: 'Retry now' })).toBeVisible();
  for (const control of [
    page.getByRole('searchbox'),
    page.getByRole('button', { name: /^Theme/ }),
    page.getByRole('button', { name: 'Retry now' }),
    page.getByRole('button', { name: '12 ended' }),
    page.getByRole('combobox', { name: 'Group by' }),
  ]) {
    await expect(control).toBeInViewport({ ratio: 1 });
  }
  expect((await page.getByRole('searchbox').boundingBox())?.width).toBeGreaterThan(120);
});

test('an address that is none says so, and leads back', async ({ page, hub }) => {
  const response = await page.goto(`${hub.url}/nope`);
  expect(response?.status()).toBe(404);
  await expect(page.getByRole('heading', { name: 'There is no such page' })).toBeVisible();
  await isLive(page);
  await page.getByRole('link', { name: 'All sessions', exact: true }).click();
  await expect(page.getByText('No agent has reported yet')).toBeVisible();
});

test('the theme is chosen once and kept', async ({ page, hub }) => {
  await page.goto(hub.url);
  await page.getByRole('button', { name: /^Theme: system/ }).click();
  await page.getByRole('button', { name: /^Theme: dark/ }).click();
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await expect.poll(ground).toBe('rgb(255, 255, 255)');
  await page.reload();
  await expect.poll(ground).toBe('rgb(255, 255, 255)');
});

test('nothing moves for who wants no motion, nor while the hub is away', async ({
  page,
  ownHub,
}) => {
  await ownHub.createSession({ id: 's1', title: 'Working' });
  await ownHub.publish({ type: 'message:user', sessionId: 's1', text: 'Go' });
  await page.goto(ownHub.url);
  await isLive(page);
  const moving = () =>
    page.evaluate(
      () => document.getAnimations().filter(({ playState }) => playState === 'running').length,
    );
  await expect.poll(moving).toBe(1);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await expect.poll(moving).toBe(0);
  await page.emulateMedia({ reducedMotion: 'no-preference' });
  await expect.poll(moving).toBe(1);
  await ownHub.kill();
  await expect.poll(moving).toBe(0);
});
