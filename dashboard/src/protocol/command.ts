import { child, compact, isObject, number, text, time, words, type JsonObject } from './json';

/** Something that a person told an agent, and what became of it. */
export type Command = ReturnType<typeof readCommand>;

/** Reads a command, or answers undefined for anything that has no id. */
export function decodeCommand(value: unknown): Command | undefined {
  if (!isObject(value)) return undefined;
  const commandId = text(value, 'commandId');
  return commandId === undefined ? undefined : readCommand(commandId, value);
}

function readCommand(commandId: string, json: JsonObject) {
  return {
    commandId,
    type: words(json, 'type') ?? 'unknown',
    status: words(json, 'status') ?? 'unknown',
    ...compact({
      chainId: words(child(json, 'options'), 'chainId'),
      stepNumber: number(json, 'stepNumber'),
      issuedAt: time(json, 'issuedAt'),
      deliveredAt: time(json, 'deliveredAt'),
      closedAt: time(json, 'closedAt'),
      /** Where the agent took it: `PreToolUse · Bash · npm test`. */
      at: words(json, 'at'),
      error: words(json, 'error'),
      by: words(json, 'by'),
      reason: words(json, 'reason'),
      input: words(json, 'input'),
    }),
  };
}
