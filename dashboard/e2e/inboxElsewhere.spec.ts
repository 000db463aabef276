import type { Page } from '@playwright/test';
import { answer, ask, card, openInbox, settled } from './asks';
import { expect, test } from './fixture';

test.beforeEach(async ({ hub }) => {
  await hub.createSession({ id: 's1', title: 'Fix the build' });
});

/** From `mute` on the page hears nothing of what happens elsewhere. */
async function mutable(page: Page): Promise<{ mute(): void }> {
  let isMute = false;
  await page.routeWebSocket(/\/ws/, (socket) => {
    socket.connectToServer().onMessage((message) => {
      if (!isMute) socket.send(message);
    });
  });
  return {
    mute: () => {
      isMute = true;
    },
  };
}

test('of two pages that answer at once one wins, and the other says so', async ({
  page,
  browser,
  hub,
}) => {
  const askId = await ask(hub, 'npm test');
  const other = await browser.newPage();
  const ears = [await mutable(page), await mutable(other)];
  for (const each of [page, other]) {
    await openInbox(each, hub);
    await expect(card(each, askId)).toBeVisible();
  }
  await card(other, askId).getByRole('button', { name: 'Deny…' }).click();
  for (const each of [page, other]) await settled(each);
  for (const ear of ears) ear.mute();
  const replies = [page, other].map((each) => each.waitForResponse('**/answer'));
  await Promise.all([
    card(page, askId).getByRole('button', { name: 'Allow', exact: true }).click(),
    other.getByRole('textbox', { name: 'Reason' }).press('Enter'),
  ]);
  const { decision } = await answer(hub, askId);
  const isAllowed = decision === 'allow';
  const states = (await Promise.all(replies)).map((reply) => reply.status());
  expect(states).toEqual(isAllowed ? [200, 409] : [409, 200]);
  const [winner, loser] = isAllowed ? [page, other] : [other, page];
  const word = isAllowed ? 'Allowed' : 'Denied';
  await expect(card(winner, askId)).toContainText(`${word} by you`);
  await expect(card(loser, askId)).toContainText(`${word} · on another page`);
  await expect(card(loser, askId).getByRole('button')).toHaveCount(0);
  await other.close();
});

test('an ask that closes elsewhere says so at once, keeps its place, and leaves', async ({
  page,
  hub,
}) => {
  const first = await ask(hub, 'npm test');
  const second = await ask(hub, 'npm publish');
  await openInbox(page, hub);
  const allow = card(page, second).getByRole('button', { name: 'Allow', exact: true });
  await allow.hover();
  const before = await allow.boundingBox();
  await hub.publish({
    type: 'interaction:input-received',
    sessionId: 's1',
    askId: first,
    decision: 'allow',
    source: 'terminal',
  });
  await expect(card(page, first)).toContainText('Allowed · in the terminal');
  await expect(card(page, first).getByRole('button', { name: 'Allow' })).toBeHidden();
  expect(await allow.boundingBox()).toEqual(before);
  // While somebody is about to press, nothing moves below their hand.
  await page.clock.install();
  await page.clock.runFor(20_000);
  expect(await allow.boundingBox()).toEqual(before);
  await page.mouse.move(0, 0);
  await page.clock.runFor(5_000);
  await expect(card(page, first)).toBeHidden();
});

test('a click just after the cards have moved does not count', async ({ page, hub }) => {
  const first = await ask(hub, 'npm test');
  const second = await ask(hub, 'npm publish');
  await openInbox(page, hub);
  const allow = card(page, second).getByRole('button', { name: 'Allow', exact: true });
  await allow.hover();
  await settled(page);
  const phase = await page.evaluate(async (askId) => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    const [above, below] = document.querySelectorAll<HTMLElement>('article');
    if (above?.dataset['ask'] !== askId) return 'not above';
    // The card above goes, and the click that was meant for it lands on what has taken its place.
    above.style.display = 'none';
    await frame();
    await frame();
    const button = below?.querySelector('.button');
    button?.dispatchEvent(new MouseEvent('click', { bubbles: true, detail: 1 }));
    await frame();
    return below?.dataset['phase'];
  }, first);
  expect(phase).toBe('open');
  await allow.click();
  expect(await answer(hub, second)).toMatchObject({ decision: 'allow' });
});
