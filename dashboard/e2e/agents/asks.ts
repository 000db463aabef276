import { expect } from '../fixture';
import type { Fields, TestHub } from '../hub';

/** The ask for a command that can be answered at the hub; waits for it. */
export async function openAsk(hub: TestHub, tool: string, command: string): Promise<string> {
  // Without an ask, a failure shows what has become of the session instead.
  const first = async () => (await list(hub, 'asks'))[0] ?? (await list(hub, 'sessions'))[0];
  const toolInput = expect.objectContaining({ command }) as unknown;
  await expect.poll(first).toMatchObject({ toolName: tool, toolInput, answerable: true });
  return String((await first())?.['askId']);
}

/** The one session that there is. */
export async function onlySession(hub: TestHub): Promise<Fields> {
  const sessions = await list(hub, 'sessions');
  expect(sessions).toHaveLength(1);
  return sessions[0] ?? {};
}

async function list(hub: TestHub, name: 'asks' | 'sessions'): Promise<Fields[]> {
  return (await hub.get(`/api/${name}`))[name] as Fields[];
}
