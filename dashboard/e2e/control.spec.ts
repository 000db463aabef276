import type { Page } from '@playwright/test';
import { expect, isLive, test } from './fixture';
import type { Fields, TestHub } from './hub';

const POLL = '/api/sessions/s1/commands';

/** The page of session `s1`, live. */
async function openSession(page: Page, hub: TestHub): Promise<void> {
  await page.goto(`${hub.url}/sessions/s1`);
  await isLive(page);
}

/** What an agent that polls would do with the first command. */
async function take(hub: TestHub): Promise<string> {
  const { commands } = (await hub.get(POLL)) as { commands: Fields[] };
  return String(commands[0]?.['commandId']);
}

test('a pause says what has become of it, from the click to the agent’s word', async ({
  page,
  hub,
}) => {
  await hub.createSession({ id: 's1', title: 'Fix the build' });
  await openSession(page, hub);
  const told = page.getByRole('list', { name: 'What it was told' });

  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(told).toContainText('Pause queued, until the agent asks for it');

  const commandId = await take(hub);
  await expect(told).toContainText('Pause delivered');

  await hub.post(`/api/commands/${commandId}/ack`, { status: 'failed', error: 'Not now' });
  await expect(told).toContainText('failed: Not now');
});

test('a session that is paused stands still wherever it is shown', async ({ page, hub }) => {
  await hub.createSession({ id: 's1', title: 'Fix the build' });
  await hub.publish({ type: 'tool:started', sessionId: 's1', toolName: 'Bash', input: 'npm test' });
  await openSession(page, hub);
  await expect(page.locator('.facts')).toContainText('Working');
  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(page.locator('.facts')).toContainText('Paused');
  await expect(page.locator('.glyph.working:not(.still)')).toHaveCount(0);
  await page.goto(hub.url);
  await expect(page.locator('[data-session=s1] .activity')).toContainText('Paused Bash');
  await expect(page.getByRole('img', { name: 'Paused' })).toHaveClass(/still/);
});

test('why an order was refused is told until the session stands otherwise', async ({
  page,
  hub,
}) => {
  await hub.createSession({ id: 's1', title: 'Fix the build' });
  await openSession(page, hub);
  const detail = 'The session is idle: no turn is under way';
  await page.route('**/api/sessions/s1/commands', (route) =>
    route.fulfill({ status: 409, json: { code: 'nothing-to-cancel', detail } }),
  );
  await page.getByRole('button', { name: 'Cancel the turn' }).click();
  await expect(page.getByRole('alert')).toHaveText(detail);
  await hub.publish({ type: 'tool:started', sessionId: 's1', toolName: 'Bash' });
  await expect(page.getByRole('alert')).toBeHidden();
});

test('an abort asks back once, and can be taken back', async ({ page, hub }) => {
  await hub.createSession({ id: 's1', title: 'Fix the build' });
  await openSession(page, hub);
  const controls = page.getByRole('group', { name: 'Tell the agent' });
  await controls.getByRole('button', { name: 'Abort…' }).click();
  await controls.getByRole('button', { name: 'Keep it going' }).click();
  await controls.getByRole('button', { name: 'Abort…' }).click();
  await controls.getByRole('button', { name: 'Abort', exact: true }).click();
  await expect(page.getByRole('list', { name: 'What it was told' })).toContainText('Abort queued');
});

test('a step that failed is tried again, and one that waits is left out', async ({ page, hub }) => {
  await hub.createSession({ id: 's1', title: 'Release' });
  const steps = [1, 2].map((stepNumber) => ({ stepNumber, action: `step ${stepNumber}` }));
  const chain = { sessionId: 's1', chainId: 'release' };
  await hub.publish({ type: 'chain:compiled', ...chain, steps });
  await hub.publish({ type: 'step:failed', ...chain, stepNumber: 1, error: 'No disk' });
  await openSession(page, hub);
  const details = page.getByRole('complementary', { name: 'Details' });
  await expect(details.getByRole('button', { name: 'Skip' })).toHaveCount(2);

  await details.getByRole('button', { name: 'Retry step 1' }).click();
  const told = page.getByRole('list', { name: 'What it was told' });
  await expect(told).toContainText('Retry step 1 queued, until the agent asks for it');
  await expect(details.getByRole('button', { name: 'Retry step 1' })).toBeDisabled();
  const { commands } = (await hub.get(POLL)) as { commands: Fields[] };
  expect(commands).toMatchObject([
    { type: 'retry', stepNumber: 1, options: { chainId: 'release' } },
  ]);

  await hub.publish({ type: 'step:completed', ...chain, stepNumber: 1 });
  await expect(details.getByRole('button')).toHaveText(['Skip']);
});

test('a message is sent with Enter, and its state is told until the agent has it', async ({
  page,
  hub,
}) => {
  await hub.createSession({ id: 's1', title: 'Fix the build' });
  await openSession(page, hub);
  await page.keyboard.press('m');
  const box = page.getByRole('textbox', { name: 'Message' });
  await expect(box).toBeFocused();
  await page.keyboard.type('Use <b>yarn</b>');
  await page.keyboard.press('Shift+Enter');
  await page.keyboard.type('please');
  await page.keyboard.press('Enter');
  await expect(box).toHaveValue('');
  const messages = page.getByRole('list', { name: 'Messages on their way' });
  await expect(messages).toContainText('Use <b>yarn</b>');
  await expect(messages).toContainText('queued, until the agent asks for it');

  const taken = await hub.get('/api/sessions/s1/input');
  expect(taken).toMatchObject({ input: 'Use <b>yarn</b>\nplease' });
  await expect(messages).toContainText('delivered');
});

test('a session that has ended offers nothing, and says why', async ({ page, hub }) => {
  await hub.createSession({ id: 's1', title: 'Done' });
  await hub.publish({ type: 'session:ended', sessionId: 's1' });
  await page.goto(`${hub.url}/sessions/s1`);
  await expect(page.getByText('there is nobody to tell anything')).toBeVisible();
  await expect(page.getByRole('textbox')).toBeHidden();
  await expect(page.getByRole('group', { name: 'Tell the agent' })).toBeHidden();
});

test('what the hub refuses is told, and the message stays', async ({ page, hub }) => {
  await hub.createSession({ id: 's1', title: 'Fix the build' });
  await openSession(page, hub);
  const detail = 'Codex cannot be told anything from outside';
  await page.route('**/api/sessions/s1/input', (route) =>
    route.fulfill({ status: 409, json: { code: 'unsupported-command', detail } }),
  );
  const box = page.getByRole('textbox', { name: 'Message' });
  await box.fill('Hello');
  await page.getByRole('button', { name: 'Send' }).click();
  await expect(page.getByRole('alert')).toHaveText(detail);
  await expect(box).toHaveValue('Hello');
});

test('offline nothing can be told, and the page says so', async ({ page, ownHub: hub }) => {
  await hub.createSession({ id: 's1', title: 'Fix the build' });
  await openSession(page, hub);
  await page.getByRole('textbox', { name: 'Message' }).fill('Hello');
  await hub.kill();
  await expect(page.getByRole('button', { name: 'Send' })).toBeDisabled();
  await expect(page.getByRole('button', { name: 'Pause' })).toBeDisabled();
  await hub.restart();
  // The network is back: the page does not wait for its next attempt.
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await expect(page.getByRole('button', { name: 'Send' })).toBeEnabled();
});
