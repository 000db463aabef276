import { test as base, expect, type Page } from '@playwright/test';
import { TestHub } from './hub';

interface Fixtures {
  /** A hub without sessions, shared with the other tests: neither stop it nor change its files. */
  hub: TestHub;
  /** A hub for this test alone, which it may kill. */
  ownHub: TestHub;
  complaints: string[];
}

/** A test with a hub; a page that logs an error or breaks its content policy fails the test. */
export const test = base.extend<Fixtures, { sharedHub: TestHub }>({
  sharedHub: [
    async ({}, use) => {
      const hub = await TestHub.start();
      await use(hub);
      await hub.close();
    },
    { scope: 'worker' },
  ],
  hub: async ({ sharedHub }, use) => {
    await sharedHub.empty();
    await use(sharedHub);
  },
  ownHub: async ({}, use) => {
    const hub = await TestHub.start();
    await use(hub);
    await hub.close();
  },
  complaints: [
    async ({ page }, use) => {
      const complaints: string[] = [];
      page.on('pageerror', (error) => complaints.push(error.message));
      page.on('console', (message) => {
        const isNetwork = /Failed to load resource|WebSocket connection/.test(message.text());
        if (message.type() === 'error' && !isNetwork) complaints.push(message.text());
      });
      await use(complaints);
      expect(complaints).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect };

export async function isLive(page: Page): Promise<void> {
  await expect(page.locator('[data-connection=live]')).toBeVisible();
}

/** The titles of a group of the list, in order. */
export async function titles(page: Page, group: string): Promise<string[]> {
  return page.locator(`[data-group="${group}"] .title`).allInnerTexts();
}

/** Keeps a file from the page, until the function that this answers is called. */
export async function held(page: Page, address: RegExp): Promise<() => void> {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  await page.route(address, async (route) => {
    await released;
    await route.continue();
  });
  return () => {
    release();
  };
}
