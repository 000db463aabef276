import type { Page } from '@playwright/test';
import { expect, isLive, test, titles } from './fixture';
import type { Fields } from './hub';

function note(text: string): Fields {
  return { type: 'message:assistant', sessionId: 's1', text };
}

async function notes(page: Page): Promise<string[]> {
  return page.getByText(/^Note \d+$/).allInnerTexts();
}

test('a hub that is killed and comes back loses and doubles nothing', async ({ page, ownHub }) => {
  await ownHub.createSession({ title: 'Before' });
  await page.goto(ownHub.url);
  await isLive(page);
  await ownHub.kill();
  const badge = page.locator('[data-connection=reconnecting]');
  await expect(badge).toContainText(/reconnecting \(\d+ s\)/);
  await expect(badge).toContainText(/data \d+s old/);
  await expect(page.getByText('Before')).toBeVisible();
  await ownHub.restart();
  await ownHub.createSession({ title: 'While away' });
  await isLive(page);
  await ownHub.createSession({ title: 'After' });
  await expect(page.getByText('After')).toBeVisible();
  expect((await titles(page, 'idle')).toSorted()).toEqual(['After', 'Before', 'While away']);
});

test('a session followed over a restart has every event once, in order', async ({
  page,
  ownHub,
}) => {
  await ownHub.createSession({ id: 's1', title: 'Long' });
  await page.goto(`${ownHub.url}/sessions/s1`);
  await isLive(page);
  await ownHub.publish(note('Note 1'), note('Note 2'));
  await expect(page.getByText('Note 2')).toBeVisible();
  await ownHub.restart();
  await ownHub.publish(note('Note 3'));
  await isLive(page);
  await ownHub.publish(note('Note 4'));
  await expect(page.getByText('Note 4')).toBeVisible();
  expect(await notes(page)).toEqual(['Note 1', 'Note 2', 'Note 3', 'Note 4']);
});

test('a hub that comes back with another log is taken for another', async ({ page, ownHub }) => {
  await ownHub.createSession({ id: 's1', title: 'Of the old log' });
  await ownHub.publish(note('Note 1'));
  await page.goto(ownHub.url);
  await isLive(page);
  await ownHub.wipe();
  await isLive(page);
  await expect(page.getByText('No agent has reported yet')).toBeVisible();
  await ownHub.createSession({ title: 'Of the new log' });
  await expect(page.getByText('Of the new log')).toBeVisible();
  await expect(page.getByText('Of the old log')).toBeHidden();
});

test('a session that another log does not know is said so, until it does', async ({
  page,
  ownHub,
}) => {
  await ownHub.createSession({ id: 's1', title: 'One' });
  await ownHub.publish(note('Note 1'));
  await page.goto(`${ownHub.url}/sessions/s1`);
  await expect(page.getByText('Note 1')).toBeVisible();
  await ownHub.wipe();
  await expect(page.getByRole('alert')).toContainText('There is no session with this id');
  await ownHub.createSession({ id: 's1', title: 'Another' });
  await ownHub.publish(note('Note 2'));
  await expect(page.getByRole('heading', { level: 1, name: 'Another' })).toBeVisible();
  await expect(page.getByText('Note 2')).toBeVisible();
  expect(await notes(page)).toEqual(['Note 2']);
});

test('what a person has open stays open over a gap', async ({ page, ownHub }) => {
  await ownHub.createSession({ id: 's1', title: 'One' });
  const call = { sessionId: 's1', toolName: 'Bash', toolUseId: 't1' };
  await ownHub.publish({ ...call, type: 'tool:completed', output: 'a long output' });
  let server: { send: (text: string) => void } | undefined;
  await page.routeWebSocket('**/ws*', (socket) => {
    socket.connectToServer();
    server = socket;
  });
  await page.goto(`${ownHub.url}/sessions/s1`);
  await page.getByRole('button', { name: 'Bash' }).click();
  await expect(page.getByText('a long output')).toBeVisible();
  server?.send(JSON.stringify({ type: 'gap', from: 'e:1', to: 'e:9', reason: 'retention' }));
  await expect(page.getByText(/were loaded again/)).toBeVisible();
  await isLive(page);
  await expect(page.getByText('a long output')).toBeVisible();
  await ownHub.publish(note('Note 1'));
  await expect(page.getByText('Note 1')).toBeVisible();
});

test('a hub that cannot be reached at first is tried again', async ({ page, hub }) => {
  await hub.createSession({ title: 'Here at last' });
  let isDown = true;
  await page.route('**/api/sessions?*', (route) => (isDown ? route.abort() : route.continue()));
  await page.goto(hub.url);
  await expect(page.getByRole('alert')).toContainText('The list could not be loaded');
  isDown = false;
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByText('Here at last')).toBeVisible();
});

test('a browser whose clock is wrong shows ages by the hub’s', async ({ page, hub }) => {
  await hub.createSession({ id: 's1', title: 'Just begun' });
  for (const hours of [-3, 3]) {
    await page.clock.setSystemTime(Date.now() + hours * 3_600_000);
    await page.goto(hub.url);
    await isLive(page);
    await expect(page.locator('[data-session=s1] .since')).toHaveText(/Idle for\s+\d+s/);
  }
});

test('a stream that is behind says how many events it catches up with', async ({ page, hub }) => {
  await hub.createSession({ title: 'One' });
  await page.routeWebSocket('**/ws*', (socket) => {
    const server = socket.connectToServer();
    server.onMessage((message) => {
      // The rest of the replay stays on its way.
      if (!String(message).includes('caught_up')) socket.send(message);
    });
  });
  await page.goto(hub.url);
  await expect(page.locator('[data-connection=catching_up]')).toContainText(/\([01] events?\)/);
  await hub.createSession({ title: 'Two' });
  await expect(page.locator('[data-connection=catching_up]')).toContainText(/\([2-9] events\)/);
});
