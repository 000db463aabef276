import type { Page } from '@playwright/test';
import { ask, card, openInbox } from './asks';
import { expect, held, isLive, test } from './fixture';
import type { Fields, TestHub } from './hub';

const PLAN = `# Move the webhooks

1. Read the queue
   - its consumer
2. Write the **new** one

| file | lines |
|---|--:|
| \`a.ts\` | 12 |

- [x] Asked
- [ ] Done

\`\`\`ts
const queue = 'billing'; // the new one
\`\`\``;

function said(text: string): Fields {
  return { type: 'message:assistant', sessionId: 's1', text };
}

/** Shown before their reader has come; what is returned lets it come. */
async function sixtyPlainNotes(page: Page, hub: TestHub): Promise<() => void> {
  const table = '\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```\ncode\n```';
  await hub.publish(...Array.from({ length: 60 }, (_, n) => said(`**Note ${n + 1}**${table}`)));
  const release = await held(page, /\/assets\/reading-.*\.js$/);
  await page.goto(`${hub.url}/sessions/s1`);
  await expect(page.getByText('**Note 60**')).toBeInViewport();
  return release;
}

test.beforeEach(async ({ hub }) => {
  await hub.createSession({ id: 's1', title: 'Plan' });
});

test('a plan is read as Markdown where it is approved and where it is told', async ({
  page,
  hub,
}) => {
  const call = { toolName: 'ExitPlanMode', toolInput: { plan: PLAN } };
  await hub.publish(said('It is **ready**:\n\n- one\n- two'));
  await ask(hub, '', { ...call, askId: 'plan', question: 'May it use ExitPlanMode?' });
  await openInbox(page, hub);
  const plan = card(page, 'plan');
  await expect(plan.getByRole('heading', { name: 'Move the webhooks' })).toBeVisible();
  await expect(plan.getByRole('cell', { name: '12' })).toBeVisible();
  await expect(plan.getByRole('img', { name: 'to do' })).toBeVisible();
  await expect(plan.locator('ol ul')).toHaveText('its consumer');
  await expect(plan.locator('.code-comment')).toHaveText('// the new one');
  await expect(plan.locator('.message strong')).toHaveText('ready');

  await page.goto(`${hub.url}/sessions/s1`);
  const log = page.getByRole('log');
  await expect(log.locator('strong')).toHaveText('ready');
  await log.getByRole('button', { name: /ExitPlanMode/ }).click();
  await expect(log.getByRole('heading', { name: 'Move the webhooks' })).toBeVisible();
  await expect(log.getByRole('cell', { name: '12' })).toBeVisible();
});

test('code in a plan that waits for an approval is seen whole', async ({ page, hub }) => {
  const far = `echo tests${' '.repeat(300)}; rm -rf /`;
  const plan = `\`\`\`sh\n${'ls\n'.repeat(80)}${far}\n\`\`\``;
  await ask(hub, '', { askId: 'plan', toolName: 'ExitPlanMode', toolInput: { plan } });
  await openInbox(page, hub);
  const code = card(page, 'plan').locator('figure pre');
  await expect(code).toContainText('rm -rf /');
  const { width, height } = await code.evaluate((box) => ({
    width: box.scrollWidth - box.clientWidth,
    height: box.scrollHeight - box.clientHeight,
  }));
  expect([width, height]).toEqual([0, 0]);
});

test('what a person wrote and what a tool said stay as they are', async ({ page, hub }) => {
  const call = { sessionId: 's1', toolName: 'Bash', toolUseId: 't1' };
  await hub.publish(
    { type: 'message:user', sessionId: 's1', text: '# Not a **heading**' },
    { ...call, type: 'tool:completed', input: { command: 'cat' }, output: '# Nor **this**' },
    said('**Done**'),
  );
  await page.goto(`${hub.url}/sessions/s1`);
  await expect(page.locator('article strong')).toHaveText('Done');
  await expect(page.getByText('# Not a **heading**')).toBeVisible();
  await page.getByRole('button', { name: /Bash.*cat/ }).click();
  await expect(page.getByText('# Nor **this**')).toBeVisible();
});

