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

test('hostile content is text', async ({ page, hub }) => {
  const evil = '<img src=x onerror="document.title=1"><script>document.title=2</script>';
  await hub.createSession({ id: 's1', title: evil });
  await hub.publish(
    { type: 'message:user', sessionId: 's1', text: evil },
    { type: 'evil:kind', sessionId: 's1', deep: { html: evil } },
    {
      type: 'terminal:output',
      sessionId: 's1',
      output: '\u001b]0;owned\u0007\u001b[31mred\u001b[0m',
    },
  );
  await page.goto(`${hub.url}/sessions/s1`);
  await expect(page.getByText(evil).first()).toBeVisible();
  await page.getByRole('button', { name: 'evil:kind' }).click();
  await expect(page.getByText('"html"')).toBeVisible();
  await expect(page.getByRole('button', { name: /red/ })).toBeVisible();
  expect(await page.title()).toContain('Signalbox');
  expect(await page.locator('img').count()).toBe(0);
});

test('a session followed over a restart has every event once, in order', async ({ page, hub }) => {
  await hub.createSession({ id: 's1', title: 'Long' });
  await page.goto(`${hub.url}/sessions/s1`);
  await isLive(page);
  await hub.publish(note(1), note(2));
  await expect(page.getByText('Note 2')).toBeVisible();
  await hub.restart();
  await hub.publish(note(3));
  await isLive(page);
  await hub.publish(note(4));
  await expect(page.getByText('Note 4')).toBeVisible();
  const notes = await page.getByText(/^Note \d+$/).allInnerTexts();
  expect(notes).toEqual(['Note 1', 'Note 2', 'Note 3', 'Note 4']);
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
});

test('a cut event is loaded whole', async ({ page, hub }) => {
  await hub.createSession({ id: 's1', title: 'Big' });
  const output = `${'x'.repeat(20_000)} the end`;
  await hub.publish({ ...CALL, type: 'tool:completed', input: { command: 'cat big' }, output });
  await page.goto(`${hub.url}/sessions/s1`);
  await page.getByRole('button', { name: /cat big/ }).click();
  await page.getByRole('button', { name: /Load the whole/ }).click();
  await expect(page.getByText(/the end$/)).toBeVisible();
});

test('a session that does not exist is said so', async ({ page, hub }) => {
  await page.goto(`${hub.url}/sessions/nobody`);
  await expect(page.getByRole('alert')).toContainText('The session could not be loaded');
  await page.getByRole('link', { name: 'All sessions' }).last().click();
  await expect(page.getByText('No agent has reported yet')).toBeVisible();
});
