import { realpathSync } from 'node:fs';
import type { Block, Conversation } from './conversation';
import type { NpmProgram } from './npm';
import type { Workplace } from './Workplace';

/** What the model says, once the tools before have answered. */
export type Step = (conversation: Conversation) => Block;

/** How an agent is driven by somebody at a terminal, who is asked before a command runs. */
export interface Terminal {
  readonly environment: NodeJS.ProcessEnv;
  interactive(prompt: string): string[];
  /** The call for which it asks. */
  ask(command: string): Block;
  /** What its dialog offers first. */
  readonly offer: string;
}

/** An agent as the suite drives it against a stand-in model. */
export interface RealAgent {
  readonly name: string;
  readonly title: string;
  /** What people type. */
  readonly command: string;
  readonly npm: NpmProgram;
  /** What lets it talk to a stand-in model, and to nobody else. */
  environment(model: string): NodeJS.ProcessEnv;
  prepare(workplace: Workplace, model: string): void;
  /** One turn without anybody at a terminal. */
  headless(prompt: string): string[];
  /** Undefined when it does not tell whether somebody is asked. */
  readonly terminal: Terminal | undefined;
  /** The call of its tool for commands. */
  shell(command: string): Block;
  /** The calls that give a task to a subagent, and wait for it. */
  delegate(task: string): readonly Step[];
  /** How the subagent ends: with its words, unless there is a tool for that. */
  report?(words: string): Block;
  /** Whether it tells a command that fails from one that does not. */
  readonly knowsFailures: boolean;
  /** What `connect` needs to be told, so that tokens come, too; undefined when they never do. */
  readonly usage: string[] | undefined;
  /** Whether it tells what the model said. */
  readonly tellsAnswers: boolean;
  /** What it can be told through the hub. */
  readonly controls: readonly string[];
  /** What it is when it is over: lost, when it does not say so itself. */
  readonly over: 'ended' | 'lost';
}

/** One that tells whether somebody at its terminal is asked. */
export interface InteractiveAgent extends RealAgent {
  readonly terminal: Terminal;
}

const platform = `${process.platform}-${process.arch}`;
const runShellCommand = (command: string): Block => ({
  type: 'tool_use',
  name: 'run_shell_command',
  input: { command, description: 'Run the checks', is_background: false },
});
const bash = (command: string): Block => ({
  type: 'tool_use',
  name: 'bash',
  input: { command, description: 'Run the checks' },
});

const task = (name: string, input: object) => (): Block => ({
  type: 'tool_use',
  name,
  input: { description: 'Find unused checks', ...input },
});

const execCommand = (input: object): Block => ({
  type: 'tool_use',
  name: 'exec_command',
  input: { yield_time_ms: 30_000, ...input },
});
const collaborate = (name: string, input: object): Block => ({
  type: 'tool_use',
  namespace: 'multi_agent_v1',
  name,
  input,
});
const agentId = (answer = '') => (JSON.parse(answer) as { agent_id: string }).agent_id;

export const CODEX: InteractiveAgent = {
  name: 'codex',
  title: 'Codex',
  command: 'codex',
  npm: { package: '@openai/codex', version: '0.169.0', file: '@openai/codex/bin/codex.js' },
  environment: () => ({}),
  prepare: (workplace, model) => {
    workplace.write(
      '.codex/config.toml',
      `model = "stand-in"
model_provider = "standin"

[model_providers.standin]
name = "Stand-in"
base_url = "${model}/v1"
wire_api = "responses"

[projects."${realpathSync(workplace.project)}"]
trust_level = "trusted"
`,
    );
  },
  // A person would trust the hooks once, by /hooks.
  headless: (prompt) => [
    'exec',
    '--skip-git-repo-check',
    '--dangerously-bypass-hook-trust',
    '-s',
    'danger-full-access',
    prompt,
  ],
  terminal: {
    environment: {},
    interactive: (prompt) => [
      '--dangerously-bypass-hook-trust',
      '-s',
      'read-only',
      '-a',
      'on-request',
      prompt,
    ],
    ask: (cmd) => execCommand({ cmd, sandbox_permissions: 'require_escalated' }),
    offer: 'Yes, proceed',
  },
  shell: (cmd) => execCommand({ cmd }),
  delegate: (message) => [
    () => collaborate('spawn_agent', { message }),
    ({ lastAnswer }) => collaborate('wait_agent', { targets: [agentId(lastAnswer)] }),
  ],
  usage: [],
  knowsFailures: false,
  tellsAnswers: true,
  controls: [],
  over: 'ended',
};

