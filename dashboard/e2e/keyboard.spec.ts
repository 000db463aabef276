import { expect, isLive, test } from './fixture';

test('j, k, Enter and Escape go through the list, into a session and back', async ({
  page,
  hub,
}) => {
  for (const name of ['one', 'two', 'three']) {
    await hub.createSession({ id: `team/${name}`, title: name });
  }
  await page.goto(hub.url);
  await isLive(page);
  const selected = page.locator('.selected');
  await page.keyboard.press('j');
  const first = await selected.innerText();
  await page.keyboard.press('j');
  await expect(selected).not.toHaveText(first, { useInnerText: true });
  await expect(selected).toBeFocused();
  await page.keyboard.press('k');
  await expect(selected).toHaveText(first, { useInnerText: true });
  const title = await selected.locator('.title').innerText();

  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
  expect(new URL(page.url()).pathname).toBe(`/sessions/team%2F${title}`);
  await page.reload();
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.locator('[data-group=idle]')).toBeVisible();
});

test('coming back finds the list as it was left', async ({ page, hub }) => {
  for (let number = 0; number < 60; number++) await hub.createSession({ title: `T${number}` });
  await page.goto(`${hub.url}/?q=T`);
  await isLive(page);
  const list = page.locator('main .box');
  await list.evaluate((box) => {
    box.scrollTop = 700;
  });
  await page.keyboard.press('j');
  const chosen = await page.locator('.selected .title').innerText();
  const top = await list.evaluate((box) => box.scrollTop);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: chosen })).toBeVisible();
  await page.goBack();
  await expect(page.locator('.selected .title')).toHaveText(chosen);
  expect(await list.evaluate((box) => box.scrollTop)).toBe(top);
  expect(page.url()).toBe(`${hub.url}/?q=T`);
  await page.goForward();
  await expect(page.getByRole('heading', { level: 1, name: chosen })).toBeVisible();
});

test('w goes to who waits longest, then to the next', async ({ page, hub }) => {
  for (const name of ['First', 'Second']) {
    await hub.createSession({ id: name, title: name });
    await hub.publish({ type: 'interaction:awaiting-input', sessionId: name, kind: 'question' });
  }
  await hub.createSession({ title: 'Nobody waits here' });
  await page.goto(hub.url);
  await isLive(page);
  for (const name of ['First', 'Second', 'First']) {
    await page.keyboard.press('w');
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible();
  }
});

test('/ filters, Escape clears, and typing moves nothing', async ({ page, hub }) => {
  await hub.createSession({ title: 'Wjk' });
  await page.goto(hub.url);
  await isLive(page);
  await page.keyboard.press('/');
  const box = page.getByRole('searchbox');
  await expect(box).toBeFocused();
  await page.keyboard.type('wj?');
  await expect(page.getByText('No session matches')).toBeVisible();
  await expect(page.getByRole('dialog')).toBeHidden();
  await page.keyboard.press('Escape');
  await expect(box).toHaveValue('');
  await expect(page.getByText('Wjk')).toBeVisible();
});

test('the session that is open is in sight in the list beside it, and stays where it was', async ({
  page,
  hub,
}) => {
  for (let number = 0; number < 60; number++) {
    await hub.createSession({ id: `s${number}`, title: `T${number}` });
  }
  await page.goto(`${hub.url}/sessions/s0`);
  const list = page.getByRole('navigation', { name: 'Sessions' }).locator('.box');
  const current = list.locator('[aria-current]');
  await expect(current).toBeInViewport({ ratio: 1 });
  const top = await list.evaluate((box) => box.scrollTop);
  expect(top).toBeGreaterThan(0);
  await list.locator('[href="/sessions/s3"]').click();
  await expect(page.getByRole('heading', { level: 1, name: 'T3' })).toBeVisible();
  await expect(current).toContainText('T3');
  expect(await list.evaluate((box) => box.scrollTop)).toBe(top);
});

test('? lists the keys, and Escape closes only the list', async ({ page, hub }) => {
  await hub.createSession({ id: 's1', title: 'One' });
  await page.goto(`${hub.url}/sessions/s1`);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toBeHidden();
  expect(new URL(page.url()).pathname).toBe('/sessions/s1');
  await page.keyboard.press('g');
  await page.keyboard.press('n');
  expect(new URL(page.url()).pathname).toBe('/');
});

test('in a session j and k choose rows, Enter opens one, f follows', async ({ page, hub }) => {
  await hub.createSession({ id: 's1', title: 'One' });
  for (const number of [1, 2, 3]) {
    const call = { sessionId: 's1', toolName: 'Bash', toolUseId: `t${number}` };
    await hub.publish({ ...call, type: 'tool:completed', output: `output ${number}` });
  }
  await page.goto(`${hub.url}/sessions/s1`);
  await expect(page.getByRole('button', { name: 'Following' })).toBeVisible();
  await page.keyboard.press('k');
  await page.keyboard.press('k');
  await page.keyboard.press('Enter');
  await expect(page.getByText('output 2')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Not following' })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByText('output 2')).toBeHidden();
  await page.keyboard.press('f');
  await expect(page.getByRole('button', { name: 'Following' })).toBeVisible();
});
