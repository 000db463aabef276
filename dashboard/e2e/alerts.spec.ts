import type { Page } from '@playwright/test';
import { ask } from './asks';
import { expect, isLive, test } from './fixture';
import type { TestHub } from './hub';

/** What the desktop would have shown, in the order in which it came. */
async function shown(page: Page): Promise<string[]> {
  return page.evaluate(() => (globalThis as unknown as { shown: string[] }).shown);
}

/** Opens a page whose desktop only writes down what it is given. */
async function open(page: Page, hub: TestHub, path = '/'): Promise<void> {
  await page.addInitScript(() => {
    const desk = globalThis as unknown as { shown: string[]; last: { onclick(): void } };
    desk.shown = [];
    class FakeNotification {
      static permission = 'default';
      onclick = () => undefined;
      constructor(title: string, { body, tag }: { body: string; tag: string }) {
        desk.shown.push(`${tag.split(':')[0]}: ${title} / ${body}`);
        desk.last = this;
      }
      static requestPermission() {
        FakeNotification.permission = 'granted';
        return Promise.resolve('granted');
      }
      close() {
        return undefined;
      }
    }
    if (localStorage.getItem('signalbox.notify') === 'on') FakeNotification.permission = 'granted';
    Object.assign(globalThis, { Notification: FakeNotification });
  });
  await page.goto(hub.url + path);
  await isLive(page);
}

/** The person turns to another window. */
async function lookAway(page: Page): Promise<void> {
  await page.evaluate(() => dispatchEvent(new Event('blur')));
}

const SWITCH = /^Notifications: /;

test.beforeEach(async ({ hub }) => {
  await hub.createSession({ id: 's1', title: 'Fix the build', agent: 'claude-code' });
});

test('nobody is called before they have asked for it, then once for each ask', async ({
  page,
  hub,
}) => {
  await ask(hub, 'before');
  await open(page, hub);
  await lookAway(page);
  await ask(hub, 'unwanted');
  await expect(page.getByRole('link', { name: 'Inbox, 2 open asks' })).toBeVisible();
  await page.getByRole('button', { name: 'Notifications: off' }).click();
  await expect(page.getByRole('button', { name: 'Notifications: on' })).toBeVisible();
  await ask(hub, 'npm test');
  const told = 'ask: Claude needs you: approval / Bash · npm test\nFix the build';
  await expect.poll(() => shown(page)).toEqual([told]);
  await page.getByRole('button', { name: SWITCH }).click();
  await ask(hub, 'again unwanted');
  await expect(page.getByRole('link', { name: 'Inbox, 4 open asks' })).toBeVisible();
  expect(await shown(page)).toEqual([told]);
});

test('a click on it leads to the ask', async ({ page, hub }) => {
  await open(page, hub);
  await page.getByRole('button', { name: SWITCH }).click();
  await lookAway(page);
  await ask(hub, 'first', { askId: 'first' });
  await ask(hub, 'a/b', { askId: 'a/b' });
  await expect.poll(async () => (await shown(page)).length).toBe(2);
  await page.evaluate(() => {
    (globalThis as unknown as { last: { onclick(): void } }).last.onclick();
  });
  await expect(page.locator('[aria-current=true]')).toHaveAttribute('data-ask', 'a/b');
});

test('of several tabs one tells, and none while one of them shows the ask', async ({
  page,
  context,
  hub,
}) => {
  await open(page, hub);
  await page.getByRole('button', { name: SWITCH }).click();
  const other = await context.newPage();
  await open(other, hub);
  for (const each of [page, other]) await lookAway(each);
  await ask(hub, 'npm test');
  for (const each of [page, other]) {
    await expect(each.getByRole('link', { name: 'Inbox, 1 open ask' })).toBeVisible();
  }
  const all = async () => [...(await shown(page)), ...(await shown(other))];
  await expect.poll(all).toHaveLength(1);

  await other.getByRole('link', { name: /^Inbox/ }).click();
  await expect(other.locator('[data-ask]')).toBeVisible();
  await ask(hub, 'npm publish');
  await expect(other.locator('[data-ask]')).toHaveCount(2);
  await expect(page.getByRole('link', { name: 'Inbox, 2 open asks' })).toBeVisible();
  await hub.publish({ type: 'session:ended', sessionId: 's1', reason: 'error', summary: 'Broken' });
  // Who looks at the inbox does not see that a session has failed: this one is told, and is the next.
  await expect.poll(all).toHaveLength(2);
  expect((await all()).filter((line) => line.includes('publish'))).toEqual([]);
});

test('who is at a list that has the session’s row is not called', async ({ page, hub }) => {
  await open(page, hub);
  await page.getByRole('button', { name: SWITCH }).click();
  await ask(hub, 'seen', { askId: 'seen' });
  const told = () => page.evaluate(() => localStorage.getItem('signalbox.told'));
  await expect.poll(told).toContain('seen');
  await page.keyboard.press('/');
  await page.keyboard.type('user:kim');
  await ask(hub, 'filtered');
  await expect.poll(async () => (await shown(page)).length).toBe(1);
  await page.keyboard.press('Escape');
  await lookAway(page);
  await ask(hub, 'elsewhere');
  await expect.poll(async () => (await shown(page)).length).toBe(2);
  expect((await shown(page)).join()).toMatch(/filtered[^]*elsewhere/);
  expect((await shown(page)).join()).not.toContain('seen');
});
