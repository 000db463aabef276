import { Lexer, type Token, type TokensList } from 'marked';

/** Lists and quotes in each other; nobody nests deeper on purpose. */
const MAX_DEPTH = 16;
/** Each becomes an element or a text of its own on the page. */
const MAX_TOKENS = 8_000;
/** Looking for the other end of a mark costs its text's length: so much in all, some 30 ms. */
const MAX_INLINE_COST = 1_500_000;
/** What is nested is read once more for each level; characters so read, some 30 ms. */
const MAX_NESTED_LENGTH = 200_000;

/** What may begin something that ends far away. */
const MARK = /[*_~`[\]<!@\\]|\s\s/g;

/** A text whose Markdown would take too long, or become too much, to be shown as such. */
export class TooMuchError extends Error {}

/** Reads Markdown as far as it is cheap, and throws a `TooMuchError` at what is not. */
export class BoundedLexer extends Lexer {
  private depth = 0;
  private tokenCount = 0;
  private inlineCost = 0;
  private nestedLength = 0;

  override blockTokens(source: string, tokens?: Token[], isClipped?: boolean): Token[];
  override blockTokens(source: string, tokens?: TokensList, isClipped?: boolean): TokensList;
  override blockTokens(source: string, tokens: Token[] = [], isClipped?: boolean): Token[] {
    if (this.depth > 0) this.nestedLength += source.length;
    return this.bounded(tokens, () => super.blockTokens(source, tokens, isClipped));
  }

  override inlineTokens(source: string, tokens: Token[] = []): Token[] {
    this.inlineCost += source.length * (source.match(MARK)?.length ?? 0);
    return this.bounded(tokens, () => super.inlineTokens(source, tokens));
  }

  private bounded(tokens: Token[], read: () => Token[]): Token[] {
    this.check();
    const before = tokens.length;
    this.depth++;
    const all = read();
    this.depth--;
    this.tokenCount += all.length - before;
    this.check();
    return all;
  }

  private check(): void {
    const isTooMuch =
      this.depth >= MAX_DEPTH ||
      this.tokenCount > MAX_TOKENS ||
      this.inlineCost > MAX_INLINE_COST ||
      this.nestedLength > MAX_NESTED_LENGTH;
    if (isTooMuch) throw new TooMuchError();
  }
}
