import { field, text, type JsonObject } from '../../protocol/json';
import { diffLines, type DiffLine } from './diff';
import { editsOf } from './edits';
import { isPatch, parsePatch } from './patch';

/** What becomes of a file, or of a part of it. */
export interface Change {
  readonly lines: readonly DiffLine[];
  /** The file's path, unless the lines themselves name it. */
  readonly path?: string;
}

/** What a call changes, and the fields of its input that are told by that. */
export interface Changes {
  readonly changes: readonly Change[];
  readonly fields: readonly string[];
}

const EDITS = ['old_string', 'new_string', 'oldString', 'newString', 'edits'] as const;
const CONTENTS = ['content', 'new_source'] as const;
const PATCHES = ['patch', 'patchText', 'input', 'command', 'diff'] as const;
const PATHS = ['file_path', 'filePath', 'absolute_path', 'notebook_path', 'path'] as const;
const NONE: Changes = { changes: [], fields: [] };

/** Reads a patch, edits or a new file out of a tool's input. `shown` makes a text fit to be shown. */
export function changesOf(
  toolName: string,
  input: JsonObject,
  shown: (text: string) => string,
): Changes {
  const patch = PATCHES.find((key) => isPatch(text(input, key) ?? ''));
  if (patch !== undefined) {
    return { changes: patchOf(shown(text(input, patch) ?? '')), fields: [patch] };
  }
  const edits = editsOf(input);
  if (edits.length > 0) {
    const lines = edits.map(([before, after]) => diffLines(shown(before), shown(after)));
    return { changes: inFile(input, lines), fields: EDITS };
  }
  const content = CONTENTS.find((key) => typeof field(input, key) === 'string');
  if (content === undefined || !/write|create|edit/i.test(toolName)) return NONE;
  const lines = diffLines('', shown(text(input, content) ?? ''));
  return { changes: inFile(input, [lines]), fields: [content] };
}

/** One change for each file, which its first line names. */
export function patchOf(patch: string): readonly Change[] {
  return parsePatch(patch).map((lines) => ({ lines }));
}

function inFile(input: JsonObject, all: readonly (readonly DiffLine[])[]): readonly Change[] {
  const path = pathOf(input);
  return all.map((lines) => ({ lines, ...(path === undefined ? {} : { path }) }));
}

function pathOf(input: JsonObject): string | undefined {
  const key = PATHS.find((name) => text(input, name) !== undefined);
  return key === undefined ? undefined : text(input, key);
}
