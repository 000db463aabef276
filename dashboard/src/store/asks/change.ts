import { exactText } from '../../protocol/exactText';
import type { Ask } from '../../protocol/ask';
import { isObject, type JsonObject } from '../../protocol/json';

/** What a person can change of a call before it is allowed. */
export interface Changeable {
  /** The field of the tool's input; all of it, as JSON, when there is none that says it best. */
  readonly name: string | undefined;
  readonly text: string;
}

const TEXTS = ['command', 'cmd', 'script', 'new_string', 'newString', 'content', 'new_source'];

/** Nothing where the agent takes no other input, or where an editor would hide a part of it. */
export function changeableOf({ takesInput, toolInput, isForm }: Ask): Changeable | undefined {
  if (!takesInput || isForm || !isObject(toolInput)) return undefined;
  const name = TEXTS.find((key) => typeof toolInput[key] === 'string');
  const whole = JSON.stringify(toolInput, null, 2);
  const text = name === undefined ? whole : String(toolInput[name]);
  return exactText(text) === text ? { name, text } : undefined;
}

/** The tool's input with the new text in it; undefined when that is no JSON object. */
export function changedInput(ask: Ask, { name }: Changeable, text: string): JsonObject | undefined {
  if (name !== undefined) return { ...(ask.toolInput as JsonObject), [name]: text };
  try {
    const input: unknown = JSON.parse(text);
    return isObject(input) ? input : undefined;
  } catch {
    return undefined;
  }
}
