import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, isLive, test } from '../fixture';
import type { Fields } from '../hub';
import { text, type Conversation } from './conversation';
import { ModelServer } from './ModelServer';
import { install } from './npm';
import { CODEX, COPILOT, GEMINI, OPENCODE, QWEN, type RealAgent, type Step } from './others';
import { LAST_WORDS, PROMPT, SUBAGENT_TASK, WAITING } from './script';
import { Workplace } from './Workplace';

/**
 * A call that waits, one that fails, a subagent, and the last words; the prompt where a title is
 * asked for.
 */
const script = (agent: RealAgent) => (conversation: Conversation) => {
  const { said, tools, answers } = conversation;
  if (said.includes(SUBAGENT_TASK)) return [(agent.report ?? text)('There are none.')];
  if (tools.length === 0 || !said.includes(PROMPT)) return [text(PROMPT)];
  return [steps(agent)[answers]?.(conversation) ?? text(LAST_WORDS)];
};

const steps = (agent: RealAgent): readonly Step[] => [
  () => agent.shell(WAITING),
  () => agent.shell('cat report.txt'),
  ...agent.delegate(SUBAGENT_TASK),
];

for (const agent of [CODEX, GEMINI, OPENCODE, COPILOT, QWEN]) {
  test.describe(agent.title, () => {
    let program: string | undefined;
    let model: ModelServer;
    let workplace: Workplace;

    test.beforeAll(async () => {
      test.setTimeout(300_000);
      program = await install(agent.name, agent.npm);
    });

    test.beforeEach(async () => {
      test.skip(program === undefined, `npm cannot install ${agent.title} here`);
      model = await ModelServer.start(script(agent));
      workplace = open();
    });

    test.afterEach(async () => {
      if (program === undefined) return;
      workplace.close();
      await model.close();
    });

    const open = () => {
      const place = new Workplace(agent.environment(model.url));
      agent.prepare(place, model.url);
      place.install(agent.command, program ?? '');
      return place;
    };
    const start = (place: Workplace) => place.run(program ?? '', ...agent.headless(PROMPT));
    const letGo = (place: Workplace) => {
      writeFileSync(join(place.project, 'go'), '');
    };

    test('appears and lives in the page, once connected', async ({ page, ownHub: hub }) => {
      await workplace.initGit('feat/checks');
      const options = ['--yes', ...(agent.usage ?? [])];
      const said = await hub.command(workplace, 'connect', agent.name, ...options);
      expect(said).toContain(`Connected: ${agent.title} of this user reports to ${hub.url}`);
      await page.goto(hub.url);
      await isLive(page);

      const run = start(workplace);

      const group = page.locator('[data-group=working]');
      await expect(group).toContainText(PROMPT);
      await expect(group).toContainText(/until/);
      await expect(group).toContainText('webshop');
      await expect(group).toContainText('feat/checks');
      await expect(group).toContainText('ana');
      await group.getByText(PROMPT).click();
      const call = page.getByRole('button', { name: /until/ });
      await expect(call).toBeVisible();
      await expect(page.getByLabel('running').first()).toBeVisible();

      letGo(workplace);
      await expect(call).toContainText(/\d(?:ms|s)/);
      await call.click();
      await expect(page.getByText('12 checks passed').first()).toBeVisible();
      await expect(page.getByRole('button', { name: /cat report.txt/ })).toBeVisible();
      if (agent.tellsAnswers) await expect(page.getByText(LAST_WORDS).first()).toBeVisible();

      const outcome = await run;
      expect(outcome.output).toContain(LAST_WORDS);
      expect(outcome.code).toBe(0);
      const state = async () =>
        ((await hub.get('/api/sessions'))['sessions'] as Fields[])[0]?.['state'];
      await expect.poll(state).toBe(agent.over);
      const tokens = async () =>
        ((await hub.get('/api/sessions'))['sessions'] as Fields[])[0]?.['usage'];
      if (agent.usage) await expect.poll(tokens).toMatchObject(model.tokens);
      const { sessions } = await hub.get('/api/sessions');
      expect(sessions).toHaveLength(1);
      expect((sessions as object[])[0]).toMatchObject({
        agent: agent.name,
        user: 'ana',
        repository: 'webshop',
        gitBranch: 'feat/checks',
        controls: agent.controls,
        firstPrompt: expect.stringContaining(PROMPT),
        tools: {
          calls: steps(agent).length + (agent.report ? 1 : 0),
          failures: agent.knowsFailures ? 1 : 0,
        },
        subagents: { running: 0, total: 1 },
      });
    });

    test('is lost within seconds, once killed', async ({ page, ownHub: hub }) => {
      await hub.command(workplace, 'connect', agent.name, '--yes');
      await page.goto(hub.url);
      await isLive(page);
      const running = workplace.launch(program ?? '', ...agent.headless(PROMPT));
      await expect(page.locator('[data-group=working]')).toContainText(/until/);

      running.kill();

      await expect(page.locator('[data-group=lost]')).toContainText(PROMPT, { timeout: 15_000 });
      await running.outcome;
      letGo(workplace);
    });

    test('behaves the same while the hub is stopped', async ({ ownHub: hub }) => {
      // Each in a home of its own: what an agent does at its first start counts for both.
      const other = open();
      letGo(other);
      const alone = await start(other);
      other.close();
      letGo(workplace);
      await hub.command(workplace, 'connect', agent.name, '--yes');
      await hub.kill();
      const connected = await start(workplace);
      expect(connected.output).toContain(LAST_WORDS);
      expect(connected.code).toBe(alone.code);
      console.log(
        `${agent.title} without hooks: ${Math.round(alone.millis)} ms, with a hub that is down: ${Math.round(connected.millis)} ms`,
      );
    });
  });
}
