import { answer, ask, card, openInbox, settled } from './asks';
import { expect, isLive, test } from './fixture';

const SUGGESTION = {
  type: 'addRules',
  rules: [{ toolName: 'Bash', ruleContent: 'npm test:*' }],
  behavior: 'allow',
  destination: 'localSettings',
};

test.beforeEach(async ({ hub }) => {
  await hub.createSession({
    id: 's1',
    title: 'Fix the build',
    gitBranch: 'fix/build',
    hostname: 'mb-1',
    user: 'ana',
  });
});

test('who asks hears that it was allowed, and the next ask has the focus', async ({
  page,
  hub,
}) => {
  const first = await ask(hub, 'npm test');
  const second = await ask(hub, 'npm publish');
  await hub.publish({ type: 'message:assistant', sessionId: 's1', text: 'I run the tests' });
  await openInbox(page, hub);
  await expect(card(page, first)).toContainText('I run the tests');
  for (const fact of ['Fix the build', 'fix/build', '/srv/app', 'mb-1', 'ana', 'npm test']) {
    await expect(card(page, first)).toContainText(fact);
  }
  const heard = answer(hub, first);
  await card(page, first).getByRole('button', { name: 'Allow', exact: true }).click();
  expect(await heard).toMatchObject({ decision: 'allow', source: 'dashboard' });
  await expect(card(page, first)).toContainText('Allowed by you');
  await expect(card(page, second)).toHaveAttribute('aria-current', 'true');
  await page.mouse.move(0, 0);
  await expect(card(page, first)).toBeHidden();
  await expect(page.getByRole('link', { name: 'Inbox, 1 open ask' })).toBeVisible();
});

test('what is to be remembered is said in plain words, and by its number', async ({
  page,
  hub,
}) => {
  const askId = await ask(hub, 'npm test', { suggestions: ['odd', SUGGESTION] });
  await openInbox(page, hub);
  const sent = page.waitForRequest('**/answer');
  await page.getByRole('button', { name: 'Always allow npm test:* in this project' }).click();
  expect((await sent).postDataJSON()).toMatchObject({ decision: 'allow', remember: [1] });
  expect(await answer(hub, askId)).toMatchObject({ status: 'answered', decision: 'allow' });
  const words = 'Allowed by you · remembered: always allow npm test:* in this project · ';
  await expect(card(page, askId)).toContainText(words);
});

test('a call is changed before it is allowed', async ({ page, hub }) => {
  const askId = await ask(hub, 'npm publish', { takesInput: true });
  await openInbox(page, hub);
  await settled(page);
  await page.keyboard.press('e');
  const box = card(page, askId).getByRole('textbox', { name: 'Changed command' });
  await expect(box).toBeFocused();
  await expect(box).toHaveValue('npm publish');
  const allow = card(page, askId).getByRole('button', { name: 'Allow as changed' });
  await expect(allow).toBeDisabled();
  await page.keyboard.press('End');
  await page.keyboard.type(' --dry-run');
  await page.keyboard.press('Control+Enter');
  expect(await answer(hub, askId)).toMatchObject({
    decision: 'allow',
    updatedInput: { command: 'npm publish --dry-run' },
  });
});

test('a call is allowed as it is where its agent takes no other', async ({ page, hub }) => {
  const askId = await ask(hub, 'npm publish');
  await openInbox(page, hub);
  await expect(card(page, askId).getByRole('button', { name: /^Allow/ })).toBeVisible();
  await expect(card(page, askId).getByRole('button', { name: /^Change/ })).toBeHidden();
});

test('a denial takes its reason along', async ({ page, hub }) => {
  const askId = await ask(hub, 'npm test');
  await openInbox(page, hub);
  await page.getByRole('button', { name: 'Deny…' }).click();
  await page.getByRole('textbox', { name: 'Reason' }).fill('Use yarn\nhere');
  await page.getByRole('button', { name: 'Deny with this reason' }).click();
  expect(await answer(hub, askId)).toMatchObject({ decision: 'deny', message: 'Use yarn\nhere' });
});

test('several questions are answered together, with choices and own words', async ({
  page,
  hub,
}) => {
  const questions = [
    {
      question: 'Which limiter?',
      header: 'Limiter',
      options: [{ label: 'Token bucket', description: 'Allows bursts' }, { label: 'Window' }],
    },
    {
      question: 'Which routes?',
      options: [{ label: '/login' }, { label: '/search' }],
      multiSelect: true,
    },
    { question: 'Anything else?', options: [{ label: 'No' }] },
  ];
  const askId = await ask(hub, '', {
    kind: 'question',
    toolName: 'AskUserQuestion',
    toolInput: { questions },
  });
  await openInbox(page, hub);
  const send = page.getByRole('button', { name: 'Send the answer' });
  await page.getByRole('radio', { name: 'Token bucket' }).check();
  await page.getByRole('checkbox', { name: '/login' }).check();
  await page.getByRole('checkbox', { name: '/search' }).check();
  await expect(send).toBeDisabled();
  await page.getByRole('textbox', { name: 'Another answer' }).last().fill('Log it');
  const sent = page.waitForRequest('**/answer');
  await send.click();
  expect((await sent).postDataJSON()).toMatchObject({
    answers: {
      'Which limiter?': 'Token bucket',
      'Which routes?': ['/login', '/search'],
      'Anything else?': 'Log it',
    },
  });
  expect(await answer(hub, askId)).toMatchObject({ status: 'answered' });
  await expect(page.getByText('Answered')).toBeVisible();
});

