import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, isLive, test } from '../fixture';
import { CLAUDE_CODE, environment, headless } from './claudeCode';
import { ModelServer } from './ModelServer';
import { install } from './npm';
import { LAST_WORDS, PROMPT, script } from './script';
import { Workplace } from './Workplace';

let program: string | undefined;
let model: ModelServer;
let workplace: Workplace;

test.beforeAll(async () => {
  test.setTimeout(300_000);
  program = await install('claude-code', CLAUDE_CODE);
});

test.beforeEach(async () => {
  test.skip(program === undefined, 'npm cannot install Claude Code here');
  model = await ModelServer.start(script);
  workplace = new Workplace(environment(model.url));
});

test.afterEach(async () => {
  if (program === undefined) return;
  workplace.close();
  await model.close();
});

function start() {
  if (program === undefined) throw new Error('Claude Code is not installed');
  return workplace.run(program, ...headless(PROMPT));
}

function letGo(): void {
  writeFileSync(join(workplace.project, 'go'), '');
}

test('a connected Claude Code appears and lives in the page', async ({ page, ownHub: hub }) => {
  await workplace.initGit('feat/checks');
  await hub.command(workplace, 'connect', 'claude-code', '--yes');
  await page.goto(hub.url);
  await isLive(page);

  const run = start();

  const group = page.locator('[data-group=working]');
  await expect(group).toContainText(PROMPT);
  await expect(group).toContainText(/Bash\W+until/);
  await expect(group).toContainText('webshop');
  await expect(group).toContainText('feat/checks');
  await expect(group).toContainText('ana');
  await group.getByText(PROMPT).click();
  const call = page.getByRole('button', { name: /Bash.*until/ });
  await expect(call).toBeVisible();
  await expect(page.getByLabel('running').first()).toBeVisible();

  letGo();
  await expect(call).toContainText(/\d(?:ms|s)/);
  await call.click();
  await expect(page.getByText('12 checks passed').first()).toBeVisible();
  await expect(page.getByRole('button', { name: /Bash.*cat report.txt/ })).toBeVisible();
  await expect(page.getByText('general-purpose').first()).toBeVisible();
  await expect(page.getByText(LAST_WORDS).first()).toBeVisible();

  const outcome = await run;
  expect(outcome.output).toContain(LAST_WORDS);
  expect(outcome.code).toBe(0);
  await expect(page.getByText(/^Ended/).first()).toBeVisible();
  const usage = async () =>
    ((await hub.get('/api/sessions'))['sessions'] as { usage: { costUsd: number } }[])[0]?.usage;
  await expect.poll(usage).toMatchObject(model.tokens);
  expect((await usage())?.costUsd).toBeGreaterThan(0);
  const { sessions } = await hub.get('/api/sessions');
  expect((sessions as object[])[0]).toMatchObject({
    agent: 'claude-code',
    user: 'ana',
    repository: 'webshop',
    gitBranch: 'feat/checks',
    state: 'ended',
    firstPrompt: PROMPT,
    tools: { failures: 1 },
    subagents: { running: 0, total: 1 },
  });
  await page.goto(hub.url);
  await expect(page.locator('[data-group=today]')).toContainText(PROMPT);
});

test('the agent behaves the same while the hub is stopped', async ({ ownHub: hub }) => {
  letGo();
  const alone = await start();
  await hub.command(workplace, 'connect', 'claude-code', '--yes');
  await hub.kill();
  const connected = await start();
  expect(connected.output).toBe(alone.output);
  expect(connected.code).toBe(alone.code);
  console.log(
    `claude -p without hooks: ${Math.round(alone.millis)} ms, with a hub that is down: ${Math.round(connected.millis)} ms`,
  );
});

test('a hub that never answers does not hold the agent up', async ({ ownHub: hub }) => {
  letGo();
  await hub.command(workplace, 'connect', 'claude-code', '--yes');
  const port = Number(new URL(hub.url).port);
  await hub.kill();
  const silent = createServer().listen(port, '127.0.0.1');
  await once(silent, 'listening');
  const outcome = await start();
  silent.close();
  expect(outcome.output).toContain(LAST_WORDS);
  expect(outcome.code).toBe(0);
  console.log(`claude -p with a hub that never answers: ${Math.round(outcome.millis)} ms`);
});
