import { existsSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, isLive, test } from '../fixture';
import type { Fields, TestHub } from '../hub';
import {
  allowInTerminal,
  API_KEY,
  CLAUDE_CODE,
  environment,
  interactive,
  trusting,
} from './claudeCode';
import { text, type Block, type Conversation } from './conversation';
import { ModelServer } from './ModelServer';
import { install } from './npm';
import { LAST_WORDS, PROMPT } from './script';
import { Workplace, type Typed } from './Workplace';

let program: string | undefined;
let model: ModelServer;
let workplace: Workplace;
/** What the model does in its turn, one call after the other. */
let calls: Block[];

const script = ({ said, answers, tools }: Conversation) => {
  if (tools.length === 0 || !said.includes(PROMPT)) return [text('Checks')];
  const call = calls[answers];
  return [call ?? text(LAST_WORDS)];
};

const bash = (command: string): Block => ({
  type: 'tool_use',
  name: 'Bash',
  input: { command, description: 'Run the checks' },
});

test.beforeAll(async () => {
  test.setTimeout(300_000);
  program = await install('claude-code', CLAUDE_CODE);
});

test.beforeEach(async () => {
  test.skip(program === undefined, 'npm cannot install Claude Code here');
  test.skip(process.platform !== 'linux', 'other systems have another script(1)');
  calls = [bash('touch ran')];
  model = await ModelServer.start(script);
  workplace = new Workplace({ ...environment(model.url), TERM: 'xterm-256color' });
  workplace.write('.claude.json', trusting(realpathSync(workplace.project), API_KEY));
});

test.afterEach(async () => {
  if (program === undefined) return;
  workplace.close();
  await model.close();
});

/** Claude Code in a terminal, and the inbox in a browser. */
async function begin(hub: TestHub, page: Page): Promise<Typed> {
  await hub.command(workplace, 'connect', 'claude-code', '--yes');
  await page.goto(`${hub.url}/inbox`);
  await isLive(page);
  return workplace.terminal(program ?? '', ...interactive(PROMPT));
}

/** Closes the terminal; the agent may write some files before it is gone. */
async function end(agent: Typed, hub: TestHub): Promise<void> {
  agent.kill();
  await agent.outcome;
  await expect.poll(async () => String((await newestSession(hub))['state'])).toMatch(/ended|lost/);
}

/** What allows an ask in the browser, while somebody can. */
const allow = (page: Page) => page.locator('button:enabled').filter({ hasText: /^\s*Allow/ });

const hasRun = (file = 'ran') => existsSync(join(workplace.project, file));

async function newestSession(hub: TestHub): Promise<Fields> {
  const { sessions } = (await hub.get('/api/sessions')) as { sessions: [Fields] };
  return sessions[0];
}

async function becomes(hub: TestHub, state: string): Promise<void> {
  await expect.poll(async () => (await newestSession(hub))['state']).toBe(state);
}

async function openAsk(hub: TestHub): Promise<Fields> {
  let ask: Fields | undefined;
  await expect
    .poll(async () => {
      const { asks } = (await hub.get('/api/asks')) as { asks: Fields[] };
      ask = asks.find(({ answerable }) => answerable === true);
      return ask;
    })
    .toBeDefined();
  return ask ?? {};
}

