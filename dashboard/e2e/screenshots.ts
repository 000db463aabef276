import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, isLive, test } from './fixture';
import { stage } from './stage/stage';
import { writeMuch } from './stage/writing';

const DOCS = join(import.meta.dirname, '../../docs/images');
const MORE = join(import.meta.dirname, '../target/screenshots');
/** The sparklines show ten minutes by the hub's clock: `MINUTES=10` fills them. */
const MINUTES = Number(process.env['MINUTES'] ?? '1');

test.use({ deviceScaleFactor: 2 });
test.beforeAll(() => {
  mkdirSync(DOCS, { recursive: true });
  mkdirSync(MORE, { recursive: true });
});

test('pictures of a hub at work', async ({ page, ownHub: hub }) => {
  await page.goto(hub.url);
  await isLive(page);
  await page.screenshot({ path: join(MORE, 'empty.png') });
  await stage(hub, MINUTES);

  await page.setViewportSize({ width: 1440, height: 720 });
  await page.reload();
  await expect(page.getByText('Bump the base images')).toBeVisible();
  await isLive(page);
  await page.screenshot({ path: join(DOCS, 'now-dark.png') });
  await page.emulateMedia({ colorScheme: 'light' });
  await page.screenshot({ path: join(DOCS, 'now-light.png') });

  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(`${hub.url}/sessions/demo-1`);
  await expect(page.locator('article').first()).toBeVisible();
  await isLive(page);
  await page.screenshot({ path: join(DOCS, 'session.png') });
  await page.emulateMedia({ colorScheme: 'light' });
  await page
    .getByRole('button', { name: /npm test/ })
    .last()
    .click();
  await page.screenshot({ path: join(MORE, 'session-light.png') });

  await page.emulateMedia({ colorScheme: 'dark' });
  await page.setViewportSize({ width: 390, height: 844 });
  await page.screenshot({ path: join(MORE, 'phone-session.png') });
  await page.goto(hub.url);
  await isLive(page);
  await page.screenshot({ path: join(DOCS, 'phone.png') });

  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(`${hub.url}/?q=nobody`);
  await expect(page.getByText('No session matches')).toBeVisible();
  await page.screenshot({ path: join(MORE, 'no-match.png') });
  await page.goto(hub.url);
  await isLive(page);
  await hub.kill();
  await expect(page.locator('[data-connection=reconnecting]')).toBeVisible();
  await page.screenshot({ path: join(MORE, 'disconnected.png') });
});

test('pictures of three and of two hundred sessions', async ({ page, hub }) => {
  const create = async (from: number, to: number) => {
    for (let number = from; number <= to; number++) {
      await hub.createSession({
        title: `Task ${number} of a long list`,
        user: ['ana', 'kim', 'jo'][number % 3],
        hostname: `build-${number % 7}`,
        cwd: `/srv/service-${number % 11}`,
        agent: 'claude-code',
      });
    }
  };
  await create(1, 3);
  await page.goto(hub.url);
  await expect(page.locator('[data-session]')).toHaveCount(3);
  await page.screenshot({ path: join(MORE, 'three.png') });
  await create(4, 200);
  await expect(page.getByRole('button', { name: 'Idle 200' })).toBeVisible();
  await page.getByText('Compact').click();
  await page.getByText('Repository', { exact: true }).click();
  await page.screenshot({ path: join(MORE, 'two-hundred.png') });
});

test('pictures of what agents write', async ({ page, hub }) => {
  await writeMuch(hub);
  for (const width of [1440, 390]) {
    for (const colorScheme of ['dark', 'light'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.setViewportSize({ width, height: 6_000 });
      await page.goto(`${hub.url}/inbox`);
      await expect(page.locator('.code-keyword').first()).toBeVisible();
      await page.screenshot({ path: join(MORE, `writing-inbox-${width}-${colorScheme}.png`) });
      await page.setViewportSize({ width, height: 4_000 });
      await page.goto(`${hub.url}/sessions/writer`);
      await expect(page.locator('article strong').first()).toBeVisible();
      const calls = page.getByRole('log').getByRole('button', { name: /^\S+ (Edit|Bash)/ });
      for (const call of await calls.all()) await call.click();
      const more = page.getByRole('log').getByRole('button', { name: /^Show all/ });
      await more.first().click();
      await expect(page.locator('article .code-keyword').first()).toBeVisible();
      await page.screenshot({ path: join(MORE, `writing-session-${width}-${colorScheme}.png`) });
    }
  }
});
