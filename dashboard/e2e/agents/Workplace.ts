import { execFile, spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** What a run of an agent printed and how it ended. */
export interface Outcome {
  readonly code: number | null;
  readonly output: string;
  readonly millis: number;
}

/** An agent that runs. */
export interface Running {
  kill(): void;
  readonly outcome: Promise<Outcome>;
}

async function outcome(agent: ChildProcessByStdio<null, Readable, Readable>): Promise<Outcome> {
  const begin = performance.now();
  let output = '';
  agent.stdout.on('data', (part: Buffer) => (output += part.toString()));
  agent.stderr.on('data', (part: Buffer) => (output += part.toString()));
  const [code] = (await once(agent, 'close')) as [number | null];
  return { code, output, millis: performance.now() - begin };
}

/** A person's home and working directory, with nothing of this machine's in them. */
export class Workplace {
  private readonly root = mkdtempSync(join(tmpdir(), 'signalbox-agent-'));
  private readonly programs = join(this.root, 'bin');
  readonly home = join(this.root, 'home');
  readonly project = join(this.root, 'webshop');

  constructor(private readonly variables: NodeJS.ProcessEnv) {
    for (const folder of [this.programs, this.home, this.project]) mkdirSync(folder);
  }

  /** A repository with a branch of its own. */
  async initGit(branch: string): Promise<void> {
    await this.command('git', 'init', '-q', '-b', branch);
  }

  /** Puts a program on the path, by the name that people type. */
  install(name: string, program: string): void {
    chmodSync(program, 0o755);
    symlinkSync(program, join(this.programs, name));
  }

  /** A file of settings in the home. */
  write(file: string, text: string): void {
    const path = join(this.home, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }

  async command(program: string, ...args: string[]): Promise<string> {
    const { stdout } = await run(program, args, { cwd: this.project, env: this.environment() });
    return stdout;
  }

  /** Runs a program until it ends. */
  async run(program: string, ...args: string[]): Promise<Outcome> {
    return this.launch(program, ...args).outcome;
  }

  /** Starts a program, for whoever wants to end it with all that it has started. */
  launch(program: string, ...args: string[]): Running {
    const agent = spawn(program, args, {
      cwd: this.project,
      env: this.environment(),
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    const kill = () => {
      if (agent.pid !== undefined) process.kill(-agent.pid, 'SIGKILL');
    };
    return { kill, outcome: outcome(agent) };
  }

  close(): void {
    rmSync(this.root, { recursive: true, force: true, maxRetries: 5 });
  }

  private environment(): NodeJS.ProcessEnv {
    return {
      PATH: `${this.programs}:${process.env['PATH']}`,
      HOME: this.home,
      USER: 'ana',
      LANG: 'C.UTF-8',
      NO_PROXY: '127.0.0.1',
      ...this.variables,
    };
  }
}
