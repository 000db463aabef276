import { realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, isLive, test } from '../fixture';
import {
  allowInTerminal,
  API_KEY,
  CLAUDE_CODE,
  environment,
  interactive,
  trusting,
} from './claudeCode';
import { ModelServer } from './ModelServer';
import { install } from './npm';
import { PROMPT, script } from './script';
import { Workplace } from './Workplace';

let program: string | undefined;
let model: ModelServer;
let workplace: Workplace;

test.beforeAll(async () => {
  test.setTimeout(300_000);
  program = await install('claude-code', CLAUDE_CODE);
});

test.beforeEach(async () => {
  test.skip(program === undefined, 'npm cannot install Claude Code here');
  test.skip(process.platform !== 'linux', 'other systems have another script(1)');
  model = await ModelServer.start(script);
  workplace = new Workplace({ ...environment(model.url), TERM: 'xterm-256color' });
  workplace.write('.claude.json', trusting(realpathSync(workplace.project), API_KEY));
});

test.afterEach(async () => {
  if (program === undefined) return;
  workplace.close();
  await model.close();
});

test('a permission prompt is shown until the terminal answers it', async ({
  page,
  ownHub: hub,
}) => {
  await hub.command(workplace, 'connect', 'claude-code', '--yes');
  await page.goto(hub.url);
  await isLive(page);
  const agent = workplace.terminal(program ?? '', ...interactive(PROMPT));

  const waiting = page.locator('[data-group=needs_you]');
  await expect(waiting).toContainText(PROMPT);
  await expect(waiting).toContainText(/Approval\W+Bash: until/);

  // No hook tells of the answer itself, only of what the call came to.
  await allowInTerminal(agent);
  writeFileSync(join(workplace.project, 'go'), '');
  await expect(waiting).toContainText(/Approval\W+Write/);

  // Its terminal is closed. Claude Code says so itself, and nobody waits any more.
  agent.kill();
  await expect(page.locator('[data-group=today]')).toContainText(PROMPT);
  await expect(waiting).toBeHidden();
  await agent.outcome;
});
