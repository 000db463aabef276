import type { MarkedToken, Token, Tokens } from 'marked';
import { exactText } from '../protocol/exactText';
import { safeAddress } from './address';
import type { Inline } from './tree';

const ENTITIES: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&apos;': "'",
  '&#39;': "'",
};

/** What the parser found in running text; HTML in it is text. */
export function inlinesOf(tokens: readonly Token[] = []): readonly Inline[] {
  return (tokens as readonly MarkedToken[]).flatMap(inlineOf);
}

function inlineOf(token: MarkedToken): readonly Inline[] {
  switch (token.type) {
    case 'text':
      // Its `text` has the numbered characters in it, also those that cannot be seen.
      return [plain(decoded(token.raw))];
    case 'escape':
      return [plain(token.text)];
    case 'codespan':
      return [{ kind: 'code', text: token.text }];
    case 'br':
      return [{ kind: 'break' }];
    case 'strong':
      return [{ kind: 'strong', children: inlinesOf(token.tokens) }];
    case 'em':
      return [{ kind: 'emphasis', children: inlinesOf(token.tokens) }];
    case 'del':
      return [{ kind: 'deleted', children: inlinesOf(token.tokens) }];
    case 'link':
      return [linkOf(token, inlinesOf(token.tokens))];
    case 'image':
      return [
        linkOf(token, [plain(`Image: ${exactText(decoded(token.text)) || 'no description'}`)]),
      ];
    case 'checkbox':
      return [];
    case 'html':
    case 'space':
    case 'paragraph':
    case 'heading':
    case 'code':
    case 'blockquote':
    case 'list':
    case 'list_item':
    case 'table':
    case 'hr':
    case 'def':
      return [plain(token.raw)];
  }
}

function plain(text: string): Inline {
  return { kind: 'text', text };
}

/** What leads nowhere, or cannot be seen, stands as it was written. An image is never loaded. */
function linkOf(token: Tokens.Link | Tokens.Image, children: readonly Inline[]): Inline {
  const address = safeAddress(decoded(token.href));
  const isSeen = textOf(children).trim() !== '' && !children.some(holdsLink);
  if (address === undefined || !isSeen) return plain(token.raw);
  return { kind: 'link', address, title: exactText(decoded(token.title ?? '')), children };
}

function textOf(nodes: readonly Inline[]): string {
  return nodes
    .map((node) => ('text' in node ? node.text : 'children' in node ? textOf(node.children) : ''))
    .join('');
}

function holdsLink(node: Inline): boolean {
  return node.kind === 'link' || ('children' in node && node.children.some(holdsLink));
}

/**
 * Of the named characters only those that HTML needs; all others stand as they were written, so
 * that nothing is hidden behind a number.
 */
function decoded(text: string): string {
  return text.replace(/&(?:amp|lt|gt|quot|apos|#39);/g, (entity) => ENTITIES[entity] ?? entity);
}
