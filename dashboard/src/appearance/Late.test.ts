import { expect, test } from 'vitest';
import { Late } from './Late.svelte';

test('what several want is loaded once', async () => {
  let loads = 0;
  const late = new Late(() => Promise.resolve(++loads));
  expect(late.value).toBeUndefined();
  await Promise.all([late.want(), late.want()]);
  await late.want();
  expect(late.value).toBe(1);
  expect(loads).toBe(1);
});

test('what could not be loaded is tried again when the next one wants it', async () => {
  const answers = [Promise.reject(new Error('404')), Promise.resolve('here')];
  const late = new Late(() => answers.shift() ?? Promise.reject(new Error('too often')));
  await late.want();
  expect(late.value).toBeUndefined();
  await late.want();
  expect(late.value).toBe('here');
});
