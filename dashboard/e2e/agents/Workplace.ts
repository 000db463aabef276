import { execFile, spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { promisify } from 'node:util';
import { endAllOf } from './processes';

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

/** An agent in a terminal, with somebody at the keyboard. */
export interface Typed extends Running {
  /** All that it has drawn so far, with what moves the cursor and colours the text. */
  drawn(): string;
  type(keys: string): void;
}

type Child = ChildProcessByStdio<Writable | null, Readable, Readable>;

async function outcome(agent: Child): Promise<Outcome> {
  const begin = performance.now();
  let output = '';
  agent.stdout.on('data', (part: Buffer) => (output += part.toString()));
  agent.stderr.on('data', (part: Buffer) => (output += part.toString()));
  const [code] = (await once(agent, 'close')) as [number | null];
  return { code, output, millis: performance.now() - begin };
}

function killAll(agent: Child): void {
  const isOver = agent.exitCode !== null || agent.signalCode !== null;
  if (agent.pid !== undefined && !isOver) process.kill(-agent.pid, 'SIGKILL');
}

/** A person's home and working directory, with nothing of this machine's in them. */
export class Workplace {
  private readonly root = mkdtempSync(join(tmpdir(), 'signalbox-agent-'));
  private readonly programs = join(this.root, 'bin');
  private readonly running = new Set<Child>();
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
      ...this.place(),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return this.started(agent);
  }

  /** Starts a program in a terminal of 100 columns, made by script(1) of util-linux. */
  terminal(program: string, ...args: string[]): Typed {
    const words = [program, ...args].map((word) => `'${word.replaceAll("'", "'\\''")}'`);
    const command = `stty cols 100 rows 40; exec ${words.join(' ')}`;
    const agent = spawn('script', ['-qefc', command, '/dev/null'], {
      ...this.place(),
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    const type = (keys: string) => {
      agent.stdin.write(keys);
    };
    let drawn = '';
    agent.stdout.on('data', (part: Buffer) => (drawn += part.toString()));
    return { drawn: () => drawn, type, ...this.started(agent) };
  }

  private started(agent: Child): Running {
    this.running.add(agent);
    agent.on('close', () => this.running.delete(agent));
    return {
      kill: () => {
        killAll(agent);
      },
      outcome: outcome(agent),
    };
  }

  /** Also ends whatever a test that failed has left. */
  close(): void {
    this.running.forEach(killAll);
    endAllOf(this.home);
    rmSync(this.root, { recursive: true, force: true });
  }

  private place() {
    return { cwd: this.project, env: this.environment(), detached: true };
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
