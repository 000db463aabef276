import { expect, isLive, test } from '../fixture';
import { onlySession } from './asks';
import { text, type Conversation } from './conversation';
import { CODEX, GEMINI, OPENCODE, QWEN, type Terminal } from './others';
import { LAST_WORDS, PROMPT } from './script';
import { Stage } from './Stage';

const COMMAND = 'echo 12 checks passed > report.txt';

/** A call that needs permission, and the last words; the prompt where a title is asked for. */
const script = (terminal: Terminal) => (conversation: Conversation) => {
  const { said, tools, answers } = conversation;
  if (tools.length === 0 || !said.includes(PROMPT)) return [text(PROMPT)];
  return [answers === 0 ? terminal.ask(COMMAND) : text(LAST_WORDS)];
};

for (const agent of [CODEX, GEMINI, OPENCODE, QWEN]) {
  const { terminal } = agent;

  test.describe(agent.title, () => {
    const stage = Stage.set(agent, script(terminal));

    test('a permission prompt is shown until the terminal answers it, and then the turn is over', async ({
      page,
      ownHub: hub,
    }) => {
      await hub.command(stage.workplace, 'connect', agent.name, '--yes');
      await page.goto(hub.url);
      await isLive(page);
      const typed = stage.begin(PROMPT);

      const waiting = page.locator('[data-group=needs_you]');
      await expect(waiting).toContainText(PROMPT);
      await expect(waiting).toContainText(/Approval.*echo 12 checks passed/);
      expect(await onlySession(hub)).toMatchObject({ attention: { kind: 'approval' } });

      // Hooks tell of the dialog before it is there to take keys.
      await expect.poll(() => typed.drawn()).toContain(terminal.offer);
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
