import { ask, settled } from './asks';
import { expect, isLive, test } from './fixture';

test.beforeEach(async ({ page, hub }) => {
  await hub.createSession({ id: 's1', title: 'Fix the build' });
  await page.goto(hub.url);
  await isLive(page);
});

test('the keyboard alone goes through the inbox', async ({ page, hub }) => {
  for (const name of ['one', 'two', 'three', 'four']) await ask(hub, name, { askId: name });
  await page.keyboard.press('g');
  await page.keyboard.press('i');
  expect(new URL(page.url()).pathname).toBe('/inbox');
  await expect(page.locator('[data-ask]')).toHaveCount(4);
  const current = page.locator('[aria-current=true]');
  await expect(current).toHaveAttribute('data-ask', 'one');
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await expect(current).toHaveAttribute('data-ask', 'three');
  await page.keyboard.press('k');
  await expect(current).toHaveAttribute('data-ask', 'two');

  // The cards have just come, and a key that follows too soon is not for them.
  await settled(page);
  await page.keyboard.press('a');
  expect(await hub.get('/api/asks/two?wait=30')).toMatchObject({ decision: 'allow' });
  await expect(current).toHaveAttribute('data-ask', 'three');

  await page.keyboard.press('d');
  await expect(page.getByRole('textbox', { name: 'Reason' })).toBeFocused();
  await page.keyboard.type('ask me later, and do not jump');
  await page.keyboard.press('Enter');
  expect(await hub.get('/api/asks/three?wait=30')).toMatchObject({
    decision: 'deny',
    message: 'ask me later, and do not jump',
  });
  await expect(current).toHaveAttribute('data-ask', 'four');
  await page.keyboard.press('w');
  await expect(current).toHaveAttribute('data-ask', 'one');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Fix the build' })).toBeVisible();
});

test('digits choose, a sends', async ({ page, hub }) => {
  const questions = [
    { question: 'Which?', options: [{ label: 'A' }, { label: 'B' }] },
    { question: 'What?', options: [{ label: 'C' }, { label: 'D' }], multiSelect: true },
  ];
  const form = { kind: 'question', toolName: 'AskUserQuestion', toolInput: { questions } };
  await ask(hub, '', { askId: 'form', ...form });
  await page.keyboard.press('g');
  await page.keyboard.press('i');
  await expect(page.locator('[data-ask=form]')).toBeVisible();
  await page.keyboard.press('2');
  await page.keyboard.press('1');
  await page.keyboard.press('2');
  await expect(page.getByRole('radio', { name: 'B' })).toBeChecked();
  await expect(page.getByRole('checkbox', { name: 'C' })).toBeChecked();
  await expect(page.getByRole('checkbox', { name: 'D' })).toBeChecked();
  await settled(page);
  const sent = page.waitForRequest('**/answer');
  await page.keyboard.press('a');
  expect((await sent).postDataJSON()).toMatchObject({
    answers: { 'Which?': 'B', 'What?': ['C', 'D'] },
  });
});

test('a key allows nothing whose end is out of sight', async ({ page, hub }) => {
  await ask(hub, Array(80).fill('echo more').join('\n'), { askId: 'long' });
  await page.keyboard.press('g');
  await page.keyboard.press('i');
  const allow = page.getByRole('button', { name: 'Allow', exact: true });
  await expect(allow).not.toBeInViewport();
  await settled(page);
  await page.keyboard.press('a');
  await expect(allow).toBeInViewport();
  expect(await hub.get('/api/asks/long')).toMatchObject({ status: 'open' });
  await page.keyboard.press('a');
  expect(await hub.get('/api/asks/long?wait=30')).toMatchObject({ decision: 'allow' });
});

test('keys answer nothing outside the inbox', async ({ page, hub }) => {
  await ask(hub, 'one', { askId: 'one' });
  await expect(page.getByRole('link', { name: 'Inbox, 1 open ask' })).toBeVisible();
  await page.keyboard.press('a');
  await page.goto(`${hub.url}/sessions/s1`);
  await expect(page.locator('[data-ask=one]')).toBeVisible();
  await page.keyboard.press('a');
  await page.keyboard.press('d');
  await expect(page.getByRole('textbox', { name: 'Reason' })).toBeHidden();
  expect(await hub.get('/api/asks/one')).toMatchObject({ status: 'open' });
});