const answer = async (hub: TestHub, ask: Fields, body: Fields) =>
  fetch(`${hub.url}/api/asks/${String(ask['askId'])}/answer`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

const send = (hub: TestHub, session: Fields, path: string, body: Fields) =>
  hub.post(`/api/sessions/${String(session['id'])}/${path}`, body);

test('allowed in the browser, the dialog closes and the tool runs', async ({
  page,
  ownHub: hub,
}) => {
  const agent = await begin(hub, page);
  await expect(page.getByText('touch ran')).toBeVisible();
  await page
    .getByRole('button', { name: /^Allow/ })
    .first()
    .click();
  await expect.poll(hasRun).toBe(true);
  await becomes(hub, 'idle');
  await end(agent, hub);
});

test('changed in the browser, the tool runs as changed', async ({ page, ownHub: hub }) => {
  const agent = await begin(hub, page);
  await page
    .getByRole('button', { name: /^Change/ })
    .first()
    .click();
  await page.getByRole('textbox', { name: 'Changed command' }).fill('touch changed');
  await page.getByRole('button', { name: 'Allow as changed' }).click();
  await expect.poll(() => hasRun('changed')).toBe(true);
  await becomes(hub, 'idle');
  expect(hasRun()).toBe(false);
  await end(agent, hub);
});

test('denied in the browser, the agent hears why', async ({ page, ownHub: hub }) => {
  const agent = await begin(hub, page);
  await page.getByRole('button', { name: /^Deny/ }).first().click();
  await page.keyboard.type('Open a pull request instead');
  await page.keyboard.press('Enter');
  await expect.poll(() => model.heard('Open a pull request instead')).toBe(true);
  expect(hasRun()).toBe(false);
  await end(agent, hub);
});

test('answered in the terminal, the card closes while the tool still runs', async ({
  page,
  ownHub: hub,
}) => {
  calls = [bash('until [ -e go ] || [ ! -e "$PWD" ]; do sleep 0.1; done')];
  const agent = await begin(hub, page);
  const ask = await openAsk(hub);
  await expect(allow(page)).not.toHaveCount(0);
  await allowInTerminal(agent);
  await expect(allow(page)).toHaveCount(0);
  const late = await answer(hub, ask, { decision: 'allow' });
  expect(late.status).toBe(409);
  expect(await late.text()).toContain('terminal');
  await end(agent, hub);
});

test('of two who answer at once one wins, and the other hears who', async ({
  page,
  ownHub: hub,
}) => {
  const agent = await begin(hub, page);
  const ask = await openAsk(hub);
  const answers = await Promise.all([
    answer(hub, ask, { decision: 'allow', by: 'ana' }),
    answer(hub, ask, { decision: 'allow', by: 'bo' }),
  ]);
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  const loser = answers.find(({ status }) => status === 409);
  expect(await loser?.text()).toMatch(/Answered by (ana|bo)/);
  await expect.poll(hasRun).toBe(true);
  await end(agent, hub);
});

test('the hub is killed: its terminal still answers, and no stale ask can be answered', async ({
  page,
  ownHub: hub,
}) => {
  const agent = await begin(hub, page);
  const ask = await openAsk(hub);
  await hub.kill();
  await allowInTerminal(agent);
  await expect.poll(hasRun).toBe(true);
  await hub.restart();
  expect((await answer(hub, ask, { decision: 'deny' })).status).toBe(409);
  await becomes(hub, 'idle');
  await expect(allow(page)).toHaveCount(0);
  await end(agent, hub);
});

test('the hub is restarted: the same prompt can be answered there again', async ({
  page,
  ownHub: hub,
}) => {
  const agent = await begin(hub, page);
  const { askId } = await openAsk(hub);
  await hub.restart();
  const again = await openAsk(hub);
  expect(again['askId']).toBe(askId);
  await page
    .getByRole('button', { name: /^Allow/ })
    .first()
    .click();
  await expect.poll(hasRun).toBe(true);
  await end(agent, hub);
});

test('the terminal is closed: nothing is left to answer', async ({ page, ownHub: hub }) => {
  const agent = await begin(hub, page);
  const ask = await openAsk(hub);
  await end(agent, hub);
  await expect(allow(page)).toHaveCount(0);
  expect((await answer(hub, ask, { decision: 'allow' })).status).toBe(409);
});

test('a question is answered as data', async ({ page, ownHub: hub }) => {
  const option = (label: string) => ({ label, description: label });
  const options = [option('Staging'), option('Production')];
  const question = { question: 'Which one?', header: 'Where', options, multiSelect: false };
  calls = [{ type: 'tool_use', name: 'AskUserQuestion', input: { questions: [question] } }];
  const agent = await begin(hub, page);
  const answers = { 'Which one?': 'Staging' };
  expect((await answer(hub, await openAsk(hub), { answers })).status).toBe(200);
  await expect.poll(() => model.heard('Which one?\\"=\\"Staging')).toBe(true);
  await end(agent, hub);
});

test('messages reach it at its next call, and wake it when it is idle', async ({
  page,
  ownHub: hub,
}) => {
  calls = [bash('touch first'), bash('touch ran')];
  const agent = await begin(hub, page);
  const first = await openAsk(hub);
  const session = await newestSession(hub);
  await send(hub, session, 'input', { input: 'Use the staging database', by: 'ana' });
  await answer(hub, first, { decision: 'allow' });
  await expect.poll(() => model.heard('from ana, sent through Signalbox')).toBe(false);
  await answer(hub, await openAsk(hub), { decision: 'allow' });
  await expect.poll(() => model.heard('Use the staging database')).toBe(true);
  await becomes(hub, 'idle');
  await send(hub, session, 'input', { input: 'Look at the docs, too', by: 'ana' });
  await expect.poll(() => model.heard('Look at the docs, too')).toBe(true);
  await end(agent, hub);
});

test('it pauses before its next call, goes on, and is cancelled', async ({ page, ownHub: hub }) => {
  calls = [bash('touch first'), bash('sleep 1; touch second'), bash('touch third')];
  const agent = await begin(hub, page);
  const first = await openAsk(hub);
  const session = await newestSession(hub);
  const command = async (type: string) =>
    (await send(hub, session, 'commands', { type, by: 'ana' })) as Fields;
  const pause = await command('pause');
  await answer(hub, first, { decision: 'allow' });
  const told = async ({ commandId }: Fields) => {
    const { detail } = (await hub.get(`/api/sessions/${String(session['id'])}`)) as {
      detail: { commands: Fields[] };
    };
    return detail.commands.find((one) => one['commandId'] === commandId);
  };
  await expect
    .poll(() => told(pause))
    .toMatchObject({ status: 'delivered', at: 'PreToolUse · Bash' });
  await command('resume');
  await expect.poll(() => told(pause)).toMatchObject({ status: 'acknowledged' });
  const second = await openAsk(hub);
  const cancel = await command('cancel');
  await answer(hub, second, { decision: 'allow' });
  await expect.poll(() => told(cancel)).toMatchObject({ status: 'acknowledged' });
  await becomes(hub, 'idle');
  expect([hasRun('second'), hasRun('third')]).toEqual([true, false]);
  await end(agent, hub);
});