export const GEMINI: InteractiveAgent = {
  name: 'gemini-cli',
  title: 'Gemini CLI',
  command: 'gemini',
  npm: {
    package: '@google/gemini-cli',
    version: '0.61.0',
    file: '@google/gemini-cli/bundle/gemini.js',
  },
  environment: (model) => ({
    GEMINI_API_KEY: 'stand-in',
    GOOGLE_GEMINI_BASE_URL: model,
    GEMINI_CLI_TRUST_WORKSPACE: 'true',
  }),
  prepare: (workplace) => {
    workplace.write(
      '.gemini/settings.json',
      '{\n  // By key, not by login.\n  "security": { "auth": { "selectedType": "gemini-api-key" } }\n}\n',
    );
  },
  headless: (prompt) => ['--yolo', '-m', 'gemini-2.5-pro', '-p', prompt],
  terminal: {
    environment: {},
    interactive: (prompt) => ['-m', 'gemini-2.5-pro', '-i', prompt],
    ask: runShellCommand,
    offer: 'Allow once',
  },
  shell: runShellCommand,
  delegate: (prompt) => [task('invoke_agent', { prompt, agent_name: 'generalist' })],
  report: (response) => ({
    type: 'tool_use',
    name: 'complete_task',
    input: { result: { response } },
  }),
  usage: ['--telemetry'],
  knowsFailures: false,
  tellsAnswers: true,
  controls: [],
  over: 'ended',
};

export const OPENCODE: InteractiveAgent = {
  name: 'opencode',
  title: 'OpenCode',
  command: 'opencode',
  npm: {
    package: 'opencode-ai',
    version: '1.18.33',
    file: `opencode-${platform}/bin/opencode`,
  },
  environment: () => ({
    OPENCODE_DISABLE_AUTOUPDATE: 'true',
    OPENCODE_DISABLE_MODELS_FETCH: '1',
  }),
  prepare: (workplace, model) => {
    const options = { baseURL: `${model}/v1`, apiKey: 'stand-in' };
    const limit = { context: 100_000, output: 4_000 };
    workplace.write(
      '.config/opencode/opencode.json',
      JSON.stringify({
        model: 'standin/stand-in',
        small_model: 'standin/stand-in',
        autoupdate: false,
        share: 'disabled',
        provider: {
          standin: {
            npm: '@ai-sdk/openai-compatible',
            name: 'Stand-in',
            options,
            models: { 'stand-in': { name: 'Stand-in', limit } },
          },
        },
      }),
    );
  },
  headless: (prompt) => ['run', prompt],
  terminal: {
    environment: { OPENCODE_PERMISSION: '{"bash":"ask"}' },
    interactive: (prompt) => ['--prompt', prompt],
    ask: bash,
    offer: 'Allow once',
  },
  shell: bash,
  delegate: (prompt) => [task('task', { prompt, subagent_type: 'general' })],
  usage: [],
  knowsFailures: true,
  tellsAnswers: true,
  controls: ['answer', 'message', 'pause', 'cancel'],
  over: 'ended',
};

export const QWEN: InteractiveAgent = {
  name: 'qwen-code',
  title: 'Qwen Code',
  command: 'qwen',
  npm: {
    package: '@qwen-code/qwen-code',
    version: '0.24.4',
    file: '@qwen-code/qwen-code/cli-entry.js',
  },
  environment: (model) => ({
    OPENAI_API_KEY: 'stand-in',
    OPENAI_BASE_URL: `${model}/v1`,
    OPENAI_MODEL: 'stand-in',
  }),
  prepare: (workplace) => {
    workplace.write(
      '.qwen/settings.json',
      '{\n\t"security": { "auth": { "selectedType": "openai" } } // by key\n}\n',
    );
  },
  headless: (prompt) => ['--yolo', '-p', prompt],
  terminal: {
    environment: {},
    interactive: (prompt) => ['--approval-mode', 'default', '-i', prompt],
    ask: runShellCommand,
    offer: 'Yes, allow once',
  },
  shell: runShellCommand,
  delegate: (prompt) => [task('agent', { prompt, subagent_type: 'general-purpose' })],
  usage: ['--telemetry'],
  knowsFailures: true,
  tellsAnswers: true,
  controls: [],
  // It tells of no end after one prompt.
  over: 'lost',
};

export const COPILOT: RealAgent = {
  name: 'copilot-cli',
  title: 'Copilot CLI',
  command: 'copilot',
  npm: {
    package: '@github/copilot',
    version: '1.0.102',
    file: `@github/copilot-${platform}/copilot`,
  },
  environment: (model) => ({
    COPILOT_OFFLINE: 'true',
    COPILOT_PROVIDER_BASE_URL: `${model}/v1`,
    COPILOT_MODEL: 'stand-in',
    COPILOT_AUTO_UPDATE: 'false',
  }),
  prepare: () => undefined,
  headless: (prompt) => ['--allow-all-tools', '-p', prompt],
  // Its hook for permissions runs also when nobody is asked, so it is not connected.
  terminal: undefined,
  shell: bash,
  delegate: (prompt) => [task('task', { prompt, agent_type: 'general-purpose', name: 'checks' })],
  usage: undefined,
  knowsFailures: false,
  tellsAnswers: false,
  controls: [],
  over: 'ended',
};
