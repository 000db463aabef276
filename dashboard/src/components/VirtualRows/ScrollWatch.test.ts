import { expect, test } from 'vitest';
import { ScrollWatch } from './ScrollWatch';

const BOX = { scrollHeight: 2_000, clientHeight: 500 };
const SHORTER = { scrollHeight: 2_000, clientHeight: 400 };
const FULLER = { scrollHeight: 2_030, clientHeight: 500 };

function watching(): ScrollWatch {
  const watch = new ScrollWatch();
  watch.isByPerson(BOX, 0);
  return watch;
}

test('what scrolls in a layout that stands still is a person’s doing', () => {
  expect(watching().isByPerson(BOX, 10_000)).toBe(true);
});

test.each([SHORTER, FULLER])('what scrolls as the layout becomes %j is not', (box) => {
  const watch = watching();
  expect(watch.isByPerson(box, 10_000)).toBe(false);
  expect(watch.isByPerson(box, 10_010)).toBe(true);
});

test('but where a hand has just moved it is, however busy the layout', () => {
  const watch = watching();
  const box = new EventTarget();
  const end = watch.attach(box);
  const wheel = new Event('wheel');
  box.dispatchEvent(wheel);
  end();
  box.dispatchEvent(new Event('keydown'));
  expect(watch.isByPerson(FULLER, wheel.timeStamp + 999)).toBe(true);
  expect(watch.isByPerson(BOX, wheel.timeStamp + 1_001)).toBe(false);
});
