import type { Page } from '@playwright/test';
import { expect, isLive, test, titles } from './fixture';

const CALL = { type: 'tool:started', toolName: 'Bash', toolUseId: 't', input: { command: 'ls' } };

/** In the page: when the first frame that shows a row with `text` had been drawn. */
function whenDrawn(text: string): Promise<number> {
  return new Promise((resolve) => {
    // A message sent before a frame is drawn arrives right after it.
    const afterFrame = new MessageChannel();
    const waitForFrame = () => {
      requestAnimationFrame(() => {
        afterFrame.port2.postMessage(null);
      });
    };
    afterFrame.port1.onmessage = () => {
      const rows = [...document.querySelectorAll('[data-session]')];
      const row = rows.find((each) => each.textContent.includes(text));
      if (row?.checkVisibility()) resolve(Date.now());
      else waitForFrame();
    };
    waitForFrame();
  });
}

async function group(page: Page, by: string): Promise<void> {
  await page.getByRole('group', { name: 'Group by' }).getByText(by).click();
}

test('an empty hub shows how to begin, and turns into the list by itself', async ({
  page,
  hub,
}) => {
  await page.goto(hub.url);
  await expect(page.getByRole('heading', { name: 'No agent has reported yet' })).toBeVisible();
  await expect(page.getByText('bin/signalbox connect claude-code')).toBeVisible();
  await expect(page.getByText(`curl ${hub.url}/api/sessions`)).toBeVisible();
  await isLive(page);

  await hub.createSession({ title: 'Say hello', user: 'ana', hostname: 'mb-1' });

  await expect(page.getByText('Say hello')).toBeVisible();
  await expect(page.getByText('No agent has reported yet')).toBeHidden();
});

test('a command is copied whole', async ({ page, hub, context }) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.goto(hub.url);
  await page.getByRole('button', { name: 'Copy: send a first session' }).click();
  await expect(page.getByText('Copied')).toBeVisible();
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  expect(copied).toContain(`curl ${hub.url}/api/sessions \\\n  -H 'Content-Type:`);
});

test('a created session is on the screen at once, and there once after a reload', async ({
  page,
  hub,
}) => {
  await hub.createSession({ title: 'The first' });
  await page.goto(hub.url);
  await isLive(page);
  const shown = page.evaluate(whenDrawn, 'The second');
  const posted = Date.now();
  await hub.createSession({ title: 'The second' });
  console.log(`POST sent to row on the screen: ${(await shown) - posted} ms`);

  const before = await titles(page, 'idle');
  expect(before.toSorted()).toEqual(['The first', 'The second']);
  await page.reload();
  await expect(page.getByText('The second')).toBeVisible();
  expect(await titles(page, 'idle')).toEqual(before);
});

test('a new session is highlighted for a moment, and not again', async ({ page, hub }) => {
  await hub.createSession({ title: 'Old' });
  await page.goto(hub.url);
  await isLive(page);
  const id = await hub.createSession({ title: 'New' });
  await expect(page.locator('.fresh')).toHaveCount(1);
  await expect(page.locator(`.fresh[data-session="${id}"]`)).toContainText('New');
  await expect(page.locator('.fresh')).toHaveCount(0);
  await group(page, 'machine');
  await expect(page.locator('[data-session]')).toHaveCount(2);
  await expect(page.locator('.fresh')).toHaveCount(0);
});

test('who waits comes first, in the tab as well, and the filter finds it', async ({
  page,
  hub,
}) => {
  const waiting = await hub.createSession({ title: 'Deploy', user: 'kim' });
  await hub.createSession({ title: 'Refactor', user: 'ana' });
  await page.goto(hub.url);
  await isLive(page);
  const icon = page.locator('link[rel=icon]');
  const quiet = await icon.getAttribute('href');

  await hub.publish({
    type: 'interaction:awaiting-input',
    sessionId: waiting,
    askId: 'a1',
    kind: 'approval',
    question: 'Run terraform apply?',
  });

  await expect(page.locator('[data-group=needs_you]')).toContainText('Run terraform apply?');
  await expect(page).toHaveTitle('(1) Signalbox');
  expect(await icon.getAttribute('href')).not.toBe(quiet);
  await page.keyboard.press('/');
  await page.keyboard.type('user:kim state:needs');
  await expect(page.getByText('Refactor')).toBeHidden();
  await expect(page.getByText('1 of 2')).toBeVisible();
  await page.reload();
  await expect(page.getByText('1 of 2')).toBeVisible();
  await page.getByRole('button', { name: 'Clear the filter' }).click();
  await expect(page.getByText('Refactor')).toBeVisible();
});

