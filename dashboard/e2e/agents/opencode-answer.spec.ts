import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '../fixture';
import type { Fields, TestHub } from '../hub';
import { onlySession, openAsk } from './asks';
import { text, type Conversation } from './conversation';
import { ModelServer } from './ModelServer';
import { install } from './npm';
import { OPENCODE as AGENT } from './others';
import { LAST_WORDS, PROMPT } from './script';
import { Workplace, type Typed } from './Workplace';

const MESSAGE = 'Say it once more';
const LAST_COMMAND = 'echo 3 > 3.txt';
const MORE = 'Run one more';
const { terminal } = AGENT;

interface Detail {
  readonly commands: readonly Fields[];
}

let program: string | undefined;
let model: ModelServer;
let workplace: Workplace;
let typed: Typed | undefined;
/** What the last tool answered, as the model saw it. */
let seen: string | undefined;

/** One call that needs permission after the other, each writing a file of its number. */
const script = ({ said, tools, answers, lastAnswer }: Conversation) => {
  if (tools.length === 0 || !said.includes(PROMPT)) return [text(PROMPT)];
  seen = lastAnswer;
  if (said.includes(MORE)) return terminal ? [terminal.ask(LAST_COMMAND)] : [];
  if (said.includes(MESSAGE)) return [text(`${LAST_WORDS} Indeed.`)];
  return [
    answers < 3 && terminal ? terminal.ask(`echo ${answers} > ${answers}.txt`) : text(LAST_WORDS),
  ];
};

test.skip(process.platform !== 'linux', 'other systems have another script(1)');

test.beforeAll(async () => {
  test.setTimeout(300_000);
  program = await install(AGENT.name, AGENT.npm);
});

test.beforeEach(async () => {
  test.skip(program === undefined, `npm cannot install ${AGENT.title} here`);
  model = await ModelServer.start(script);
  const environment = { ...AGENT.environment(model.url), ...terminal?.environment };
  workplace = new Workplace({ ...environment, TERM: 'xterm-256color' });
  AGENT.prepare(workplace, model.url);
  workplace.install(AGENT.command, program ?? '');
});

test.afterEach(async () => {
  if (program === undefined) return;
  typed?.kill();
  await typed?.outcome;
  typed = undefined;
  workplace.close();
  await model.close();
});

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
  await hub.command(workplace, 'connect', AGENT.name, '--yes');
  typed = workplace.terminal(program ?? '', ...(terminal?.interactive(PROMPT) ?? []));
  const file = (name: string) => existsSync(join(workplace.project, name));

  const first = await openAsk(hub, 'bash', 'echo 0 > 0.txt');
  await hub.post(`/api/asks/${first}/answer`, { decision: 'allow' });
  await expect.poll(() => file('0.txt')).toBe(true);

  const second = await openAsk(hub, 'bash', 'echo 1 > 1.txt');
  await hub.post(`/api/asks/${second}/answer`, { decision: 'deny', message: 'Not that one' });

  const third = await openAsk(hub, 'bash', 'echo 2 > 2.txt');
  expect(seen).toContain('Not that one');
  expect(file('1.txt')).toBe(false);
  const offers = typed.drawn().split(terminal?.offer ?? '').length;
  expect(offers).toBeGreaterThan(1);
  await expect
    .poll(async () => {
      typed?.type('\r');
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
  await expect.poll(() => typed?.drawn()).toContain('Indeed.');

  await tell(hub, id, 'commands', { type: 'pause' });
  await tell(hub, id, 'input', { input: MORE });
  await expect.poll(async () => (await onlySession(hub))['activity']).toContain(LAST_COMMAND);
  await tell(hub, id, 'commands', { type: 'cancel' });
  await expect.poll(async () => (await onlySession(hub))['state']).toBe('idle');
  expect((await hub.get('/api/asks'))['asks']).toEqual([]);
  expect(file('3.txt')).toBe(false);
});
