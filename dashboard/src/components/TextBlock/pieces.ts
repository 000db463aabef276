/** A piece of a message: running text, or what stood between two lines of three backticks. */
export interface Piece {
  readonly isCode: boolean;
  readonly text: string;
}

/** Splits at code fences. An open fence lasts to the end: the rest of the message was cut. */
export function splitFences(message: string): readonly Piece[] {
  return message
    .split(/^[ \t]*```[^\n`]*$\n?/m)
    .map((text, index) => ({ isCode: index % 2 === 1, text: text.replace(/^\n+|\n+$/g, '') }))
    .filter((piece) => piece.text.trim() !== '');
}

/** A stretch of one line of running text. */
export interface Span {
  readonly style: 'text' | 'code' | 'strong';
  readonly text: string;
}

/** Marks `code` and **strong** words; everything else of Markdown is readable as it is. */
export function splitSpans(text: string): readonly Span[] {
  const spans: Span[] = [];
  for (const part of text.split(/(`[^`\n]+`|\*\*[^*\n]+\*\*)/)) {
    if (part === '') continue;
    if (part.startsWith('`') && part.length > 2)
      spans.push({ style: 'code', text: part.slice(1, -1) });
    else if (part.startsWith('**') && part.length > 4) {
      spans.push({ style: 'strong', text: part.slice(2, -2) });
    } else spans.push({ style: 'text', text: part });
  }
  return spans;
}
