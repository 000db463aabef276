import type { Ask } from '../../protocol/ask';
import { isObject } from '../../protocol/json';
import { plainText } from '../../protocol/plainText';

const CUT = '…';

/** The ask's question, unless it only repeats the tool and its input, which are shown in full. */
export function ownQuestion(ask: Ask): string | undefined {
  const { question, toolName, isForm } = ask;
  if (question === undefined || isForm) return undefined;
  if (toolName === undefined) return question;
  if (question === toolName || question === `May it use ${toolName}?`) return undefined;
  const named = [`${toolName}: `, `${toolName} · `].find((start) => question.startsWith(start));
  const said = oneLine(named === undefined ? question : question.slice(named.length));
  return textsOf(ask.toolInput).some((text) => isSame(oneLine(text), said)) ? undefined : question;
}

/** The hub cuts long ones. */
function isSame(text: string, said: string): boolean {
  return text === said || (said.endsWith(CUT) && text.startsWith(said.slice(0, -CUT.length)));
}

function textsOf(input: unknown): readonly string[] {
  if (typeof input === 'string') return [input];
  if (!isObject(input)) return [];
  return Object.values(input).flatMap((value) => {
    if (typeof value === 'string') return [value];
    return Array.isArray(value) ? [value.join(' '), value.join(', ')] : [];
  });
}

function oneLine(text: string): string {
  return plainText(text).replace(/\s+/g, ' ').trim();
}
