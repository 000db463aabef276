/** One line of a change: removed, added, around it, or about it: which file, and where in it. */
export interface DiffLine {
  readonly sign: '-' | '+' | ' ' | '@';
  readonly text: string;
}

/** Comparing costs lines times lines; above this the whole block counts as changed. */
const MAX_CELLS = 250_000;

/** The lines of both texts in order; what they share stands once. An empty text has no lines. */
export function diffLines(before: string, after: string): readonly DiffLine[] {
  if (before === '') return marked('+', linesOf(after));
  if (after === '') return marked('-', linesOf(before));
  const old = before.split('\n');
  const fresh = after.split('\n');
  let start = 0;
  while (start < old.length && start < fresh.length && old[start] === fresh[start]) start++;
  let end = 0;
  const shorter = Math.min(old.length, fresh.length) - start;
  while (end < shorter && old.at(-1 - end) === fresh.at(-1 - end)) end++;
  return [
    ...marked(' ', old.slice(0, start)),
    ...middle(old.slice(start, old.length - end), fresh.slice(start, fresh.length - end)),
    ...marked(' ', old.slice(old.length - end)),
  ];
}

/** What stands between the lines of files, in a `git diff` and in a patch of Codex. */
const HEADER =
  /^(?:@@|\*\*\* |diff --git |index [0-9a-f]|\\ No newline|new file |deleted file |rename |similarity )/;

/** Reads a unified diff (`git diff`): each line says itself what it is. */
export function parseDiff(unified: string): readonly DiffLine[] {
  const lines = unified.split('\n');
  return lines.map((line, index) => {
    const sign = line.charAt(0);
    if (HEADER.test(line) || isFileName(lines, index)) return { sign: '@', text: line };
    if (sign === '-' || sign === '+' || sign === ' ') return { sign, text: line.slice(1) };
    return { sign: ' ', text: line };
  });
}

/** Both names stand together; alone it is a line that begins with two signs itself. */
function isFileName(lines: readonly string[], index: number): boolean {
  const isOld = (at: number) => lines[at]?.startsWith('--- ') === true;
  const isNew = (at: number) => lines[at]?.startsWith('+++ ') === true;
  return (isOld(index) && isNew(index + 1)) || (isNew(index) && isOld(index - 1));
}

/** The break that ends the last line begins no other. */
function linesOf(text: string): readonly string[] {
  return text === '' ? [] : text.replace(/\n$/, '').split('\n');
}

function marked(sign: DiffLine['sign'], lines: readonly string[]): readonly DiffLine[] {
  return lines.map((text) => ({ sign, text }));
}

/** The longest common subsequence by the classic table. */
function middle(old: readonly string[], fresh: readonly string[]): readonly DiffLine[] {
  const width = fresh.length + 1;
  if (old.length * fresh.length > MAX_CELLS) {
    return [...marked('-', old), ...marked('+', fresh)];
  }
  const common = new Uint32Array((old.length + 1) * width);
  const at = (i: number, j: number) => common[i * width + j] ?? 0;
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = fresh.length - 1; j >= 0; j--) {
      const isSame = old[i] === fresh[j];
      common[i * width + j] = isSame ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const lines: DiffLine[] = [];
  let i = 0;
  let j = 0;
  while (i < old.length && j < fresh.length) {
    if (old[i] === fresh[j]) {
      lines.push({ sign: ' ', text: old[i] ?? '' });
      i++;
      j++;
    } else if (at(i + 1, j) >= at(i, j + 1)) lines.push({ sign: '-', text: old[i++] ?? '' });
    else lines.push({ sign: '+', text: fresh[j++] ?? '' });
  }
  return [...lines, ...marked('-', old.slice(i)), ...marked('+', fresh.slice(j))];
}
