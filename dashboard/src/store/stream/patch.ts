import { parseDiff, type DiffLine } from './diff';

const BEGIN = '*** Begin Patch';
const FRAME = /^\*\*\* (?:Begin Patch|End Patch|End of File)\s*$/;
const FILE = /^\*\*\* (?:Add|Update|Delete) File: /;

/** A patch in the form that Codex writes, which says of each file what becomes of it. */
export function isPatch(text: string): boolean {
  return text.trimStart().startsWith(BEGIN);
}

/** One change for each file, its name on top. */
export function parsePatch(text: string): readonly (readonly DiffLine[])[] {
  const files: string[][] = [];
  for (const line of text.trim().split('\n')) {
    if (FRAME.test(line)) continue;
    if (FILE.test(line) || files.length === 0) files.push([]);
    files.at(-1)?.push(line);
  }
  return files.map((lines) => parseDiff(lines.join('\n')));
}
