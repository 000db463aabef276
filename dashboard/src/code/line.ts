/** What a piece of code is, as far as it has a colour of its own. */
export const KINDS = ['comment', 'keyword', 'string', 'constant', 'name', 'attribute'] as const;
export type Kind = (typeof KINDS)[number];

/** A piece of one line of code. */
export interface Span {
  readonly text: string;
  readonly kind?: Kind;
}

export type CodeLine = readonly Span[];

/** Colouring takes about a millisecond for 1,000 characters: more would be felt. */
const MAX_LENGTH = 30_000;
/** Some grammars look ahead to the end of a word, a line or all empty lines, from each of them. */
const MAX_LINE = 500;
const MAX_LINES = 1_500;

/** Whether code is coloured; generated and endless code is not. */
export function isColourable(lines: readonly string[]): boolean {
  if (lines.length > MAX_LINES) return false;
  let length = 0;
  for (const line of lines) {
    length += line.length + 1;
    if (line.length > MAX_LINE || length > MAX_LENGTH) return false;
  }
  return true;
}
