import type { Fields } from '../hub';

/** A tool call: its name and its input. */
export type Call = readonly [tool: string, input: Fields];

/** One staged session: who works where on what, how busily, and how it stands at last. */
export interface Part {
  readonly title: string;
  readonly user: string;
  readonly hostname: string;
  readonly cwd: string;
  readonly gitBranch: string;
  readonly agent: string;
  readonly agentVersion: string;
  readonly model: string;
  /** How long ago it began, and how long ago it came to stand as it does. */
  readonly minutesOld: number;
  readonly minutesInState: number;
  /** From 0 (hardly ever) to 1 (always): how often it does something in the last ten minutes. */
  readonly pace: number;
  readonly subagents: number;
  /** Its work is the story of `story.ts`. */
  readonly isStory?: true;
  readonly calls: readonly Call[];
  /** The event that brings it to where it stands; none for one that works. */
  readonly ends?: Fields;
}

const ana = { user: 'ana', hostname: 'mb-ana' };
const kim = { user: 'kim', hostname: 'thinkpad-kim' };
const jo = { user: 'jo', hostname: 'build-01' };
const claude = { agent: 'claude-code', agentVersion: '2.1.330', model: 'claude-opus-5' };
const codex = { agent: 'codex', agentVersion: '0.169.0', model: 'gpt-5.2-codex' };
const gemini = { agent: 'gemini-cli', agentVersion: '0.61.0', model: 'gemini-3-pro' };
const opencode = { agent: 'opencode', agentVersion: '1.18.33', model: 'claude-sonnet-5' };

const bash = (command: string): Call => ['Bash', { command }];
const edit = (path: string): Call => [
  'Edit',
  { file_path: path, old_string: 'a', new_string: 'b' },
];
const read = (path: string): Call => ['Read', { file_path: path }];
const grep = (pattern: string): Call => ['Grep', { pattern }];

function approval(command: string): Fields {
  return {
    type: 'interaction:awaiting-input',
    askId: `ask-${command.length}`,
    kind: 'approval',
    toolName: 'Bash',
    toolInput: { command },
    question: command,
  };
}

function question(text: string, ...options: string[]): Fields {
  return {
    type: 'interaction:awaiting-input',
    askId: `ask-${text.length}`,
    kind: 'question',
    question: text,
    options,
  };
}

function idle(lastMessage: string): Fields {
  return { type: 'session:idle', lastMessage };
}

export const CAST: readonly Part[] = [
  {
    ...ana,
    ...claude,
    title: 'Move the billing webhooks to the new queue',
    cwd: '/srv/billing-api',
    gitBranch: 'feat/webhook-queue',
    minutesOld: 12,
    minutesInState: 2,
    pace: 0,
    subagents: 0,
    isStory: true,
    calls: [read('src/queue/consumer.ts'), grep('ack\\('), edit('src/queue/consumer.ts')],
    ends: approval('terraform apply -target=module.webhook_queue'),
  },
  {
    ...kim,
    ...codex,
    title: 'Reproduce the login race on slow networks',
    cwd: '/home/kim/webshop',
    gitBranch: 'fix/login-race',
    minutesOld: 31,
    minutesInState: 6,
    pace: 0.45,
    subagents: 0,
    calls: [read('src/auth/session.ts'), bash('npx playwright test login --repeat-each 20')],
    ends: question(
      'The token is refreshed in two places. Keep the interceptor or the store?',
      'The interceptor',
      'The store',
    ),
  },
  {
    ...ana,
    ...claude,
    title: 'Add traces to the checkout path',
    cwd: '/srv/billing-api/.claude/worktrees/traces',
    gitBranch: 'feat/traces',
    minutesOld: 18,
    minutesInState: 18,
    pace: 0.9,
    subagents: 2,
    calls: [read('src/http/server.ts'), edit('src/http/tracing.ts'), bash('npm run build')],
  },
  {
    ...jo,
    ...claude,
    title: 'Upgrade the mobile app to the new design tokens',
    cwd: '/home/jo/mobile',
    gitBranch: 'chore/tokens',
    minutesOld: 64,
    minutesInState: 23,
    pace: 0.65,
    subagents: 3,
    calls: [
      ['Glob', { pattern: '**/*.tokens.json' }],
      bash('pnpm lint --fix'),
      edit('theme/colors.ts'),
    ],
  },
  {
    ...kim,
    ...gemini,
    title: 'Explain why the nightly import takes four hours',
    cwd: '/srv/import',
    gitBranch: 'main',
    minutesOld: 9,
    minutesInState: 9,
    pace: 0.5,
    subagents: 0,
    calls: [read('jobs/nightly.sql'), bash('psql -c "explain analyze select * from imports"')],
  },
  {
    ...jo,
    ...codex,
    title: 'Write migration tests for the ledger',
    cwd: '/srv/ledger',
    gitBranch: 'test/migrations',
    minutesOld: 26,
    minutesInState: 12,
    pace: 0.75,
    subagents: 0,
    calls: [read('db/migrations/0042_entries.sql'), bash('cargo test migrations')],
  },
  {
    ...kim,
    ...opencode,
    title: 'Split the search index by tenant',
    cwd: '/srv/search',
    gitBranch: 'feat/tenant-index',
    minutesOld: 38,
    minutesInState: 4,
    pace: 0.3,
    subagents: 1,
    calls: [grep('IndexWriter'), edit('src/index/TenantRouter.java')],
  },
  {
    ...ana,
    ...claude,
    title: 'Review the retry policy of the mailer',
    cwd: '/srv/mailer',
    gitBranch: 'main',
    minutesOld: 52,
    minutesInState: 5,
    pace: 0.35,
    subagents: 0,
    calls: [grep('retry'), read('lib/send.rb')],
    ends: idle('Two places retry without a limit: lib/send.rb:88 and lib/bounce.rb:41.'),
  },
  {
    ...kim,
    ...claude,
    title: 'Draft the release notes for 2.14',
    cwd: '/home/kim/webshop',
    gitBranch: 'main',
    minutesOld: 73,
    minutesInState: 14,
    pace: 0.1,
    subagents: 0,
    calls: [bash('git log v2.13.0..HEAD --oneline'), edit('CHANGELOG.md')],
    ends: idle('The draft is in CHANGELOG.md. Two entries need a link to their issue.'),
  },
  {
    ...jo,
    ...gemini,
    title: 'Bump the base images',
    cwd: '/srv/infra',
    gitBranch: 'chore/base-images',
    minutesOld: 96,
    minutesInState: 17,
    pace: 0,
    subagents: 0,
    calls: [bash('docker buildx bake --push')],
    ends: { type: 'session:lost', reason: 'no event for 15 min' },
  },
  {
    ...jo,
    ...codex,
    title: 'Delete the unused feature flags',
    cwd: '/home/jo/mobile',
    gitBranch: 'chore/flags',
    minutesOld: 121,
    minutesInState: 22,
    pace: 0,
    subagents: 0,
    calls: [grep('useFlag\\('), edit('src/flags.ts')],
    ends: {
      type: 'session:ended',
      reason: 'error',
      summary: 'The model’s context window was exceeded',
    },
  },
  {
    ...ana,
    ...claude,
    title: 'Fix the rounding of partial refunds',
    cwd: '/srv/billing-api',
    gitBranch: 'fix/refund-rounding',
    minutesOld: 142,
    minutesInState: 58,
    pace: 0,
    subagents: 2,
    calls: [read('src/refunds.ts'), edit('src/refunds.ts'), bash('npm test -- refunds')],
    ends: { type: 'session:ended', reason: 'prompt_input_exit', summary: 'Merged as #1842' },
  },
];
