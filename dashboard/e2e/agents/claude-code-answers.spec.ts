import type { Page } from '@playwright/test';
import { expect, test } from '../fixture';
import { answer, bash, becomes, ClaudeStage, openAsk } from './ClaudeStage';
import { allowInTerminal, denyInTerminal } from './claudeCode';

const stage = ClaudeStage.set();

/** What allows an ask in the browser, while somebody can. */
const allow = (page: Page) => page.locator('button:enabled').filter({ hasText: /^\s*Allow/ });

test('allowed in the browser, the dialog closes and the tool runs', async ({
  page,
  ownHub: hub,
}) => {
  const agent = await stage.begin(hub, page);
  await expect(page.getByText('touch ran')).toBeVisible();
  await page
    .getByRole('button', { name: /^Allow/ })
    .first()
    .click();
  await expect.poll(() => stage.hasRun()).toBe(true);
  await becomes(hub, 'idle');
  await stage.end(agent, hub);
});

test('changed in the browser, the tool runs as changed', async ({ page, ownHub: hub }) => {
  const agent = await stage.begin(hub, page);
  await page
    .getByRole('button', { name: /^Change/ })
    .first()
    .click();
  await page.getByRole('textbox', { name: 'Changed command' }).fill('touch changed');
  await page.getByRole('button', { name: 'Allow as changed' }).click();
  await expect.poll(() => stage.hasRun('changed')).toBe(true);
  await becomes(hub, 'idle');
  expect(stage.hasRun()).toBe(false);
  await stage.end(agent, hub);
});

test('denied in the browser, the agent hears why', async ({ page, ownHub: hub }) => {
  const agent = await stage.begin(hub, page);
  await page.getByRole('button', { name: /^Deny/ }).first().click();
  await page.keyboard.type('Open a pull request instead');
  await page.keyboard.press('Enter');
  await expect.poll(() => stage.model.heard('Open a pull request instead')).toBe(true);
  expect(stage.hasRun()).toBe(false);
  await stage.end(agent, hub);
});

test('answered in the terminal, the card closes while the tool still runs', async ({
  page,
  ownHub: hub,
}) => {
  stage.calls = [bash('until [ -e go ] || [ ! -e "$PWD" ]; do sleep 0.1; done')];
  const agent = await stage.begin(hub, page);
  const ask = await openAsk(hub);
  await expect(allow(page)).not.toHaveCount(0);
  await allowInTerminal(agent);
  await expect(allow(page)).toHaveCount(0);
  const late = await answer(hub, ask, { decision: 'allow' });
  expect(late.status).toBe(409);
  expect(await late.text()).toContain('terminal');
  await stage.end(agent, hub);
});

test('of two who answer at once one wins, and the other hears who', async ({
  page,
  ownHub: hub,
}) => {
  const agent = await stage.begin(hub, page);
  const ask = await openAsk(hub);
  const answers = await Promise.all([
    answer(hub, ask, { decision: 'allow', by: 'ana' }),
    answer(hub, ask, { decision: 'allow', by: 'bo' }),
  ]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  const loser = answers.find(({ status }) => status === 409);
  expect(await loser?.text()).toMatch(/Answered by (ana|bo)/);
  await expect.poll(() => stage.hasRun()).toBe(true);
  await stage.end(agent, hub);
});

test('the hub is killed: its terminal still answers, and no stale ask can be answered', async ({
  page,
  ownHub: hub,
}) => {
  const agent = await stage.begin(hub, page);
  const ask = await openAsk(hub);
  await hub.kill();
  await allowInTerminal(agent);
  await expect.poll(() => stage.hasRun()).toBe(true);
  await hub.restart();
  expect((await answer(hub, ask, { decision: 'deny' })).status).toBe(409);
  await becomes(hub, 'idle');
  await expect(allow(page)).toHaveCount(0);
  await stage.end(agent, hub);
});

test('the hub is restarted: the same prompt can be answered there again', async ({
  page,
  ownHub: hub,
}) => {
  const agent = await stage.begin(hub, page);
  const { askId } = await openAsk(hub);
  await hub.restart();
  const again = await openAsk(hub);
  expect(again['askId']).toBe(askId);
  await page
    .getByRole('button', { name: /^Allow/ })
    .first()
    .click();
  await expect.poll(() => stage.hasRun()).toBe(true);
  await stage.end(agent, hub);
});

test('the terminal is closed: nothing is left to answer', async ({ page, ownHub: hub }) => {
  const agent = await stage.begin(hub, page);
  const ask = await openAsk(hub);
  await stage.end(agent, hub);
  await expect(allow(page)).toHaveCount(0);
  expect((await answer(hub, ask, { decision: 'allow' })).status).toBe(409);
});

test('denied in the terminal while another dialog follows: the first card is over', async ({
  page,
  ownHub: hub,
}) => {
  stage.calls = [[bash('touch first'), bash('touch ran')]];
  const agent = await stage.begin(hub, page);
  const ask = await openAsk(hub);
  await denyInTerminal(agent, 'Not this one');
  await expect
    .poll(async () => (await hub.get(`/api/asks/${String(ask['askId'])}`))['status'])
    .not.toBe('open');
  expect((await openAsk(hub))['toolInput']).toMatchObject({ command: 'touch ran' });
  await stage.end(agent, hub);
});

test('a question is answered as data', async ({ page, ownHub: hub }) => {
  const option = (label: string) => ({ label, description: label });
  const options = [option('Staging'), option('Production')];
  const question = { question: 'Which one?', header: 'Where', options, multiSelect: false };
  stage.calls = [{ type: 'tool_use', name: 'AskUserQuestion', input: { questions: [question] } }];
  const agent = await stage.begin(hub, page);
  const answers = { 'Which one?': 'Staging' };
  expect((await answer(hub, await openAsk(hub), { answers })).status).toBe(200);
  await expect.poll(() => stage.model.heard('Which one?\\"=\\"Staging')).toBe(true);
  await stage.end(agent, hub);
});
