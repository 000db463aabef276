import { child, flag, isObject, text, time, type JsonObject } from './json';
import { parsePosition } from './position';

/** One event of the log. `payload` is the event as the agent sent it, and is not trusted. */
export interface SessionEvent {
  readonly sequence: number;
  readonly epoch: string;
  readonly sessionId: string;
  /** `name:verb`; the hub passes types through that nobody has heard of. */
  readonly type: string;
  /** By the agent's clock, which may be wrong: order is by sequence. */
  readonly timestamp: number;
  readonly agentId?: string;
  /** Long strings of the payload were cut; the whole is one request away. */
  readonly truncated: boolean;
  readonly payload: JsonObject;
}

/** Reads `{"type":"event","sessionId":"s1","position":"k3f9:10482","payload":{"type":"…",…}}`. */
export function decodeEvent(message: unknown): SessionEvent | undefined {
  if (!isObject(message)) return undefined;
  const payload = child(message, 'payload');
  const position = parsePosition(message['position']);
  const sessionId = text(message, 'sessionId') ?? text(payload, 'sessionId');
  const type = text(payload, 'type');
  if (position === undefined || sessionId === undefined || type === undefined) return undefined;
  const agentId = text(payload, 'agentId');
  return {
    sequence: position.sequence,
    epoch: position.epoch,
    sessionId,
    type,
    timestamp: time(payload, 'timestamp') ?? 0,
    truncated: flag(payload, 'truncated'),
    payload,
    ...(agentId === undefined ? {} : { agentId }),
  };
}
