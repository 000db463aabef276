import { exactText } from '../../protocol/exactText';
import type { Ask } from '../../protocol/ask';
import { isObject, list, text, type JsonObject } from '../../protocol/json';
import { changesOf, patchOf, type Change } from '../stream/changes';
import { isPatch } from '../stream/patch';

/** A field of a tool's input that has no better form. */
export interface Field {
  readonly name: string;
  readonly text: string;
}

/** What an approval is about. `fields` is all that the rest does not show: nothing is left out. */
export interface Wanted {
  readonly command?: string;
  readonly changes: readonly Change[];
  readonly plan?: string;
  /** What there is to decide about is shown by the agent itself, and by nobody else. */
  readonly isInTerminal?: boolean;
  readonly fields: readonly Field[];
}

const COMMANDS = ['command', 'cmd', 'script'] as const;

/** The tool's input in the form in which a person can judge it. */
export function wantedOf({ toolName = '', toolInput, isForm }: Ask): Wanted {
  if (toolName === 'ExitPlanMode') return ofPlan(isObject(toolInput) ? toolInput : {});
  if (toolInput === undefined || toolInput === null) return { changes: [], fields: [] };
  if (typeof toolInput === 'string') return ofText(toolInput);
  if (!isObject(toolInput)) return { changes: [], fields: fieldsOf({ toolInput }, []) };
  if (isForm) return { changes: [], fields: fieldsOf(toolInput, ['questions']) };
  const { changes, fields } = changesOf(toolName, toolInput, exactText);
  if (fields.length > 0) return { changes, fields: fieldsOf(toolInput, fields) };
  return ofCommand(toolInput);
}

function ofText(input: string): Wanted {
  if (isPatch(input)) return { changes: patchOf(exactText(input)), fields: [] };
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

function fieldsOf(input: JsonObject, shown: readonly string[]): readonly Field[] {
  return Object.entries(input)
    .filter(([name, value]) => !shown.includes(name) && value !== undefined && value !== null)
    .map(([name, value]) => ({ name: exactText(name), text: exactText(valueText(value)) }));
}

function valueText(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value, null, 2);
}
