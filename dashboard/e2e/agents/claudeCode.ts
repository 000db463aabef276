import { expect } from '../fixture';
import type { NpmProgram } from './npm';
import type { Typed } from './Workplace';

export const CLAUDE_CODE: NpmProgram = {
  package: '@anthropic-ai/claude-code',
  version: '2.1.332',
  file: `@anthropic-ai/claude-code-${process.platform}-${process.arch}/claude`,
};

export const API_KEY = 'sk-ant-a-key-for-the-stand-in';

/** What lets Claude Code talk to a stand-in model, and to nobody else. */
export function environment(model: string): NodeJS.ProcessEnv {
  return {
    ANTHROPIC_BASE_URL: model,
    ANTHROPIC_API_KEY: API_KEY,
    CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
    DISABLE_AUTOUPDATER: '1',
  };
}

/** One turn without a person at the terminal. */
export function headless(prompt: string): string[] {
  return ['-p', prompt, '--allowedTools', 'Bash,Write,Task,Agent'];
}

/** Somebody at a terminal who wants to be asked; new versions ask only when told to. */
export function interactive(prompt: string): string[] {
  return ['--permission-mode', 'default', prompt];
}

/** The state of somebody who has used Claude Code before, in this folder and with this key. */
export function trusting(folder: string, key: string): string {
  return JSON.stringify({
    hasCompletedOnboarding: true,
    theme: 'dark',
    customApiKeyResponses: { approved: [key.slice(-20)], rejected: [] },
    projects: { [folder]: { hasTrustDialogAccepted: true, hasCompletedProjectOnboarding: true } },
  });
}

/** Says yes to the dialog, which is there a moment after its hook has told of it. */
export async function allowInTerminal(agent: Typed): Promise<void> {
  await expect.poll(() => agent.drawn()).toContain('proceed?');
  agent.type('\r');
}

/** From the first choice to the last, which is no. */
const UP = '\x1b[A';

/** Says no to it, and what to do instead: the agent goes on with its next call. */
export async function denyInTerminal(agent: Typed, words: string): Promise<void> {
  await expect.poll(() => agent.drawn()).toContain('proceed?');
  agent.type(UP);
  agent.type('\t');
  agent.type(words);
  agent.type('\r');
}
