import { expect, isLive, test, titles } from './fixture';

test('an empty hub shows how to begin, and turns into the list by itself', async ({
  page,
  hub,
}) => {
  await page.goto(hub.url);
  await expect(page.getByRole('heading', { name: 'No agent has reported yet' })).toBeVisible();
  await expect(page.getByText(`curl ${hub.url}/api/sessions`)).toBeVisible();
  await isLive(page);

  await hub.createSession({ title: 'Say hello', user: 'ana', hostname: 'mb-1' });

  await expect(page.getByText('Say hello')).toBeVisible();
  await expect(page.getByText('No agent has reported yet')).toBeHidden();
});

test('a created session is on the screen at once, and there once after a reload', async ({
  page,
  hub,
}) => {
  await hub.createSession({ title: 'The first' });
  await page.goto(hub.url);
  await isLive(page);
  const shown = page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        new MutationObserver((_, observer) => {
          if (!document.body.innerText.includes('The second')) return;
          observer.disconnect();
          resolve(Date.now());
        }).observe(document.body, { childList: true, subtree: true, characterData: true });
      }),
  );
  const posted = Date.now();
  await hub.createSession({ title: 'The second' });
  test
    .info()
    .annotations.push({ type: 'post to screen', description: `${(await shown) - posted} ms` });
  console.log(`POST sent to row on the screen: ${(await shown) - posted} ms`);

  const before = await titles(page, 'working');
  expect(before.toSorted()).toEqual(['The first', 'The second']);
  await page.reload();
  await expect(page.getByText('The second')).toBeVisible();
  expect(await titles(page, 'working')).toEqual(before);
});

test('who waits comes first, in the tab as well, and the filter finds it', async ({
  page,
  hub,
}) => {
  const waiting = await hub.createSession({ title: 'Deploy', user: 'kim' });
  await hub.createSession({ title: 'Refactor', user: 'ana' });
  await page.goto(hub.url);
  await isLive(page);

  await hub.publish({
    type: 'interaction:awaiting-input',
    sessionId: waiting,
    askId: 'a1',
    kind: 'approval',
    question: 'Run terraform apply?',
  });

  await expect(page.locator('[data-group=needs_you]')).toContainText('Run terraform apply?');
  await expect(page).toHaveTitle('(1) Signalbox');
  await page.keyboard.press('/');
  await page.keyboard.type('user:kim state:needs');
  await expect(page.getByText('Refactor')).toBeHidden();
  await expect(page.getByText('1 of 2')).toBeVisible();
  await page.reload();
  await expect(page.getByText('1 of 2')).toBeVisible();
});

test('the keyboard moves through the list, opens a session and comes back', async ({
  page,
  hub,
}) => {
  await hub.createSession({ id: 'team/one', title: 'One' });
  await hub.createSession({ id: 'team/two', title: 'Two' });
  await page.goto(hub.url);
  await isLive(page);
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  const chosen = await page.locator('.selected .title').innerText();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: chosen })).toBeVisible();
  expect(new URL(page.url()).pathname).toMatch(/^\/sessions\/team%2F(?:one|two)$/);
  await page.reload();
  await expect(page.getByRole('heading', { level: 1, name: chosen })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.locator('[data-group=working]')).toBeVisible();
});

test('a session that is deleted leaves the list', async ({ page, hub }) => {
  const id = await hub.createSession({ title: 'Short-lived' });
  await hub.createSession({ title: 'Stays' });
  await page.goto(hub.url);
  await expect(page.getByText('Short-lived')).toBeVisible();
  await fetch(`${hub.url}/api/sessions/${id}`, { method: 'DELETE' });
  await expect(page.getByText('Short-lived')).toBeHidden();
  await expect(page.getByText('Stays')).toBeVisible();
});

test('a hub that is killed and comes back loses and doubles nothing', async ({ page, hub }) => {
  await hub.createSession({ title: 'Before' });
  await page.goto(hub.url);
  await isLive(page);
  await hub.kill();
  await expect(page.locator('[data-connection=reconnecting]')).toContainText(
    /reconnecting \(\d+ s\)/,
  );
  await expect(page.getByText('Before')).toBeVisible();
  await hub.restart();
  await hub.createSession({ title: 'While away' });
  await isLive(page);
  await hub.createSession({ title: 'After' });
  await expect(page.getByText('After')).toBeVisible();
  expect((await titles(page, 'working')).toSorted()).toEqual(['After', 'Before', 'While away']);
});
