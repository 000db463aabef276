import type { DiffLine } from '../store/stream/diff';
import { languageOfPath, type Language } from './language';
import { isColourable, type CodeLine } from './line';

export type Highlight = (code: string, language: Language) => readonly CodeLine[] | undefined;

/** Lines that follow each other in one file: within them a comment may go on over several. */
interface Hunk {
  readonly language: Language;
  /** Where its lines stand in the whole change. */
  readonly indexes: number[];
}

/** In a line about the change: `+++ b/src/a.ts`, `*** Update File: src/a.ts`; a time may follow. */
const FILE =
  /^(?:(?:---|\+\+\+) (?:[ab]\/)?|\*\*\* (?:(?:Add|Update|Delete) File|Move to): )([^\t]+)/;
/** Whether there is anything to colour, in which case the highlighter is worth loading. */
export function hasColours(lines: readonly DiffLine[], path: string | undefined): boolean {
  return hunksOf(lines, path).length > 0 && isColourable(lines.map(({ text }) => text));
}

/**
 * The pieces of each line, in the colours of its file's language; undefined for a line without.
 * What was and what is are read apart, so that each is whole: a shared line is told as it is now.
 */
export function colourDiff(
  lines: readonly DiffLine[],
  path: string | undefined,
  highlight: Highlight,
): readonly (CodeLine | undefined)[] {
  const coloured: (CodeLine | undefined)[] = lines.map(() => undefined);
  for (const { language, indexes } of hunksOf(lines, path)) {
    for (const other of ['+', '-'] as const) {
      const side = indexes.filter((index) => lines[index]?.sign !== other);
      const code = side.map((index) => lines[index]?.text ?? '').join('\n');
      const spans = highlight(code, language);
      side.forEach((index, number) => {
        coloured[index] = spans?.[number];
      });
    }
  }
  return coloured;
}

/** The lines in a language that is known, each place of each file apart. */
function hunksOf(lines: readonly DiffLine[], path: string | undefined): readonly Hunk[] {
  const hunks: Hunk[] = [];
  let language = path === undefined ? undefined : languageOfPath(path);
  let isNew = true;
  lines.forEach(({ sign, text }, index) => {
    if (sign === '@') {
      const file = FILE.exec(text)?.[1];
      if (file !== undefined && file !== '/dev/null') language = languageOfPath(file.trim());
      isNew = true;
    } else if (language !== undefined) {
      if (isNew) hunks.push({ language, indexes: [] });
      isNew = false;
      hunks.at(-1)?.indexes.push(index);
    }
  });
  return hunks;
}
