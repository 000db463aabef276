import { ask, card, openInbox, settled } from './asks';
import { expect, isLive, test } from './fixture';
import type { Fields } from './hub';

/** As commands: next, allow, previous, deny, allow. */
const REST = 'wait a while jakda';

const QUESTION = {
  kind: 'question',
  question: 'Which?',
  toolName: undefined,
  toolInput: undefined,
};

test.beforeEach(async ({ hub }) => {
  await hub.createSession({ id: 's1', title: 'Fix the build' });
});

const BOXES: readonly (readonly [string, Fields, string, string])[] = [
  ['a denial', {}, 'd', 'Reason'],
  ['a changed call', { takesInput: true }, 'e', 'Changed command'],
  ['a declined question', QUESTION, 'd', 'Reason'],
];

for (const [what, fields, key, name] of BOXES) {
  test(`${what} stays with its writer when its ask closes, and answers no other`, async ({
    page,
    hub,
  }) => {
    await ask(hub, 'npm test', { askId: 'one', ...fields });
    await ask(hub, 'npm publish', { askId: 'two' });
    await openInbox(page, hub);
    await settled(page);
    await page.keyboard.press(key);
    const box = card(page, 'one').getByRole('textbox', { name });
    await expect(box).toBeFocused();
    await page.keyboard.type(' No, ');
    await hub.post('/api/asks/one/close', {});
    await expect(card(page, 'one')).toContainText('Withdrawn by whoever asked');
    await page.keyboard.type(REST);
    await page.keyboard.press('Enter');
    await page.clock.install();
    await page.clock.runFor(20_000);
    await page.keyboard.type(REST);
    await expect(box).toBeFocused();
    await expect(box).toHaveValue(new RegExp(` No, ${REST}\\n?${REST}`));
    await expect(card(page, 'one')).toContainText('it was not sent');
    await expect(card(page, 'one').getByRole('button')).toHaveCount(0);
    await expect(card(page, 'one')).toHaveAttribute('aria-current', 'true');
    expect(await hub.get('/api/asks/two')).toMatchObject({ status: 'open' });

    await page.keyboard.press('Escape');
    await expect(box).toBeHidden();
    await page.clock.runFor(5_000);
    await expect(card(page, 'one')).toBeHidden();
  });
}

test('an answer in own words stays with its writer when its ask closes', async ({ page, hub }) => {
  await ask(hub, '', { askId: 'one', ...QUESTION });
  await ask(hub, 'npm publish', { askId: 'two' });
  await openInbox(page, hub);
  const box = card(page, 'one').getByRole('textbox', { name: 'Answer' });
  await box.pressSequentially('No, ');
  await hub.post('/api/asks/one/close', {});
  await expect(card(page, 'one')).toContainText('Withdrawn by whoever asked');
  await page.keyboard.type(REST);
  await expect(box).toBeFocused();
  await expect(box).toHaveValue(`No, ${REST}`);
  expect(await hub.get('/api/asks/two')).toMatchObject({ status: 'open' });
});

test('what is typed while the page goes offline stays in its box', async ({
  page,
  ownHub: hub,
}) => {
  await hub.createSession({ id: 's1', title: 'Fix the build' });
  await ask(hub, '', { askId: 'one', ...QUESTION });
  await openInbox(page, hub);
  const box = card(page, 'one').getByRole('textbox', { name: 'Answer' });
  await box.pressSequentially('No, ');
  await hub.kill();
  await expect(card(page, 'one')).toContainText('Offline');
  await page.keyboard.type(REST);
  await expect(box).toHaveValue(`No, ${REST}`);
});

test('a message stays in its box when its session ends', async ({ page, hub }) => {
  await page.goto(`${hub.url}/sessions/s1`);
  await isLive(page);
  const box = page.getByRole('textbox', { name: 'Message' });
  await box.pressSequentially('Use ');
  await hub.publish({ type: 'session:ended', sessionId: 's1' });
  await expect(page.getByText('there is nobody to tell anything')).toBeVisible();
  await page.keyboard.type('yarn');
  await expect(box).toBeFocused();
  await expect(box).toHaveValue('Use yarn');
  await expect(page.getByRole('button', { name: 'Send' })).toBeHidden();
  await box.fill('');
  await page.keyboard.press('Escape');
  await expect(box).toBeHidden();
});

test('the rest of a sentence whose box has gone is no command, until a click', async ({
  page,
  hub,
}) => {
  await page.goto(`${hub.url}/sessions/s1`);
  await isLive(page);
  await page.getByRole('textbox', { name: 'Message' }).pressSequentially('Use');
  await page.evaluate(() => {
    document.activeElement?.remove();
  });
  await page.keyboard.type(' ginger, please?');
  await expect(page.getByRole('dialog')).toBeHidden();
  expect(new URL(page.url()).pathname).toBe('/sessions/s1');
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.type('gi');
  await expect(page.getByRole('heading', { name: 'Nothing waits for you' })).toBeVisible();
});
