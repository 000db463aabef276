import type { SessionEvent } from '../../protocol/event';
import type { Language } from '../../code/language';
import { field, isObject, text, type JsonObject } from '../../protocol/json';
import { changesOf, patchOf, type Change } from './changes';
import { merged, terminalText } from './describe';
import { parseDiff } from './diff';
import { isPatch } from './patch';
import type { StreamRow } from './row';

/** One labelled block of an opened row: a text as it came, one in Markdown, or a change. */
export type Section =
  | { readonly label: string; readonly text: string; readonly language?: Language }
  | { readonly label: string; readonly markdown: string }
  | { readonly label: string; readonly change: Change };

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

/** What a tool was told. */
const INPUTS: ReadonlySet<string> = new Set(['input', 'toolInput']);

/** What an opened row shows; an event that nothing is known of shows as it is. */
export function sectionsOf(row: StreamRow): readonly Section[] {
  if (row.kind === 'terminal') return [{ label: 'Output', text: terminalText(row.events) }];
  if (row.kind === 'other' || row.kind === 'usage') return row.events.map((event) => raw(event));
  const all = merged(row.events);
  const toolName = text(all, 'toolName') ?? '';
  const sections = FIELDS.flatMap(([key, label]) => {
    const value = field(all, key);
    if (value === undefined || value === null || value === '') return [];
    if (key === 'diff' && typeof value === 'string') return [ofDiff(value, text(all, 'path'))];
    return sectionsOfField(key, label, value, toolName);
  });
  return sections.length > 0 ? sections : row.events.map((event) => raw(event));
}

export function raw(event: SessionEvent): Section {
  return {
    label: `${event.type} #${event.sequence}`,
    text: JSON.stringify(event.payload, null, 2),
  };
}

function sectionsOfField(
  key: string,
  label: string,
  value: unknown,
  toolName: string,
): readonly Section[] {
  if (typeof value === 'string') return sectionsOfText(key, label, value);
  if (isObject(value) && INPUTS.has(key)) return sectionsOfInput(label, value, toolName);
  return [{ label, text: readable(value) }];
}

function sectionsOfText(key: string, label: string, value: string): readonly Section[] {
  if (key === 'lastMessage') return [{ label, markdown: value }];
  if (INPUTS.has(key) && isPatch(value)) return patchOf(value).map(inSection);
  return [{ label, text: value }];
}

function ofDiff(diff: string, path: string | undefined): Section {
  const change = { lines: parseDiff(diff), ...(path === undefined ? {} : { path }) };
  return { label: 'Diff', change };
}

function inSection(change: Change): Section {
  return { label: 'Change', change };
}

/** A plan, a change or a command stands apart from what else the call was given. */
function sectionsOfInput(label: string, input: JsonObject, toolName: string): readonly Section[] {
  const plan = toolName === 'ExitPlanMode' ? text(input, 'plan') : undefined;
  if (plan !== undefined) return [{ label: 'Plan', markdown: plan }];
  const { changes } = changesOf(toolName, input, (shown) => shown);
  if (changes.length > 0) return changes.map(inSection);
  const { command, ...rest } = input;
  if (typeof command !== 'string' || command === '') return [{ label, text: readable(input) }];
  const first: Section = { label: 'Command', text: command, language: 'bash' };
  return Object.keys(rest).length === 0 ? [first] : [first, { label, text: readable(rest) }];
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
