import type { Fields, TestHub } from './hub';

/** What one staged session is about; `ends` says how it stands at last. */
interface Part {
  readonly title: string;
  readonly user: string;
  readonly hostname: string;
  readonly cwd: string;
  readonly gitBranch: string;
  readonly agent: string;
  readonly model: string;
  readonly ends: Fields | 'working';
  readonly tools: readonly (readonly [string, Fields])[];
}

const ana = { user: 'ana', hostname: 'mb-ana' };
const kim = { user: 'kim', hostname: 'thinkpad-kim' };
const jo = { user: 'jo', hostname: 'build-01' };
const claude = { agent: 'claude-code', agentVersion: '2.1.257', model: 'claude-opus-5' };
const codex = { agent: 'codex', agentVersion: '0.58.0', model: 'gpt-5.2-codex' };
const gemini = { agent: 'gemini', agentVersion: '1.9.2', model: 'gemini-3-pro' };

const approval = (command: string): Fields => ({
  type: 'interaction:awaiting-input',
  askId: `ask-${command.length}`,
  kind: 'approval',
  toolName: 'Bash',
  toolInput: { command },
  question: `Bash · ${command}`,
});

const bash = (command: string) => ['Bash', { command }] as const;
const edit = (path: string) =>
  ['Edit', { file_path: path, old_string: 'ack();', new_string: '' }] as const;
const read = (path: string) => ['Read', { file_path: path }] as const;

export const CAST: readonly Part[] = [
  {
    ...ana,
    ...claude,
    title: 'Move the billing webhooks to the new queue',
    cwd: '/srv/billing-api',
    gitBranch: 'feat/webhook-queue',
    ends: approval('terraform apply -target=module.webhook_queue'),
    tools: [
      read('src/queue/consumer.ts'),
      ['Grep', { pattern: 'ack\\(' }],
      edit('src/queue/consumer.ts'),
      bash('npm test -- queue'),
      bash('terraform plan -out=plan.bin'),
    ],
  },
  {
    ...kim,
    ...codex,
    title: 'Reproduce the login race on slow networks',
    cwd: '/home/kim/webshop',
    gitBranch: 'fix/login-race',
    ends: {
      type: 'interaction:awaiting-input',
      askId: 'ask-race',
      kind: 'question',
      question: 'The token is refreshed in two places. Keep the interceptor or the store?',
      options: ['The interceptor', 'The store'],
    },
    tools: [read('src/auth/session.ts'), bash('npx playwright test login --repeat-each 20')],
  },
  {
    ...ana,
    ...claude,
    title: 'Add traces to the checkout path',
    cwd: '/srv/billing-api',
    gitBranch: 'feat/traces',
    ends: 'working',
    tools: [read('src/http/server.ts'), edit('src/http/tracing.ts'), bash('npm run build')],
  },
  {
    ...jo,
    ...claude,
    title: 'Upgrade the mobile app to the new design tokens',
    cwd: '/home/jo/mobile',
    gitBranch: 'chore/tokens',
    ends: 'working',
    tools: [['Glob', { pattern: '**/*.tokens.json' }], edit('theme/colors.ts'), bash('pnpm lint')],
  },
  {
    ...kim,
    ...gemini,
    title: 'Explain why the nightly import takes four hours',
    cwd: '/srv/import',
    gitBranch: 'main',
    ends: 'working',
    tools: [bash('psql -c "explain analyze select …"'), read('jobs/nightly.sql')],
  },
  {
    ...jo,
    ...codex,
    title: 'Write migration tests for the ledger',
    cwd: '/srv/ledger',
    gitBranch: 'test/migrations',
    ends: 'working',
    tools: [read('db/migrations/0042.sql'), bash('cargo test migrations')],
  },
  {
    ...ana,
    ...claude,
    title: 'Review the retry policy of the mailer',
    cwd: '/srv/mailer',
    gitBranch: 'main',
    ends: { type: 'session:idle', lastMessage: 'Two places retry without a limit; see my notes.' },
    tools: [['Grep', { pattern: 'retry' }], read('lib/send.rb')],
  },
  {
    ...kim,
    ...claude,
    title: 'Draft the release notes for 2.14',
    cwd: '/home/kim/webshop',
    gitBranch: 'main',
    ends: { type: 'session:idle', lastMessage: 'The draft is in CHANGELOG.md.' },
    tools: [bash('git log v2.13.0..HEAD --oneline'), edit('CHANGELOG.md')],
  },
  {
    ...jo,
    ...gemini,
    title: 'Bump the base images',
    cwd: '/srv/infra',
    gitBranch: 'chore/base-images',
    ends: { type: 'session:lost', reason: 'no sign of life for 15 min' },
    tools: [bash('docker buildx bake')],
  },
  {
    ...jo,
    ...codex,
    title: 'Delete the unused feature flags',
    cwd: '/home/jo/mobile',
    gitBranch: 'chore/flags',
    ends: { type: 'session:ended', reason: 'error', error: 'context window exceeded' },
    tools: [['Grep', { pattern: 'useFlag\\(' }], edit('src/flags.ts')],
  },
  {
    ...ana,
    ...claude,
    title: 'Fix the rounding of partial refunds',
    cwd: '/srv/billing-api',
    gitBranch: 'fix/refund-rounding',
    ends: { type: 'session:ended', reason: 'prompt_input_exit', summary: 'Merged as #1842' },
    tools: [read('src/refunds.ts'), edit('src/refunds.ts'), bash('npm test -- refunds')],
  },
];

