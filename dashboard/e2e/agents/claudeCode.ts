import { execFile, spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { promisify } from 'node:util';

const run = promisify(execFile);
const VERSION = '2.1.332';
const INSTALLED = join(import.meta.dirname, '../../target/agents/claude-code');
const INSTALL_MILLIS = 240_000;

/** What a run of the agent printed and how it ended. */
export interface Outcome {
  readonly code: number | null;
  readonly output: string;
  readonly millis: number;
}

/** The program from npm, installed once; undefined, with the reason said, where npm cannot. */
export async function install(): Promise<string | undefined> {
  const program = join(
    INSTALLED,
    `node_modules/@anthropic-ai/claude-code-${process.platform}-${process.arch}/claude`,
  );
  if (existsSync(program)) return program;
  mkdirSync(INSTALLED, { recursive: true });
  const wanted = `@anthropic-ai/claude-code@${VERSION}`;
  // The program lies in an optional package for the platform; npm's install scripts only move it,
  // and it brings what it runs on with it, whatever Node this is.
  const options = [
    '--prefix',
    INSTALLED,
    '--no-save',
    '--ignore-scripts',
    '--engine-strict=false',
    '--no-audit',
    '--no-fund',
  ];
  try {
    await run('npm', ['install', ...options, wanted], { timeout: INSTALL_MILLIS });
  } catch (fault) {
    console.log(`skipped: npm could not install ${wanted}: ${String(fault).slice(0, 300)}`);
    return undefined;
  }
  if (existsSync(program)) return program;
  console.log(`skipped: ${wanted} has no program for ${process.platform} on ${process.arch}`);
  return undefined;
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
  readonly home = join(this.root, 'home');
  readonly project = join(this.root, 'webshop');

  constructor(private readonly modelUrl: string) {
    mkdirSync(this.home);
    mkdirSync(this.project);
  }

  /** A repository with a branch of its own. */
  async initGit(branch: string): Promise<void> {
    await this.command('git', 'init', '-q', '-b', branch);
  }

  async command(program: string, ...args: string[]): Promise<string> {
    const { stdout } = await run(program, args, { cwd: this.project, env: this.environment() });
    return stdout;
  }

  /** Runs `claude -p` until it ends. */
  async claude(program: string, prompt: string): Promise<Outcome> {
    return this.launch(program, prompt).outcome;
  }

  /** Starts `claude -p`, for whoever wants to end it. */
  launch(program: string, prompt: string): { kill(): void; outcome: Promise<Outcome> } {
    const agent = spawn(program, ['-p', prompt, '--allowedTools', 'Bash,Write,Task,Agent'], {
      cwd: this.project,
      env: this.environment(),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    return { kill: () => agent.kill('SIGKILL'), outcome: outcome(agent) };
  }

  close(): void {
    rmSync(this.root, { recursive: true, force: true, maxRetries: 5 });
  }

  private environment(): NodeJS.ProcessEnv {
    return {
      PATH: process.env['PATH'],
      HOME: this.home,
      USER: 'ana',
      LANG: 'C.UTF-8',
      ANTHROPIC_BASE_URL: this.modelUrl,
      ANTHROPIC_API_KEY: 'sk-ant-stand-in',
      CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
      DISABLE_AUTOUPDATER: '1',
    };
  }
}
