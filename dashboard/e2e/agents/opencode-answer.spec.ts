import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '../fixture';
import type { Fields, TestHub } from '../hub';
import { onlySession, openAsk } from './asks';
import { text, type Conversation } from './conversation';
import { OPENCODE as AGENT } from './others';
import { LAST_WORDS, PROMPT } from './script';
import { Stage } from './Stage';

const MESSAGE = 'Say it once more';
const LAST_COMMAND = 'echo 3 > 3.txt';
const MORE = 'Run one more';
const { terminal } = AGENT;

interface Detail {
  readonly commands: readonly Fields[];
}

/** What the last tool answered, as the model saw it. */
let seen: string | undefined;

/** One call that needs permission after the other, each writing a file of its number. */
const script = ({ said, tools, answers, lastAnswer }: Conversation) => {
  if (tools.length === 0 || !said.includes(PROMPT)) return [text(PROMPT)];
  seen = lastAnswer;
  if (said.includes(MORE)) return [terminal.ask(LAST_COMMAND)];
  if (said.includes(MESSAGE)) return [text(`${LAST_WORDS} Indeed.`)];
  return [answers < 3 ? terminal.ask(`echo ${answers} > ${answers}.txt`) : text(LAST_WORDS)];
};

const stage = Stage.set(AGENT, script);

/** Tells the session something, which it takes. */
async function tell(hub: TestHub, id: string, kind: string, words: Fields): Promise<void> {
  const { commandId } = (await hub.post(`/api/sessions/${id}/${kind}`, words)) as Fields;
  const status = async () => {
    const { detail } = (await hub.get(`/api/sessions/${id}`)) as { detail: Detail };
    return detail.commands.find((command) => command['commandId'] === commandId)?.['status'];
  };
  // A pause lasts until it is taken back.
  await expect.poll(status).toBe(words['type'] === 'pause' ? 'delivered' : 'acknowledged');
}

test('it is answered and told things at the hub, as in its terminal', async ({ ownHub: hub }) => {
  await hub.command(stage.workplace, 'connect', AGENT.name, '--yes');
  const typed = stage.begin(PROMPT);
  const file = (name: string) => existsSync(join(stage.workplace.project, name));

  const first = await openAsk(hub, 'bash', 'echo 0 > 0.txt');
  await hub.post(`/api/asks/${first}/answer`, { decision: 'allow' });
  await expect.poll(() => file('0.txt')).toBe(true);

  const second = await openAsk(hub, 'bash', 'echo 1 > 1.txt');
  await hub.post(`/api/asks/${second}/answer`, { decision: 'deny', message: 'Not that one' });

  const third = await openAsk(hub, 'bash', 'echo 2 > 2.txt');
  expect(seen).toContain('Not that one');
  expect(file('1.txt')).toBe(false);
  const offers = typed.drawn().split(terminal.offer).length;
  expect(offers).toBeGreaterThan(1);
  await expect
    .poll(async () => {
      typed.type('\r');
      return (await hub.get(`/api/asks/${third}`))['status'];
    })
    .toBe('answered');
  await expect.poll(() => file('2.txt')).toBe(true);
  await expect(hub.post(`/api/asks/${third}/answer`, { decision: 'deny' })).rejects.toThrow(
    /409.*ask-closed/,
  );

  await expect.poll(async () => (await onlySession(hub))['state']).toBe('idle');
  const id = String((await onlySession(hub))['id']);
  await tell(hub, id, 'input', { input: MESSAGE });
  await expect.poll(() => typed.drawn()).toContain('Indeed.');

  await tell(hub, id, 'commands', { type: 'pause' });
  await tell(hub, id, 'input', { input: MORE });
  await expect.poll(async () => (await onlySession(hub))['activity']).toContain(LAST_COMMAND);
  await tell(hub, id, 'commands', { type: 'cancel' });
  await expect.poll(async () => (await onlySession(hub))['state']).toBe('idle');
  expect((await hub.get('/api/asks'))['asks']).toEqual([]);
  expect(file('3.txt')).toBe(false);
});