test('a script’s question is answered with an option, an input with words', async ({
  page,
  hub,
}) => {
  const question = { toolName: undefined, toolInput: undefined };
  const first = await ask(hub, '', {
    ...question,
    kind: 'question',
    question: 'Deploy?',
    options: ['yes', 'no'],
  });
  const second = await ask(hub, '', { ...question, kind: 'input', question: 'Which ticket?' });
  await openInbox(page, hub);
  await card(page, first).getByRole('radio', { name: 'yes' }).check();
  await card(page, first).getByRole('button', { name: 'Send the answer' }).click();
  expect(await answer(hub, first)).toMatchObject({ input: 'yes' });
  await card(page, second).getByRole('textbox', { name: 'Answer' }).fill('SB-17');
  await page.keyboard.press('Enter');
  expect(await answer(hub, second)).toMatchObject({ input: 'SB-17' });
});

test('what only its terminal can answer has no buttons here', async ({ page, hub }) => {
  await hub.publish({
    type: 'interaction:awaiting-input',
    sessionId: 's1',
    askId: 'there',
    kind: 'approval',
    toolName: 'Bash',
    toolInput: { command: 'ls' },
  });
  await openInbox(page, hub);
  await expect(card(page, 'there')).toContainText('Answer it in its terminal on mb-1');
  await expect(card(page, 'there').getByRole('button')).toHaveCount(0);
  await page.keyboard.press('a');
  expect(await hub.get('/api/asks')).toMatchObject({ count: 1 });
});

test('a phone answers with one thumb', async ({ page, hub }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const askId = await ask(hub, `echo ${'x'.repeat(5_000)}`, { suggestions: [SUGGESTION] });
  await page.goto(hub.url);
  await page.getByRole('link', { name: 'Inbox, 1 open ask' }).click();
  await expect(card(page, askId)).toBeVisible();
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  await page.getByRole('button', { name: 'Allow', exact: true }).click();
  expect(await answer(hub, askId)).toMatchObject({ decision: 'allow' });
});

test('an empty inbox says how to be asked, and the first ask takes its place', async ({
  page,
  hub,
}) => {
  await openInbox(page, hub);
  await expect(page.getByRole('heading', { name: 'Nothing waits for you' })).toBeVisible();
  await expect(page.getByText('"defaultMode": "default"')).toBeVisible();
  const askId = await ask(hub, 'npm test');
  await expect(card(page, askId)).toBeVisible();
});

test('offline nothing can be answered, and afterwards it can', async ({ page, ownHub: hub }) => {
  await hub.createSession({ id: 's1', title: 'Fix the build' });
  const askId = await ask(hub, 'npm test');
  await openInbox(page, hub);
  await expect(card(page, askId)).toBeVisible();
  await hub.kill();
  const allow = page.getByRole('button', { name: 'Allow', exact: true });
  await expect(allow).toBeDisabled();
  await expect(card(page, askId)).toContainText('Offline. An answer would not arrive');
  await page.keyboard.press('a');
  await hub.restart();
  // The network is back: the page does not wait for its next attempt.
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await expect(allow).toBeEnabled();
  await allow.click();
  expect(await answer(hub, askId)).toMatchObject({ decision: 'allow' });
});

test('what an agent asks is text, whatever it says, and its hidden characters are named', async ({
  page,
  hub,
}) => {
  const command = 'echo "<img src=x onerror=alert(1)>" \u202e && rm -rf /\u200b';
  const askId = await ask(hub, command);
  await openInbox(page, hub);
  await expect(card(page, askId)).toContainText(
    'echo "<img src=x onerror=alert(1)>" ⟨U+202E⟩ && rm -rf /⟨U+200B⟩',
  );
  await expect(card(page, askId).locator('img')).toHaveCount(0);
});

test('a session shows what it asks below its stream, and takes the answer', async ({
  page,
  hub,
}) => {
  const askId = await ask(hub, 'npm test');
  await page.goto(`${hub.url}/sessions/s1`);
  await isLive(page);
  const waits = page.getByRole('region', { name: 'Waits for you' });
  await expect(waits).toContainText('npm test');
  await waits.getByRole('button', { name: 'Allow', exact: true }).click();
  expect(await answer(hub, askId)).toMatchObject({ decision: 'allow' });
  await page.mouse.move(0, 0);
  await expect(waits).toBeHidden();
});
