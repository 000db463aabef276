import { ask, card, settled } from './asks';
import { expect, isLive, test } from './fixture';
import type { Fields } from './hub';

const CALL = { sessionId: 's1', toolName: 'Bash', toolUseId: 't1' };

function note(number: number): Fields {
  return { type: 'message:assistant', sessionId: 's1', text: `Note ${number}` };
}

test('a call is one row, and opens to its input and output', async ({ page, hub }) => {
  await hub.createSession({ id: 's1', title: 'Fix the build' });
  await page.goto(`${hub.url}/sessions/s1`);
  await isLive(page);
  await hub.publish({ ...CALL, type: 'tool:started', input: { command: 'npm test' } });
  const row = page.getByRole('button', { name: /Bash.*npm test/ });
  await expect(row).toBeVisible();
  await expect(page.getByLabel('running')).toBeVisible();

  await hub.publish({ ...CALL, type: 'tool:completed', output: '12 passed', durationMs: 2_400 });

  await expect(row).toContainText('2.4s');
  await expect(row).toHaveCount(1);
  await row.click();
  await expect(page.getByText('12 passed')).toBeVisible();
  await page.getByRole('button', { name: 'Raw events' }).click();
  await expect(page.getByText('"durationMs": 2400')).toBeVisible();
});

test('a session that goes on from another leads there', async ({ page, hub }) => {
  await hub.createSession({ id: 's/0', title: 'Fix the build' });
  await hub.createSession({ id: 's1', title: 'Fix it for good', resumedFrom: 's/0' });
  await page.goto(`${hub.url}/sessions/s1`);
  await page.getByRole('link', { name: 'Goes on from an earlier session' }).click();
  await expect(page.getByRole('heading', { name: 'Fix the build' })).toBeVisible();
});

test('an edit opens to what it changed', async ({ page, hub }) => {
  await hub.createSession({ id: 's1', title: 'Edit' });
  const input = { file_path: 'a.ts', old_string: 'one\ntwo', new_string: 'one\n2' };
  await hub.publish({ ...CALL, type: 'tool:completed', toolName: 'Edit', input, output: 'ok' });
  await page.goto(`${hub.url}/sessions/s1`);
  await page.getByRole('button', { name: /Edit.*a\.ts/ }).click();
  await expect(page.locator('.removed')).toHaveText('- two');
  await expect(page.locator('.added')).toHaveText('+ 2');
});

test('subagents are indented, steps named by their plan, details follow', async ({ page, hub }) => {
  await hub.createSession({ id: 's1', title: 'Plan' });
  await page.goto(`${hub.url}/sessions/s1`);
  await isLive(page);
  const steps = [
    { stepNumber: 1, action: 'Read it all' },
    { stepNumber: 2, action: 'Write it down', waitsFor: [1] },
  ];
  const agent = { sessionId: 's1', agentId: 'a1' };
  await hub.publish(
    { type: 'chain:compiled', sessionId: 's1', chainId: 'c', title: 'The plan', steps },
    { type: 'step:started', sessionId: 's1', chainId: 'c', stepNumber: 1 },
    { ...agent, type: 'agent:started', agentType: 'Explore', description: 'Look around' },
    { ...CALL, ...agent, type: 'tool:started', input: { command: 'ls' } },
  );
  const log = page.getByRole('log');
  await expect(log.getByRole('button', { name: /Step 1.*Read it all/ })).toBeVisible();
  await expect(log.locator('button', { hasText: 'Bash' }).locator('.indent')).toHaveCount(1);
  const details = page.getByRole('complementary', { name: 'Details' });
  await expect(details).toContainText('Write it down after 1');
  await expect(details).toContainText('Explore Look around');

  await hub.publish(
    { type: 'step:completed', sessionId: 's1', chainId: 'c', stepNumber: 1, duration: 1_000 },
    { ...agent, type: 'agent:stopped' },
  );
  await expect(details.getByLabel('completed')).toBeVisible();
  await expect(details.getByLabel('stopped')).toBeVisible();
});

