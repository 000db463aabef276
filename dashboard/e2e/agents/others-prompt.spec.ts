import { expect, isLive, test } from '../fixture';
import { onlySession } from './asks';
import { text, type Conversation } from './conversation';
import { ModelServer } from './ModelServer';
import { install } from './npm';
import { CODEX, GEMINI, OPENCODE, QWEN, type Terminal } from './others';
import { LAST_WORDS, PROMPT } from './script';
import { Workplace, type Typed } from './Workplace';

const COMMAND = 'echo 12 checks passed > report.txt';

/** A call that needs permission, and the last words; the prompt where a title is asked for. */
const script = (terminal: Terminal) => (conversation: Conversation) => {
  const { said, tools, answers } = conversation;
  if (tools.length === 0 || !said.includes(PROMPT)) return [text(PROMPT)];
  return [answers === 0 ? terminal.ask(COMMAND) : text(LAST_WORDS)];
};

test.skip(process.platform !== 'linux', 'other systems have another script(1)');

for (const agent of [CODEX, GEMINI, OPENCODE, QWEN]) {
  const { terminal } = agent;
  if (terminal === undefined) continue;

  test.describe(agent.title, () => {
    let program: string | undefined;
    let model: ModelServer;
    let workplace: Workplace;
    let typed: Typed | undefined;

    test.beforeAll(async () => {
      test.setTimeout(300_000);
      program = await install(agent.name, agent.npm);
    });

    test.beforeEach(async () => {
      test.skip(program === undefined, `npm cannot install ${agent.title} here`);
      model = await ModelServer.start(script(terminal));
      const environment = { ...agent.environment(model.url), ...terminal.environment };
      workplace = new Workplace({ ...environment, TERM: 'xterm-256color' });
      agent.prepare(workplace, model.url);
      workplace.install(agent.command, program ?? '');
    });

    test.afterEach(async () => {
      if (program === undefined) return;
      typed?.kill();
      await typed?.outcome;
      typed = undefined;
      workplace.close();
      await model.close();
    });

    test('a permission prompt is shown until the terminal answers it, and then the turn is over', async ({
      page,
      ownHub: hub,
    }) => {
      await hub.command(workplace, 'connect', agent.name, '--yes');
      await page.goto(hub.url);
      await isLive(page);
      typed = workplace.terminal(program ?? '', ...terminal.interactive(PROMPT));

      const waiting = page.locator('[data-group=needs_you]');
      await expect(waiting).toContainText(PROMPT);
      await expect(waiting).toContainText(/Approval.*echo 12 checks passed/);
      expect(await onlySession(hub)).toMatchObject({ attention: { kind: 'approval' } });

      // Hooks tell of the dialog before it is there to take keys.
      await expect.poll(() => typed?.drawn()).toContain(terminal.offer);
      typed.type('\r');
      await expect(waiting).toBeHidden();
      const idle = page.locator('[data-group=idle]');
      await expect(idle).toContainText(PROMPT);
      expect(await onlySession(hub)).toMatchObject({
        state: 'idle',
        tools: { calls: 1, failures: 0 },
      });

      // Its terminal is closed: it says so itself, or is missed.
      typed.kill();
      await expect(idle).toBeHidden();
    });
  });
}