test('nothing that an agent writes runs, loads or leads astray', async ({ page, hub }) => {
  const foreign: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(hub.url)) foreign.push(request.url());
  });
  const hostile = [
    '<img src="http://elsewhere.test/a.png" onerror="document.title = \'hit\'">',
    '<script>document.title = "hit"</script>',
    '<iframe src="http://elsewhere.test"></iframe> <style>body { display: none }</style>',
    '![picture](http://elsewhere.test/b.png)',
    '[bad](javascript:document.title="hit") [data](data:text/html,hit) [own](/api/sessions)',
    '[good](https://elsewhere.test/page "Title")',
  ].join('\n\n');
  await hub.publish(said(hostile));
  await ask(hub, '', { askId: 'plan', toolName: 'ExitPlanMode', toolInput: { plan: hostile } });
  for (const path of ['/sessions/s1', '/inbox']) {
    await page.goto(hub.url + path);
    await isLive(page);
    const good = page.getByRole('link', { name: 'good' }).first();
    await expect(good).toHaveAttribute('rel', 'noopener noreferrer');
    await expect(good).toHaveAttribute('target', '_blank');
    await expect(good).toHaveAttribute('title', 'Title\nhttps://elsewhere.test/page');
    const image = page.getByRole('link', { name: 'Image: picture' }).first();
    await expect(image).toHaveAttribute('href', 'http://elsewhere.test/b.png');
    await expect(page.getByText('[bad](javascript:document.title="hit")').first()).toBeVisible();
    await expect(page.getByText('<script>document.title').first()).toBeVisible();
    await expect(page.locator('main :is(img, iframe, script, style)')).toHaveCount(0);
    await expect(page.locator('main a:is([href^=javascript], [href^=data])')).toHaveCount(0);
    await expect(page).not.toHaveTitle(/hit/);
  }
  expect(foreign).toEqual([]);
});

test('until its reader is there a message is plain, and then the end stays in sight', async ({
  page,
  hub,
}) => {
  const release = await sixtyPlainNotes(page, hub);
  release();
  await expect(page.locator('strong', { hasText: 'Note 60' })).toBeInViewport();
  await expect(page.locator('article').last().locator('pre')).toBeInViewport();
  await expect(page.getByRole('button', { name: 'Following', exact: true })).toBeVisible();
  await hub.publish(said('**Note 61**'));
  await expect(page.locator('strong', { hasText: 'Note 61' })).toBeInViewport();
});

test('reading back, what is read stays in its place when the reader comes', async ({
  page,
  hub,
}) => {
  const release = await sixtyPlainNotes(page, hub);
  const log = page.getByRole('log');
  await log.hover();
  await page.mouse.wheel(0, -3_000);
  await expect(page.getByRole('button', { name: 'Not following' })).toBeVisible();
  const top = (await log.boundingBox())?.y ?? 0;
  const read = log.locator('article').filter({ visible: true });
  const places = await read.evaluateAll((rows) =>
    rows.map((row) => ({ id: row.dataset['sequence'], y: row.getBoundingClientRect().y })),
  );
  const first = places.findLast(({ y }) => y <= top);
  release();
  const article = page.locator(`article[data-sequence="${first?.id}"]`);
  await expect(article.locator('strong')).toBeVisible();
  await expect.poll(async () => (await article.boundingBox())?.y).toBeCloseTo(first?.y ?? 0, 0);
});

test('a message that is too deep or too long is shown as it is', async ({ page, hub }) => {
  await hub.publish(said(`${'> '.repeat(5_000)}deep`), said(`**wide** ${'x'.repeat(9_000)}`));
  await page.goto(`${hub.url}/sessions/s1`);
  await expect(page.locator('strong')).toHaveText('wide');
  await expect(page.getByText(/^(> ){100}/)).toBeVisible();
  await expect(page.locator('blockquote')).toHaveCount(0);
  const isWide = await page.getByRole('log').evaluate((box) => box.scrollWidth > box.clientWidth);
  expect(isWide).toBe(false);
});
