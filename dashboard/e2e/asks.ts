import type { Locator, Page } from '@playwright/test';
import { expect, isLive } from './fixture';
import type { Fields, TestHub } from './hub';

/** Opens an approval in session `s1`, as a script does; answers its id. */
export async function ask(hub: TestHub, command: string, fields: Fields = {}): Promise<string> {
  const { askId } = (await hub.post('/api/asks', {
    sessionId: 's1',
    kind: 'approval',
    question: `Bash · ${command}`,
    toolName: 'Bash',
    toolInput: { command },
    ...fields,
  })) as { askId: string };
  return askId;
}

/** Waits as the requester does, until somebody has answered. */
export async function answer(hub: TestHub, askId: string): Promise<Fields> {
  return hub.get(`/api/asks/${askId}?wait=30`);
}

export function card(page: Page, askId: string): Locator {
  return page.locator(`[data-ask="${askId}"]`);
}

export async function openInbox(page: Page, hub: TestHub): Promise<void> {
  await page.goto(`${hub.url}/inbox`);
  await isLive(page);
}

/** Just after the cards have moved nothing that is pressed counts. */
export async function settled(page: Page): Promise<void> {
  await expect(page.locator('.cards:not(.settling)')).toBeVisible();
}