test('what an agent calls its fields breaks nothing', async ({ page, hub }) => {
  const metadata = { Model: 'mine', Id: 1, constructor: 'c' };
  await hub.createSession({ id: 's1', title: 'Odd', model: 'theirs', metadata });
  await page.goto(`${hub.url}/sessions/s1`);
  const details = page.getByRole('complementary', { name: 'Details' });
  for (const value of ['theirs', 'mine']) await expect(details).toContainText(value);
  await expect(details.getByText('Model', { exact: true })).toHaveCount(2);
});

test('the pills show only what is chosen, and nothing that happens is left out', async ({
  page,
  hub,
}) => {
  await hub.createSession({ id: 's1', title: 'Kinds' });
  await hub.publish(
    note(1),
    { ...CALL, type: 'tool:failed', error: 'no' },
    { type: 'moon:landed', sessionId: 's1', size: 3 },
  );
  await page.goto(`${hub.url}/sessions/s1`);
  await expect(page.getByRole('button', { name: 'moon:landed' })).toBeVisible();
  await page.getByRole('button', { name: /^problems/ }).click();
  await expect(page.getByRole('button', { name: /Bash/ })).toBeVisible();
  await expect(page.getByText('Note 1')).toBeHidden();
  await page.getByRole('button', { name: /^messages/ }).click();
  await expect(page.getByText('Note 1')).toBeVisible();
});

test('older events come as one scrolls up, and a permanent address finds its row', async ({
  page,
  hub,
}) => {
  await hub.createSession({ id: 's1', title: 'Very long' });
  await hub.publish(...Array.from({ length: 900 }, (_, index) => note(index + 1)));
  await page.goto(`${hub.url}/sessions/s1`);
  await expect(page.getByText('Note 900')).toBeVisible();
  expect(await page.locator('article').count()).toBeLessThan(100);
  const log = page.getByRole('log');
  await expect(async () => {
    await log.evaluate((box) => {
      box.scrollTop = 0;
    });
    await expect(page.getByText('Note 1', { exact: true })).toBeVisible({ timeout: 500 });
  }).toPass();

  const { events } = await hub.get(
    '/api/sessions/s1/events?type=message:assistant&after=0&limit=100',
  );
  const position = (events as { position: string }[])[49]?.position ?? '';
  await page.goto(`${hub.url}/sessions/s1#${position.split(':')[1]}`);
  await page.reload();
  await expect(page.locator('article.selected')).toContainText('Note 50');
  await page.getByRole('button', { name: /go to the newest/ }).click();
  await expect(page.getByText('Note 900')).toBeVisible();
  expect(new URL(page.url()).hash).toBe('');
});

test('a permanent address on a busy hub shows what followed, up to the newest', async ({
  page,
  hub,
}) => {
  await hub.createSession({ id: 's1', title: 'One of many' });
  const others = Array.from({ length: 9 }, () => ({ ...note(0), sessionId: 's2' }));
  for (let first = 1; first < 250; first += 25) {
    const numbers = Array.from({ length: 25 }, (_, index) => first + index);
    await hub.publish(...numbers.flatMap((number) => [note(number), ...others]));
  }
  const { events } = await hub.get('/api/sessions/s1/events?type=message:assistant&after=0');
  const position = (events as { position: string }[])[19]?.position ?? '';
  await page.goto(`${hub.url}/sessions/s1#${position.split(':')[1]}`);
  await expect(page.locator('article.selected')).toContainText('Note 20');
  await expect(page.locator('article.selected')).toBeInViewport({ ratio: 1 });
  await expect(page.getByText('Note 21', { exact: true })).toBeVisible();
  const log = page.getByRole('log');
  await expect(async () => {
    await log.evaluate((box) => {
      box.scrollTop = box.scrollHeight;
    });
    await expect(page.getByText('Note 250', { exact: true })).toBeVisible({ timeout: 500 });
  }).toPass();
  await expect(page.getByRole('button', { name: /go to the newest/ })).toBeHidden();
  await expect(page.getByRole('button', { name: 'Following' })).toBeVisible();
  await hub.publish(note(251));
  await expect(page.getByText('Note 251', { exact: true })).toBeVisible();
});

