import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, isLive, test } from '../fixture';
import type { Fields, TestHub } from '../hub';
import { CLAUDE_CODE, environment, headless } from './claudeCode';
import { ModelServer } from './ModelServer';
import { install } from './npm';
import { LAST_WORDS, PROMPT, script } from './script';
import { Workplace } from './Workplace';

let program = '';
let model: ModelServer;
let workplace: Workplace;

test.beforeAll(async () => {
  test.setTimeout(300_000);
  program = (await install('claude-code', CLAUDE_CODE)) ?? '';
});

test.beforeEach(async ({ ownHub: hub }) => {
  test.skip(program === '', 'npm cannot install Claude Code here');
  model = await ModelServer.start(script);
  workplace = new Workplace(environment(model.url));
  await hub.command(workplace, 'connect', 'claude-code', '--yes');
});

test.afterEach(async () => {
  if (program === '') return;
  workplace.close();
  await model.close();
});

function letGo(): void {
  writeFileSync(join(workplace.project, 'go'), '');
}

async function session(hub: TestHub): Promise<Fields> {
  const { sessions } = (await hub.get('/api/sessions')) as { sessions: Fields[] };
  return sessions[0] ?? {};
}

async function events(hub: TestHub): Promise<Fields[]> {
  const { id } = await session(hub);
  const path = `/api/sessions/${String(id)}/events?after=0&limit=500`;
  const { events } = (await hub.get(path)) as { events: { payload: Fields }[] };
  return events.map((event) => event.payload);
}

/** It waits in its first call, until it is let go. */
async function worksOnIt(hub: TestHub): Promise<void> {
  await expect.poll(async () => (await session(hub))['activity']).toMatch(/^Bash/);
}

test('what an agent does while the hub is away is there afterwards, once and in order', async ({
  ownHub: hub,
}) => {
  const agent = workplace.launch(program, ...headless(PROMPT));
  await worksOnIt(hub);
  await hub.kill();
  letGo();
  const { code, output } = await agent.outcome;
  expect(output.replaceAll(LAST_WORDS, '').trim()).toBe('');
  expect(code).toBe(0);

  await hub.restart();
  const back = Date.now();
  await expect.poll(async () => (await session(hub))['state']).toBe('ended');
  expect(await session(hub)).toMatchObject({
    tools: { failures: 1 },
    subagents: { running: 0, total: 1 },
  });
  const all = await events(hub);
  const types = all.map((event) => event['type']);
  expect(types[0]).toBe('session:started');
  expect(types.at(-1)).toBe('session:ended');
  expect(types.filter((type) => type === 'session:ended')).toHaveLength(1);
  const names = all.map((event) => event['eventId']).filter((name) => name !== undefined);
  expect(new Set(names).size).toBe(names.length);
  const calls = (...verbs: string[]) =>
    all
      .filter((event) => verbs.some((verb) => event['type'] === `tool:${verb}`))
      .map((event) => event['toolUseId']);
  expect(new Set(calls('started')).size).toBe(calls('started').length);
  expect(calls('completed', 'failed').sort()).toEqual(calls('started').sort());
  const times = all.map((event) => Date.parse(String(event['timestamp'])));
  // How long a call was on its way counts as well, which is nothing beside a restart.
  expect(Math.max(...times)).toBeLessThan(back);
});

test('a killed agent is lost within seconds', async ({ page, ownHub: hub }) => {
  await page.goto(hub.url);
  await isLive(page);
  const agent = workplace.launch(program, ...headless(PROMPT));
  await expect(page.locator('[data-group=working]')).toContainText(PROMPT);
  await worksOnIt(hub);

  agent.kill();
  const killed = performance.now();
  await expect(page.locator('[data-group=lost]')).toContainText(PROMPT, { timeout: 10_000 });
  console.log(`shown as lost after ${Math.round(performance.now() - killed)} ms`);
  await agent.outcome;
  letGo();
});
