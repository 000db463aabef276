import { child, field, isObject, text, type JsonObject } from '../../protocol/json';

/** The fields that say most about a call, best first, over the tools of all agents known here. */
const TELLING = [
  'command',
  'cmd',
  'file_path',
  'filePath',
  'absolute_path',
  'pattern',
  'query',
  'path',
  'url',
  'description',
  'prompt',
  'question',
  'skill',
  'name',
] as const;

/** A call's one-line argument: the command, the path, the pattern; else its first text. */
export function toolLine(call: JsonObject): string {
  const raw = field(call, 'input') ?? field(call, 'toolInput');
  if (typeof raw === 'string') return raw;
  const input = isObject(raw) ? raw : child(call, 'input');
  for (const key of TELLING) {
    const value = text(input, key);
    if (value !== undefined) return value;
    const words = field(input, key);
    if (Array.isArray(words)) return words.filter((word) => typeof word === 'string').join(' ');
  }
  return Object.values(input).find((value) => typeof value === 'string') ?? '';
}
