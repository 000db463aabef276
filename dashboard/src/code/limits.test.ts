import { expect, test } from 'vitest';
import { highlight } from './highlight';
import { isColourable } from './line';
import { LANGUAGES } from './language';

/** As much as is coloured at all, of a piece that some grammar looks far ahead from. */
function filled(piece: string): string {
  const line = piece.repeat(Math.ceil(500 / piece.length)).slice(0, 500);
  return Array.from({ length: 59 }, () => line).join('\n');
}

/** Each takes a tenth of this; as the grammars come, some took four seconds. */
const MAX_MILLIS = 2_000;

test.each(LANGUAGES)('no code in %s takes long', (language) => {
  for (const code of [...['a', 'a ', '_', '"\\', '['].map(filled), '\n'.repeat(1_499)]) {
    expect(isColourable(code.split('\n'))).toBe(true);
    const begin = performance.now();
    highlight(code, language);
    expect(performance.now() - begin).toBeLessThan(MAX_MILLIS);
  }
});

test('thousands of templates in each other have no colour, and break nothing', () => {
  expect(highlight('`${'.repeat(9_000), 'typescript')).toBeUndefined();
});

test('C has its colours but for names of functions', () => {
  const kinds = highlight('static int main(void) { return 0; /* so */ }', 'cpp')?.[0]?.map(
    ({ kind }) => kind,
  );
  expect(new Set(kinds)).toEqual(new Set(['keyword', 'name', 'constant', 'comment', undefined]));
});
