import type { NpmProgram } from './npm';

export const CLAUDE_CODE: NpmProgram = {
  package: '@anthropic-ai/claude-code',
  version: '2.1.332',
  file: `@anthropic-ai/claude-code-${process.platform}-${process.arch}/claude`,
};

/** What lets Claude Code talk to a stand-in model, and to nobody else. */
export function environment(model: string): NodeJS.ProcessEnv {
  return {
    ANTHROPIC_BASE_URL: model,
    ANTHROPIC_API_KEY: 'sk-ant-stand-in',
    CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC: '1',
    DISABLE_AUTOUPDATER: '1',
  };
}

/** One turn without a person at the terminal. */
export function headless(prompt: string): string[] {
  return ['-p', prompt, '--allowedTools', 'Bash,Write,Task,Agent'];
}
