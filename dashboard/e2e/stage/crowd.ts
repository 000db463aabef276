import type { Fields } from '../hub';

const VERBS = ['Fix', 'Speed up', 'Test', 'Document', 'Split', 'Remove', 'Upgrade', 'Trace'];
const THINGS = [
  'the flaky checkout test',
  'the image cache',
  'the invoice exporter',
  'tenant isolation in search',
  'the OAuth callback',
  'the nightly import',
  'dark mode on the settings page',
  'the websocket back-off',
  'the retry queue',
  'currency rounding',
  'the on-call report',
];
const USERS = ['ana', 'kim', 'jo', 'sam', 'lea', 'max', 'noor', 'wei'];
const AGENTS = ['claude-code', 'codex', 'gemini-cli', 'opencode'];
const REPOSITORIES = ['billing-api', 'webshop', 'mobile', 'search', 'infra', 'ledger', 'docs'];
const COMMANDS = ['npm test', 'cargo build --release', 'git rebase main', 'pytest -x tests/api'];

function pick<T>(items: readonly [T, ...T[]] | readonly T[], number: number): T {
  const item = items[number % items.length];
  if (item === undefined) throw new Error('Nothing to pick from');
  return item;
}

/** What a big team's hub looks like: sessions of every kind, most of them working or over. */
export function crowd(size: number): readonly Fields[] {
  return Array.from({ length: size }, (_item, number) => member(number)).flat();
}

function member(number: number): Fields[] {
  const sessionId = `crowd-${number}`;
  const minutesOld = 2 + ((number * 13) % 170);
  const begin = { sessionId, timestamp: ago(minutesOld) };
  return [
    {
      ...begin,
      type: 'session:started',
      title: `${pick(VERBS, number)} ${pick(THINGS, number * 3)}`,
      user: pick(USERS, number * 5),
      hostname: `${pick(['mb', 'build', 'thinkpad'], number)}-${pick(USERS, number * 5)}`,
      cwd: `/srv/${pick(REPOSITORIES, number * 2)}`,
      gitBranch: number % 3 === 0 ? 'main' : `feat/${number}-${pick(['api', 'ui', 'db'], number)}`,
      agent: pick(AGENTS, number * 7),
    },
    {
      ...begin,
      type: 'usage:recorded',
      requestId: sessionId,
      inputTokens: 900 * minutesOld,
      cacheReadTokens: 9_000 * minutesOld,
      costUsd: minutesOld * 0.043,
    },
    { sessionId, timestamp: ago(minutesOld * 0.6), ...standing(number) },
  ];
}

function standing(number: number): Fields {
  const command = pick(COMMANDS, number);
  switch (number % 10) {
    case 0:
      return { type: 'session:idle', lastMessage: 'Done; the branch is pushed.' };
    case 1:
      return { type: 'session:ended', reason: 'prompt_input_exit', summary: 'Merged' };
    case 2:
      return { type: 'session:ended', reason: 'error', summary: 'The API key has expired' };
    case 3:
      return number % 4 === 3 ? ask(command) : { type: 'session:lost', reason: 'no event' };
    default:
      return {
        type: 'tool:started',
        toolName: 'Bash',
        toolUseId: `c${number}`,
        input: { command },
      };
  }
}

function ask(command: string): Fields {
  const input = { toolName: 'Bash', toolInput: { command } };
  return { type: 'interaction:awaiting-input', askId: 'a', kind: 'approval', ...input };
}

const LONG = 'An extraordinarily long title that goes on and on about the many things to do, ';

/** Names and texts at the edge of what is reasonable, and beyond it. */
export const EXTREMES: readonly Fields[] = [
  {
    title: LONG.repeat(4),
    user: 'maximilian.von-und-zu-hohenstein@corp.example.com',
    hostname: 'ip-10-212-144-17.eu-central-1.compute.internal',
    cwd: `/home/max/${'deeply/nested/'.repeat(12)}service`,
    gitBranch: 'users/maximilian/JIRA-12345-a-branch-name-that-nobody-should-ever-type',
    agent: 'a-rather-long-agent-name',
  },
  {
    title: 'إصلاح تسجيل الدخول على الشبكات البطيئة',
    user: 'نور',
    cwd: '/srv/متجر',
    gitBranch: 'إصلاح',
  },
  { title: 'תקן את הבדיקות של webshop לפני הגרסה', user: 'דנה', cwd: '/srv/webshop' },
  {
    title: '支払いウェブフックを新しいキューへ移す',
    user: '花子',
    cwd: '/srv/決済',
    gitBranch: '機能/待ち行列',
  },
  { title: '🚀 Ship it! 👩‍👩‍👧‍👦 ﷽ Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́Ǫ̵̹̻̝̳͂̌̌͘!', user: '💀', cwd: '/srv/emoji' },
  { title: '\u202egnp.exe drawkcab', user: '<b>ana</b>', cwd: '/srv/<script>alert(1)</script>' },
  { title: 'NoSpacesAtAll'.repeat(30), cwd: 'C:\\Users\\Ana\\Documents\\projects\\wörk' },
];

export function extremes(): readonly Fields[] {
  return EXTREMES.flatMap((fields, number) => {
    const sessionId = `extreme-${number}`;
    const text = `${LONG} ${'x'.repeat(300)}`;
    return [
      { type: 'session:started', sessionId, timestamp: ago(60 * 24 * 3), ...fields },
      { type: 'usage:recorded', sessionId, inputTokens: 91_234_567_890, costUsd: 12_345.678 },
      number % 2 === 0
        ? { type: 'interaction:awaiting-input', sessionId, kind: 'question', question: text }
        : {
            type: 'tool:started',
            sessionId,
            toolName: text,
            toolUseId: 'x',
            input: { command: text },
          },
    ];
  });
}

function ago(minutes: number): string {
  return new Date(Date.now() - minutes * 60_000).toISOString();
}
