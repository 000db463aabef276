import { existsSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, isLive, test } from '../fixture';
import type { Fields, TestHub } from '../hub';
import { API_KEY, CLAUDE_CODE, environment, interactive, trusting } from './claudeCode';
import { text, type Block, type Conversation } from './conversation';
import { ModelServer } from './ModelServer';
import { install } from './npm';
import { LAST_WORDS, PROMPT } from './script';
import { Workplace, type Typed } from './Workplace';

/** Claude Code in a terminal, with a stand-in model, and the inbox in a browser. */
export class ClaudeStage {
  private program: string | undefined;
  private server: ModelServer | undefined;
  private place: Workplace | undefined;
  /** What the model does in its turn, one after the other; several calls at once in a list. */
  calls: (Block | Block[])[] = [];

  /** Sets it up around the tests of the file that calls it. */
  static set(): ClaudeStage {
    const stage = new ClaudeStage();
    test.beforeAll(async () => {
      test.setTimeout(300_000);
      stage.program = await install('claude-code', CLAUDE_CODE);
    });
    test.beforeEach(async () => {
      test.skip(stage.program === undefined, 'npm cannot install Claude Code here');
      test.skip(process.platform !== 'linux', 'other systems have another script(1)');
      await stage.open();
    });
    test.afterEach(() => stage.close());
    return stage;
  }

  get model(): ModelServer {
    if (this.server === undefined) throw new Error('The test has not begun');
    return this.server;
  }

  private get workplace(): Workplace {
    if (this.place === undefined) throw new Error('The test has not begun');
    return this.place;
  }

  async begin(hub: TestHub, page: Page): Promise<Typed> {
    await hub.command(this.workplace, 'connect', 'claude-code', '--yes');
    await page.goto(`${hub.url}/inbox`);
    await isLive(page);
    return this.workplace.terminal(this.program ?? '', ...interactive(PROMPT));
  }

  /** Closes the terminal; the agent may write some files before it is gone. */
  async end(agent: Typed, hub: TestHub): Promise<void> {
    agent.kill();
    await agent.outcome;
    await expect
      .poll(async () => String((await newestSession(hub))['state']))
      .toMatch(/ended|lost/);
  }

  hasRun(file = 'ran'): boolean {
    return existsSync(join(this.workplace.project, file));
  }

  private readonly script = ({ said, answers, tools }: Conversation) => {
    if (tools.length === 0 || !said.includes(PROMPT)) return [text('Checks')];
    return [this.calls[answers] ?? text(LAST_WORDS)].flat();
  };

  private async open(): Promise<void> {
    this.calls = [bash('touch ran')];
    this.server = await ModelServer.start(this.script);
    this.place = new Workplace({ ...environment(this.server.url), TERM: 'xterm-256color' });
    this.place.write('.claude.json', trusting(realpathSync(this.place.project), API_KEY));
  }

  private async close(): Promise<void> {
    this.place?.close();
    await this.server?.close();
  }
}

export const bash = (command: string): Block => ({
  type: 'tool_use',
  name: 'Bash',
  input: { command, description: 'Run the checks' },
});

export async function newestSession(hub: TestHub): Promise<Fields> {
  const { sessions } = (await hub.get('/api/sessions')) as { sessions: [Fields] };
  return sessions[0];
}

export async function becomes(hub: TestHub, state: string): Promise<void> {
  await expect.poll(async () => (await newestSession(hub))['state']).toBe(state);
}

/** The ask that can be answered at the hub; waits for it. */
export async function openAsk(hub: TestHub): Promise<Fields> {
  let ask: Fields | undefined;
  await expect
    .poll(async () => {
      const { asks } = (await hub.get('/api/asks')) as { asks: Fields[] };
      ask = asks.find(({ answerable }) => answerable === true);
      return ask;
    })
    .toBeDefined();
  return ask ?? {};
}

export const answer = async (hub: TestHub, ask: Fields, body: Fields) =>
  fetch(`${hub.url}/api/asks/${String(ask['askId'])}/answer`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

export const send = (hub: TestHub, session: Fields, path: string, body: Fields) =>
  hub.post(`/api/sessions/${String(session['id'])}/${path}`, body);
