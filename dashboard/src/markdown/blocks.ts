import type { MarkedToken, Token, Tokens } from 'marked';
import { inlinesOf } from './inlines';
import type { Block, Item } from './tree';

/** Wider tables are data that nobody reads as a table. */
const MAX_COLUMNS = 40;
const MAX_CELLS = 2_000;

/** What the parser found, without what only looks. What is no Markdown stands as it was written. */
export function blocksOf(tokens: readonly Token[]): readonly Block[] {
  return (tokens as readonly MarkedToken[]).flatMap(blockOf);
}

function blockOf(token: MarkedToken): readonly Block[] {
  switch (token.type) {
    case 'space':
    case 'checkbox':
      return [];
    case 'paragraph':
      return [{ kind: 'paragraph', children: inlinesOf(token.tokens) }];
    case 'text':
      return [{ kind: 'paragraph', children: inlinesOf(token.tokens ?? [token]) }];
    case 'heading':
      return [{ kind: 'heading', level: token.depth, children: inlinesOf(token.tokens) }];
    case 'code':
      return [{ kind: 'code', text: token.text, info: token.lang ?? '' }];
    case 'blockquote':
      return [{ kind: 'quote', blocks: blocksOf(token.tokens) }];
    case 'list':
      return [listOf(token)];
    case 'table':
      return [tableOf(token)];
    case 'hr':
      return [{ kind: 'rule' }];
    case 'html':
    case 'def':
    case 'list_item':
    case 'br':
    case 'codespan':
    case 'del':
    case 'em':
    case 'escape':
    case 'image':
    case 'link':
    case 'strong':
      return [plain(token.raw)];
  }
}

function plain(text: string): Block {
  return { kind: 'plain', text: text.replace(/^\n+|\s+$/g, '') };
}

function listOf({ ordered, start, loose, items }: Tokens.List): Block {
  return {
    kind: 'list',
    ...(ordered ? { start: Number(start) } : {}),
    isLoose: loose,
    items: items.map(itemOf),
  };
}

function itemOf({ task, checked, tokens }: Tokens.ListItem): Item {
  const blocks = blocksOf(tokens);
  return task ? { isDone: checked === true, blocks } : { blocks };
}

function tableOf({ raw, header, rows, align }: Tokens.Table): Block {
  const isTooWide = header.length > MAX_COLUMNS || header.length * rows.length > MAX_CELLS;
  if (isTooWide || hidesCells(raw, header.length)) return plain(raw);
  return {
    kind: 'table',
    aligns: align.map((side) => side ?? 'left'),
    head: header.map(({ tokens }) => inlinesOf(tokens)),
    rows: rows.map((cells) => cells.map(({ tokens }) => inlinesOf(tokens))),
  };
}

/** A row may have more cells than there are columns; a table would leave them out. */
function hidesCells(raw: string, columns: number): boolean {
  return raw.split('\n').some((line) => cellCount(line) > columns);
}

function cellCount(line: string): number {
  const inner = line
    .trim()
    .replace(/^\|/, '')
    .replace(/(?<!\\)\|$/, '');
  return inner.split(/(?<!\\)\|/).length;
}
