import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '../fixture';
import { onlySession, openAsk } from './asks';
import { text, type Conversation } from './conversation';
import { CODEX, QWEN, type Terminal } from './others';
import { LAST_WORDS, PROMPT } from './script';
import { Stage } from './Stage';

const command = (number: number) => `echo ${number} > ${number}.txt`;
/** What the tools before have answered, as the model saw it. */
let seen: string | undefined;

/** One call that needs permission after the other, each writing a file of its number. */
const script = (terminal: Terminal) => (conversation: Conversation) => {
  const { said, tools, answers, lastAnswer } = conversation;
  if (tools.length === 0 || !said.includes(PROMPT)) return [text(PROMPT)];
  seen = lastAnswer;
  return [answers < 3 ? terminal.ask(command(answers)) : text(LAST_WORDS)];
};

for (const [agent, tool] of [
  [CODEX, 'Bash'],
  [QWEN, 'run_shell_command'],
] as const) {
  const { terminal } = agent;

  test.describe(agent.title, () => {
    const stage = Stage.set(agent, script(terminal));

    test('its prompts wait for an answer from the hub, and come when there is none', async ({
      ownHub: hub,
    }) => {
      await hub.command(stage.workplace, 'connect', agent.name, '--hold', '5s', '--yes');
      const typed = stage.begin(PROMPT);
      const wrote = (number: number) => existsSync(join(stage.workplace.project, `${number}.txt`));

      const allowed = await openAsk(hub, tool, command(0));
      expect(await onlySession(hub)).toMatchObject({ controls: ['answer'] });
      await hub.post(`/api/asks/${allowed}/answer`, { decision: 'allow' });
      await expect.poll(() => wrote(0)).toBe(true);

      const denied = await openAsk(hub, tool, command(1));
      await hub.post(`/api/asks/${denied}/answer`, { decision: 'deny', message: 'Not that one' });

      const left = await openAsk(hub, tool, command(2));
      expect(seen).toContain('Not that one');
      expect(wrote(1)).toBe(false);
      expect(typed.drawn()).not.toContain(terminal.offer);
      await expect.poll(() => typed.drawn()).toContain(terminal.offer);
      expect(await hub.get(`/api/asks/${left}`)).toMatchObject({
        status: 'open',
        answerable: false,
      });
      typed.type('\r');
      await expect.poll(() => wrote(2)).toBe(true);
      await expect.poll(async () => (await hub.get(`/api/asks/${left}`))['status']).toBe('closed');
    });
  });
}
