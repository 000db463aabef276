import type { SessionEvent } from '../../protocol/event';
import { field, isObject } from '../../protocol/json';
import { merged, terminalText } from './describe';
import { diffLines, parseDiff, type DiffLine } from './diff';
import { editsOf } from './edits';
import type { StreamRow } from './row';

/** One labelled block of an opened row: a text, or a change. */
export type Section =
  | { readonly label: string; readonly text: string }
  | { readonly label: string; readonly diff: readonly DiffLine[] };

/** In reading order; what has no section of its own is in the raw event. */
const FIELDS = [
  ['input', 'Input'],
  ['inputs', 'Inputs'],
  ['toolInput', 'Input'],
  ['question', 'Question'],
  ['options', 'Options'],
  ['decision', 'Decision'],
  ['output', 'Output'],
  ['result', 'Result'],
  ['diff', 'Diff'],
  ['lastMessage', 'Last message'],
  ['error', 'Error'],
  ['suggestion', 'Suggestion'],
  ['learning', 'Learning'],
] as const;

/** What an opened row shows; an event that nothing is known of shows as it is. */
export function sectionsOf(row: StreamRow): readonly Section[] {
  if (row.kind === 'terminal') return [{ label: 'Output', text: terminalText(row.events) }];
  if (row.kind === 'other' || row.kind === 'usage') return row.events.map((event) => raw(event));
  const all = merged(row.events);
  const sections = FIELDS.flatMap(([key, label]) => sectionOf(key, label, field(all, key)));
  return sections.length > 0 ? sections : row.events.map((event) => raw(event));
}

export function raw(event: SessionEvent): Section {
  return {
    label: `${event.type} #${event.sequence}`,
    text: JSON.stringify(event.payload, null, 2),
  };
}

function sectionOf(key: string, label: string, value: unknown): readonly Section[] {
  if (value === undefined || value === null || value === '') return [];
  if (key === 'diff' && typeof value === 'string') return [{ label, diff: parseDiff(value) }];
  const edits = isObject(value) ? editsOf(value) : [];
  if (edits.length === 0) return [{ label, text: readable(value) }];
  return edits.map(([before, after]) => ({ label: 'Change', diff: diffLines(before, after) }));
}

/** A tool's input as lines of `name: value`, so that commands and code keep their line breaks. */
export function readable(value: unknown): string {
  if (typeof value === 'string') return value;
  if (!isObject(value)) return JSON.stringify(value, null, 2);
  const entries = Object.entries(value);
  const isFlat = entries.every(([, part]) => typeof part !== 'object' || part === null);
  if (!isFlat) return JSON.stringify(value, null, 2);
  if (entries.length === 1) return String(entries[0]?.[1]);
  return entries.map(([key, part]) => `${key}: ${String(part)}`).join('\n');
}
