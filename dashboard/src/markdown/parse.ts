import { blocksOf } from './blocks';
import { BoundedLexer } from './BoundedLexer';
import type { Block } from './tree';

/** A plan of 400 long lines. What is longer is no message that somebody wrote. */
const MAX_LENGTH = 40_000;
/** Quotes and lists whose lines go on without their marks are read anew with each line. */
const MAX_LINES = 2_000;

/**
 * The parts of a text in Markdown, with tables and task lists as GitHub has them; line breaks
 * stay. Undefined for a text that is too long, too deep or too costly: show it as it is.
 */
export function parseMarkdown(text: string): readonly Block[] | undefined {
  if (text.length > MAX_LENGTH || text.split('\n').length > MAX_LINES) return undefined;
  try {
    return blocksOf(new BoundedLexer({ gfm: true, breaks: true }).lex(text));
  } catch {
    // Too much, or something that the parser stumbles over: a message may hold anything.
    return undefined;
  }
}