/** Lets the cast appear, work for `beats` rounds of `pauseMillis`, and stand as the script says. */
export async function stage(hub: TestHub, beats: number, pauseMillis: number): Promise<void> {
  for (const [index, { ends, tools, ...fields }] of CAST.entries()) {
    await hub.createSession({ id: `demo-${index + 1}`, platform: 'linux', ...fields });
  }
  for (let beat = 0; beat < beats; beat++) {
    const work = CAST.flatMap((part, index) =>
      (beat * 7 + index * 5) % 4 === 0 || beat === 0 ? turn(part, `demo-${index + 1}`, beat) : [],
    );
    await hub.publish(...work);
    await new Promise((resolve) => setTimeout(resolve, pauseMillis));
  }
  await hub.publish(...closing());
}

/** One call with its result, and what it cost. */
function turn(part: Part, sessionId: string, beat: number): Fields[] {
  const [toolName, input] = part.tools[beat % part.tools.length] ?? bash('true');
  const call = { sessionId, toolName, toolUseId: `${sessionId}-${beat}` };
  const usage = { inputTokens: 900, outputTokens: 420 + beat * 30, cacheReadTokens: 21_000 };
  return [
    { ...call, type: 'tool:started', input },
    { ...call, type: 'tool:completed', output: 'ok', durationMs: 300 + ((beat * 977) % 9_000) },
    {
      type: 'usage:recorded',
      sessionId,
      requestId: `${sessionId}-${beat}`,
      costUsd: 0.04,
      ...usage,
    },
  ];
}

function closing(): Fields[] {
  const ends = CAST.flatMap(({ ends, tools }, index) => {
    const sessionId = `demo-${index + 1}`;
    if (ends !== 'working') return [{ sessionId, ...ends }];
    const [toolName, input] = tools.at(-1) ?? bash('true');
    return [{ sessionId, type: 'tool:started', toolName, toolUseId: `${sessionId}-last`, input }];
  });
  return [...story('demo-1'), ...ends];
}

/** The session of the second picture: a plan, a subagent, a failure and what came of it. */
function story(sessionId: string): Fields[] {
  const chain = { sessionId, chainId: 'queue' };
  const helper = { sessionId, agentId: 'explorer' };
  const steps = [
    'Read the consumer',
    'Move the acknowledgement',
    'Run the tests',
    'Apply the queue',
  ];
  const call = (toolUseId: string, toolName: string) => ({ sessionId, toolUseId, toolName });
  return [
    {
      type: 'message:user',
      sessionId,
      text: 'Move the billing webhooks to the new queue. Keep the old endpoint until Friday.',
    },
    {
      ...chain,
      type: 'chain:compiled',
      title: 'Move the webhooks',
      steps: steps.map((action, index) => ({
        stepNumber: index + 1,
        action,
        waitsFor: index === 0 ? [] : [index],
      })),
    },
    { ...chain, type: 'chain:started' },
    { ...chain, type: 'step:started', stepNumber: 1 },
    {
      ...helper,
      type: 'agent:started',
      agentType: 'Explore',
      description: 'Find every caller of ack()',
    },
    { ...helper, ...call('e1', 'Grep'), type: 'tool:started', input: { pattern: 'ack\\(' } },
    {
      ...helper,
      ...call('e1', 'Grep'),
      type: 'tool:completed',
      output: '3 files',
      durationMs: 212,
    },
    {
      ...helper,
      ...call('e2', 'Read'),
      type: 'tool:started',
      input: { file_path: 'src/queue/consumer.ts' },
    },
    { ...helper, ...call('e2', 'Read'), type: 'tool:completed', output: '…', durationMs: 38 },
    { ...helper, type: 'agent:stopped', lastMessage: 'Three callers, one before the commit' },
    { ...chain, type: 'step:completed', stepNumber: 1, duration: 41_000 },
    { ...chain, type: 'step:started', stepNumber: 2 },
    {
      type: 'message:assistant',
      sessionId,
      text: 'The consumer calls `ack()` **before** the commit, so a crash loses the webhook:\n\n```ts\nmessage.ack();\nawait ledger.commit(entry);\n```\n\nI turn the two around and keep the old endpoint.',
    },
    { ...call('w1', 'Edit'), type: 'tool:started', input: { file_path: 'src/queue/consumer.ts' } },
    { ...call('w1', 'Edit'), type: 'tool:completed', output: 'Updated', durationMs: 64 },
    { ...chain, type: 'step:completed', stepNumber: 2, duration: 96_000 },
    { ...chain, type: 'step:started', stepNumber: 3 },
    { ...call('w2', 'Bash'), type: 'tool:started', input: { command: 'npm test -- queue' } },
    {
      ...call('w2', 'Bash'),
      type: 'tool:failed',
      error: '1 failed, 23 passed',
      durationMs: 8_400,
    },
    {
      type: 'message:assistant',
      sessionId,
      text: 'One test expected the old order. It described the fault, so I changed the test.',
    },
    {
      ...call('w3', 'Edit'),
      type: 'tool:started',
      input: { file_path: 'test/queue/consumer.test.ts' },
    },
    { ...call('w3', 'Edit'), type: 'tool:completed', output: 'Updated', durationMs: 51 },
    { ...call('w4', 'Bash'), type: 'tool:started', input: { command: 'npm test -- queue' } },
    { ...call('w4', 'Bash'), type: 'tool:completed', output: '24 passed', durationMs: 7_900 },
    { ...chain, type: 'step:completed', stepNumber: 3, duration: 22_000 },
    { ...chain, type: 'step:started', stepNumber: 4 },
  ];
}
