import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** As a user starts it; `bin/test` has built it before. */
const PROGRAM = join(import.meta.dirname, '../../bin/signalbox');
const READY = /Signalbox is ready at (http:\S+)/;
const READY_MILLIS = 30_000;

export type Fields = Record<string, unknown>;

/** A real hub with an empty data directory of its own. */
export class TestHub {
  private process: ChildProcess | undefined;
  private readonly dataDir = mkdtempSync(join(tmpdir(), 'signalbox-e2e-'));
  url = '';

  static async start(): Promise<TestHub> {
    const hub = new TestHub();
    await hub.run('0');
    return hub;
  }

  /** Ends the process and starts another on the same port and data. */
  async restart(): Promise<void> {
    await this.kill();
    await this.run(new URL(this.url).port);
  }

  /** Ends the process without a warning, as a power failure would. */
  async kill(): Promise<void> {
    const process = this.process;
    this.process = undefined;
    if (process?.exitCode !== null) return;
    const ended = once(process, 'exit');
    process.kill('SIGKILL');
    await ended;
  }

  async close(): Promise<void> {
    await this.kill();
    rmSync(this.dataDir, { recursive: true, force: true });
  }

  /** Ends the process, loses everything, and starts another log on the same port. */
  async wipe(): Promise<void> {
    await this.kill();
    rmSync(this.dataDir, { recursive: true, force: true });
    await this.run(new URL(this.url).port);
  }

  /** Deletes all sessions. */
  async empty(): Promise<void> {
    const { sessions } = (await this.get('/api/sessions?limit=500')) as { sessions: Fields[] };
    for (const { id } of sessions) {
      await fetch(`${this.url}/api/sessions/${encodeURIComponent(String(id))}`, {
        method: 'DELETE',
      });
    }
    if (sessions.length > 0) await this.empty();
  }

  async createSession(fields: Fields): Promise<string> {
    const { id } = (await this.post('/api/sessions', { cwd: '/srv/app', ...fields })) as {
      id: string;
    };
    return id;
  }

  async publish(...events: Fields[]): Promise<void> {
    const { results } = (await this.post('/api/events', { events })) as { results: Fields[] };
    const refused = results.find((result) => 'error' in result);
    if (refused !== undefined) throw new Error(JSON.stringify(refused));
  }

  async get(path: string): Promise<Fields> {
    const response = await fetch(this.url + path);
    return (await response.json()) as Fields;
  }

  async post(path: string, body: Fields): Promise<unknown> {
    const response = await fetch(this.url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
    return response.json();
  }

  /** The command line of the same jar, as somebody else's at their workplace. */
  async command(
    workplace: { command(program: string, ...args: string[]): Promise<string> },
    ...args: string[]
  ): Promise<string> {
    return workplace.command(PROGRAM, ...args, '--url', this.url);
  }

  private async run(port: string): Promise<void> {
    const args = ['serve', '--host', '127.0.0.1', '--port', port];
    this.process = spawn(PROGRAM, [...args, '--data-dir', this.dataDir], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.url = await ready(this.process);
  }
}

async function ready(hub: ChildProcess): Promise<string> {
  if (hub.stdout === null) throw new Error('The hub has no output');
  const timer = setTimeout(() => hub.kill('SIGKILL'), READY_MILLIS);
  try {
    const lines = createInterface({ input: hub.stdout });
    for await (const line of lines) {
      const url = READY.exec(line)?.[1];
      if (url !== undefined) {
        // The hub's log goes on; nobody reading it would stop the process.
        hub.stdout.resume();
        return url.replace(/\/$/, '');
      }
    }
  } finally {
    clearTimeout(timer);
  }
  throw new Error('The hub ended before it was ready');
}
