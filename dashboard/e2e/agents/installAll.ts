import { CLAUDE_CODE } from './claudeCode';
import { install } from './npm';
import { CODEX, COPILOT, GEMINI, OPENCODE, QWEN } from './others';

/** Before any test: two that need the same agent must not install it at the same time. */
export default async function installAll(): Promise<void> {
  const others = [CODEX, GEMINI, OPENCODE, QWEN, COPILOT];
  await Promise.all([
    install('claude-code', CLAUDE_CODE),
    ...others.map(({ name, npm }) => install(name, npm)),
  ]);
}
