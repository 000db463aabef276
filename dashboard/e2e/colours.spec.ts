import { ask, card, openInbox } from './asks';
import { expect, held, isLive, test } from './fixture';

const EDIT = {
  file_path: 'src/queue.ts',
  old_string: '/* The old\n   queue */\nconst name = "old";',
  new_string: '/* The new\n   queue */\nconst name = "new";',
};

test.beforeEach(async ({ hub }) => {
  await hub.createSession({ id: 's1', title: 'Edit' });
});

test('a change has the colours of its language in the inbox and in the stream', async ({
  page,
  hub,
}) => {
  const call = { sessionId: 's1', toolName: 'Edit', toolUseId: 't1' };
  await hub.publish({ ...call, type: 'tool:completed', input: EDIT, output: 'ok' });
  await ask(hub, '', { askId: 'edit', toolName: 'Edit', toolInput: EDIT });
  await openInbox(page, hub);
  const edit = card(page, 'edit');
  await expect(edit.locator('.removed .code-string')).toHaveText('"old"');
  await expect(edit.locator('.added .code-keyword')).toHaveText('const');
  await expect(edit.locator('.same .code-comment')).toHaveText('   queue */');

  await page.goto(`${hub.url}/sessions/s1`);
  const log = page.getByRole('log');
  await log
    .getByRole('button', { name: /Edit.*queue\.ts/ })
    .first()
    .click();
  await expect(log.locator('.added .code-string')).toHaveText('"new"');
  await expect(log.locator('.removed').first()).toHaveText('- /* The old');
});

test('a file of no known language, and an endless line, stand without colour', async ({
  page,
  hub,
}) => {
  const write = (askId: string, toolInput: Record<string, string>) =>
    ask(hub, '', { askId, toolName: 'Write', toolInput });
  await write('notes', { file_path: 'notes.txt', content: 'const a = 1;' });
  await write('long', { file_path: 'a.js', content: `const a = "${'x'.repeat(600)}";` });
  await write('code', { file_path: 'a.js', content: 'const a = 1;' });
  await openInbox(page, hub);
  await expect(card(page, 'code').locator('.code-keyword')).toHaveText('const');
  await expect(card(page, 'notes').locator('.added')).toHaveText('+ const a = 1;');
  await expect(
    page.locator('[data-ask=notes] [class^=code-], [data-ask=long] [class^=code-]'),
  ).toHaveCount(0);
});

test('nothing moves when the colours come, and the first page does without them', async ({
  page,
  hub,
}) => {
  const scripts: string[] = [];
  page.on('request', (request) => {
    if (request.resourceType() === 'script') scripts.push(request.url());
  });
  const release = await held(page, /\/assets\/highlight-.*\.js$/);
  await ask(hub, '', { askId: 'edit', toolName: 'Edit', toolInput: EDIT });
  await page.goto(hub.url);
  await isLive(page);
  expect(scripts.filter((url) => /highlight|reading/.test(url))).toEqual([]);
  await openInbox(page, hub);
  await expect(card(page, 'edit').locator('.added')).toHaveCount(2);
  const before = await card(page, 'edit').boundingBox();
  release();
  await expect(card(page, 'edit').locator('.code-keyword')).toHaveCount(2);
  expect(await card(page, 'edit').boundingBox()).toEqual(before);
});