test('a count shows its state alone, and all again', async ({ page, hub }) => {
  const id = await hub.createSession({ title: 'Busy' });
  await hub.createSession({ title: 'Quiet' });
  await hub.publish({ ...CALL, sessionId: id });
  await page.goto(hub.url);
  const count = page.getByRole('button', { name: '1 working' });
  await count.click();
  await expect(page.getByText('Quiet')).toBeHidden();
  await expect(count).toHaveAttribute('aria-pressed', 'true');
  await count.click();
  await expect(page.getByText('Quiet')).toBeVisible();
});

test('a row says where, who, what, how much and since when', async ({ page, hub }) => {
  const id = await hub.createSession({
    title: 'Everything',
    cwd: '/srv/billing/.claude/worktrees/x',
    gitBranch: 'feat/queue',
    hostname: 'mb-ana',
    user: 'ana',
    agent: 'claude-code',
  });
  await hub.publish(
    { type: 'agent:started', sessionId: id, agentId: 'a1' },
    { type: 'usage:recorded', sessionId: id, inputTokens: 12_400, costUsd: 0.25 },
    { ...CALL, sessionId: id },
  );
  await page.goto(hub.url);
  const row = page.locator(`[data-session="${id}"]`);
  for (const part of ['Everything', 'billing', 'feat/queue', 'mb-ana', 'ana', 'Claude', 'Bash']) {
    await expect(row).toContainText(part);
  }
  for (const part of ['ls', '1/1', '12.4k', '$0.25']) await expect(row).toContainText(part);
  await expect(row.getByRole('img', { name: '5 events in the last 10 minutes' })).toBeVisible();
  await expect(row.getByRole('img', { name: 'Working' })).toBeVisible();
  await expect(row).toContainText(/Working for\s+\d+s/);
});

test('grouping and density are kept, and worktrees count to their repository', async ({
  page,
  hub,
}) => {
  await hub.createSession({ title: 'Main', cwd: '/srv/api', user: 'ana', hostname: 'm1' });
  await hub.createSession({ title: 'Tree', cwd: '/srv/api/.claude/worktrees/a', user: 'kim' });
  await page.goto(hub.url);
  await group(page, 'repository');
  expect((await titles(page, 'repository:api')).toSorted()).toEqual(['Main', 'Tree']);
  await group(page, 'user');
  expect(await titles(page, 'user:kim')).toEqual(['Tree']);
  await page.getByRole('group', { name: 'Density' }).getByText('compact').click();
  const height = async () => (await page.locator('[data-session]').first().boundingBox())?.height;
  expect(await height()).toBe(32);
  await page.reload();
  await expect(page.locator('[data-group="user:kim"]')).toBeVisible();
  expect(await height()).toBe(32);
});

test('a session that is deleted leaves the list', async ({ page, hub }) => {
  const id = await hub.createSession({ title: 'Short-lived' });
  await hub.createSession({ title: 'Stays' });
  await page.goto(hub.url);
  await expect(page.getByText('Short-lived')).toBeVisible();
  await fetch(`${hub.url}/api/sessions/${id}`, { method: 'DELETE' });
  await expect(page.getByText('Short-lived')).toBeHidden();
  await expect(page.getByText('Stays')).toBeVisible();
});

test('an idle session says its last words, and one that is over how it ended', async ({
  page,
  hub,
}) => {
  await hub.createSession({ id: 'idle', title: 'Idle' });
  await hub.createSession({ id: 'over', title: 'Over' });
  await hub.publish(
    { type: 'session:idle', sessionId: 'idle', lastMessage: 'Shall I push?' },
    { type: 'session:ended', sessionId: 'over', reason: 'error' },
  );
  await page.goto(hub.url);
  await expect(page.locator('[data-session=idle]')).toContainText('Shall I push?');
  await expect(page.locator('[data-session=over]').getByLabel('Failed')).toBeVisible();
  await expect(page.locator('[data-group=today]')).toContainText('Over');
});
