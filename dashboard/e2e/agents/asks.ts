import { expect } from '../fixture';
import type { Fields, TestHub } from '../hub';

/** The ask for a command that can be answered at the hub; waits for it. */
export async function openAsk(hub: TestHub, tool: string, command: string): Promise<string> {
  const first = async () => ((await hub.get('/api/asks'))['asks'] as Fields[])[0];
  const toolInput = expect.objectContaining({ command }) as unknown;
  await expect.poll(first).toMatchObject({ toolName: tool, toolInput, answerable: true });
  return String((await first())?.['askId']);
}

/** The one session that there is. */
export async function onlySession(hub: TestHub): Promise<Fields> {
  const { sessions } = (await hub.get('/api/sessions')) as { sessions: Fields[] };
  expect(sessions).toHaveLength(1);
  return sessions[0] ?? {};
}
