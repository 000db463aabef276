import { ask, card, openInbox } from './asks';
import { expect, test } from './fixture';

test.beforeEach(async ({ hub }) => {
  await hub.createSession({ id: 's1', title: 'Fix the build' });
});

test('a program’s question is shown beside the tool, and the hub’s words for it are not', async ({
  page,
  hub,
}) => {
  await ask(hub, 'npm publish', { askId: 'own', question: 'Publish while CI is red?' });
  await ask(hub, 'npm test', { askId: 'repeated', question: 'Bash: npm test' });
  await openInbox(page, hub);
  await expect(card(page, 'own')).toContainText('Publish while CI is red?');
  await expect(card(page, 'own')).toContainText('npm publish');
  await expect(card(page, 'repeated')).toContainText('npm test');
  await expect(card(page, 'repeated')).not.toContainText('Bash: npm test');
});

test('who decides by a part of a long change is told so, above it and above the buttons', async ({
  page,
  hub,
}) => {
  const content = Array.from({ length: 1_200 }, (_, index) => `line ${index + 1}\n`).join('');
  const toolInput = { file_path: 'a.ts', content };
  await ask(hub, '', { askId: 'long', toolName: 'Write', toolInput });
  await openInbox(page, hub);
  const notes = card(page, 'long').getByText('200 lines are not shown.');
  await expect(notes).toHaveCount(2);
  await expect(card(page, 'long').getByText('line 1000')).toBeVisible();
  await expect(card(page, 'long').getByText('line 1001')).toBeHidden();
  await card(page, 'long').getByRole('button', { name: 'Show all', exact: true }).last().click();
  await expect(notes).toHaveCount(0);
  await expect(card(page, 'long').locator('.added')).toHaveCount(1_200);
});

test('a card that is over is no higher than what it says, once no pointer is on the list', async ({
  page,
  hub,
}) => {
  await ask(hub, 'npm test', { askId: 'one' });
  await openInbox(page, hub);
  const height = async () => (await card(page, 'one').boundingBox())?.height ?? 0;
  await card(page, 'one').hover();
  const before = await height();
  await hub.post('/api/asks/one/close', {});
  await expect(card(page, 'one')).toContainText('Withdrawn by whoever asked · ');
  expect(await height()).toBeGreaterThanOrEqual(before);
  await page.mouse.move(0, 0);
  await expect.poll(height).toBeLessThan(before);
});

test('of a plan that came without its text the card says where it is', async ({ page, hub }) => {
  await ask(hub, '', {
    askId: 'plan',
    question: 'May it use ExitPlanMode?',
    toolName: 'ExitPlanMode',
    toolInput: { allowedPrompts: [] },
  });
  await openInbox(page, hub);
  await expect(card(page, 'plan')).toContainText('The plan is shown in its terminal only.');
  await expect(card(page, 'plan')).not.toContainText('allowedPrompts');
});
