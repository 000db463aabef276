import { ask, card, openInbox } from './asks';
import { expect, test } from './fixture';

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });

test('on a phone a card that is over stays until something else is touched', async ({
  page,
  hub,
}) => {
  await hub.createSession({ id: 's1', title: 'Fix the build' });
  await ask(hub, 'npm test', { askId: 'one' });
  await ask(hub, 'npm publish', { askId: 'two' });
  await openInbox(page, hub);
  const below = card(page, 'two');
  const before = await below.boundingBox();
  await hub.post('/api/asks/one/close', {});
  await expect(card(page, 'one')).toContainText('Withdrawn');
  await page.clock.install();
  await page.clock.runFor(20_000);
  await card(page, 'one').getByText('Withdrawn').tap();
  await page.clock.runFor(20_000);
  expect(await below.boundingBox()).toEqual(before);
  await below.getByText('npm publish').tap();
  await page.clock.runFor(5_000);
  await expect(card(page, 'one')).toBeHidden();
});
