import { exactText } from '../../protocol/exactText';
import type { Ask } from '../../protocol/ask';
import { field, isObject, list, text, type JsonObject } from '../../protocol/json';
import { diffLines, type DiffLine } from '../stream/diff';
import { editsOf } from '../stream/edits';
import { isPatch, parsePatch } from '../stream/patch';

/** A field of a tool's input that has no better form. */
export interface Field {
  readonly name: string;
  readonly text: string;
}

/** What an approval is about. `fields` is all that the rest does not show: nothing is left out. */
export interface Wanted {
  readonly command?: string;
  readonly changes: readonly (readonly DiffLine[])[];
  readonly plan?: string;
  /** What there is to decide about is shown by the agent itself, and by nobody else. */
  readonly isInTerminal?: boolean;
  readonly fields: readonly Field[];
}

const COMMANDS = ['command', 'cmd', 'script'] as const;
const EDITS = ['old_string', 'new_string', 'oldString', 'newString', 'edits'] as const;
const CONTENTS = ['content', 'new_source'] as const;
const PATCHES = ['patch', 'patchText', 'input', 'command', 'diff'] as const;

/** The tool's input in the form in which a person can judge it. */
export function wantedOf({ toolName = '', toolInput, isForm }: Ask): Wanted {
  if (toolName === 'ExitPlanMode') return ofPlan(isObject(toolInput) ? toolInput : {});
  if (toolInput === undefined || toolInput === null) return { changes: [], fields: [] };
  if (typeof toolInput === 'string') return ofText(toolInput);
  if (!isObject(toolInput)) return { changes: [], fields: fieldsOf({ toolInput }, []) };
  if (isForm) return withChanges(toolInput, ['questions'], []);
  const patch = PATCHES.find((key) => isPatch(text(toolInput, key) ?? ''));
  if (patch !== undefined) return withChanges(toolInput, [patch], patchOf(toolInput, patch));
  const edits = editsOf(toolInput).map(([before, after]) => changed(before, after));
  if (edits.length > 0) return withChanges(toolInput, EDITS, edits);
  const content = CONTENTS.find((key) => typeof field(toolInput, key) === 'string');
  if (content !== undefined && /write|create|edit/i.test(toolName)) {
    return withChanges(toolInput, [content], [changed('', text(toolInput, content) ?? '')]);
  }
  return ofCommand(toolInput);
}

function ofText(input: string): Wanted {
  if (isPatch(input)) return { changes: parsePatch(exactText(input)), fields: [] };
  return { command: exactText(input), changes: [], fields: [] };
}

/** Beside a plan its file says nothing, and neither do prompts that are none. */
function ofPlan(input: JsonObject): Wanted {
  const plan = text(input, 'plan');
  const isBare = list(input, 'allowedPrompts').length === 0;
  const noise = isBare ? ['plan', 'allowedPrompts'] : ['plan'];
  if (plan === undefined)
    return { changes: [], isInTerminal: true, fields: fieldsOf(input, noise) };
  const fields = fieldsOf(input, [...noise, 'planFilePath']);
  return { changes: [], plan: exactText(plan), fields };
}

function ofCommand(input: JsonObject): Wanted {
  for (const key of COMMANDS) {
    const command = text(input, key) ?? joined(list(input, key));
    if (command === undefined) continue;
    return { command: exactText(command), changes: [], fields: fieldsOf(input, [key]) };
  }
  return { changes: [], fields: fieldsOf(input, []) };
}

/** `["bash", "-lc", "npm test"]`: each argument as it is, quoted where a space would part it. */
function joined(words: readonly unknown[]): string | undefined {
  if (words.length === 0) return undefined;
  return words
    .map((word) =>
      typeof word === 'string' && /^[\w@%+=:,./-]+$/.test(word) ? word : JSON.stringify(word),
    )
    .join(' ');
}

function withChanges(input: JsonObject, shown: readonly string[], changes: Wanted['changes']) {
  return { changes, fields: fieldsOf(input, shown) };
}

function changed(before: string, after: string): readonly DiffLine[] {
  return diffLines(exactText(before), exactText(after));
}

function patchOf(input: JsonObject, key: string): Wanted['changes'] {
  return parsePatch(exactText(text(input, key) ?? ''));
}

function fieldsOf(input: JsonObject, shown: readonly string[]): readonly Field[] {
  return Object.entries(input)
    .filter(([name, value]) => !shown.includes(name) && value !== undefined && value !== null)
    .map(([name, value]) => ({ name: exactText(name), text: exactText(valueText(value)) }));
}

function valueText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
}