test('reading back, new events come without moving what is read', async ({ page, hub }) => {
  await hub.createSession({ id: 's1', title: 'Busy' });
  await hub.publish(...Array.from({ length: 120 }, (_, index) => note(index + 1)));
  await page.goto(`${hub.url}/sessions/s1`);
  await expect(page.getByText('Note 120')).toBeVisible();
  const log = page.getByRole('log');
  await log.hover();
  await page.mouse.wheel(0, -1_500);
  await expect(page.getByRole('button', { name: 'Not following' })).toBeVisible();
  const article = page.locator('article').nth(20);
  const before = await article.boundingBox();
  await hub.publish(note(121), note(122));
  await expect(page.getByRole('button', { name: /Messages 122/i })).toBeVisible();
  expect((await article.boundingBox())?.y).toBe(before?.y);
  await page.getByRole('button', { name: 'Not following' }).click();
  await expect(page.getByText('Note 122')).toBeVisible();
});

test('an ask that comes and goes below does not end the following', async ({ page, hub }) => {
  await hub.createSession({ id: 's1', title: 'Busy' });
  await hub.publish(...Array.from({ length: 120 }, (_, index) => note(index + 1)));
  await page.goto(`${hub.url}/sessions/s1`);
  await expect(page.getByText('Note 120')).toBeInViewport();
  await ask(hub, 'echo\n'.repeat(6), { askId: 'one' });
  await settled(page);
  await card(page, 'one').getByRole('button', { name: 'Allow', exact: true }).click();
  await hub.publish({ ...note(121), text: 'word '.repeat(100) });
  await expect(card(page, 'one')).toBeHidden();
  await hub.publish(note(122));
  await expect(page.getByText('Note 122')).toBeInViewport();
  await expect(page.getByRole('button', { name: 'Following', exact: true })).toBeVisible();
});

test('a cut event is loaded whole', async ({ page, hub }) => {
  await hub.createSession({ id: 's1', title: 'Big' });
  const output = `${'x'.repeat(20_000)} the end`;
  await hub.publish({ ...CALL, type: 'tool:completed', input: { command: 'cat big' }, output });
  await page.goto(`${hub.url}/sessions/s1`);
  await page.getByRole('button', { name: /cat big/ }).click();
  await page.getByRole('button', { name: /Load the whole/ }).click();
  await page.getByRole('button', { name: 'Show all' }).click();
  await expect(page.getByText(/the end$/)).toBeVisible();
});

test('a message that was cut says so without being opened', async ({ page, hub }) => {
  await hub.createSession({ id: 's1', title: 'Big' });
  await hub.publish({ ...note(1), text: `${'word '.repeat(2_000)} the end` });
  await page.goto(`${hub.url}/sessions/s1`);
  await page.getByRole('button', { name: /Load the whole/ }).click();
  await expect(page.getByRole('button', { name: /Load the whole/ })).toBeHidden();
});

test('a session that does not exist is said so', async ({ page, hub }) => {
  await page.goto(`${hub.url}/sessions/nobody`);
  await expect(page.getByRole('alert')).toContainText('There is no session with this id');
  await page.getByRole('link', { name: 'All sessions' }).last().click();
  await expect(page.getByText('No agent has reported yet')).toBeVisible();
});

for (const id of ['a/b/../c', 'x@host:1', '-._:@/']) {
  test(`the id ${id} has an address`, async ({ page, hub }) => {
    await hub.createSession({ id, title: 'Odd' });
    await page.goto(hub.url);
    await page.getByText('Odd').click();
    await expect(page.getByRole('heading', { level: 1, name: 'Odd' })).toBeVisible();
    await page.reload();
    await expect(page.getByRole('heading', { level: 1, name: 'Odd' })).toBeVisible();
    await hub.publish({ type: 'message:assistant', sessionId: id, text: 'It is live' });
    await expect(page.getByText('It is live')).toBeVisible();
  });
}
