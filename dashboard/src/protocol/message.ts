import { isObject, text, type JsonObject } from './json';
import { decodeEvent, type SessionEvent } from './event';
import { parsePosition, type Position } from './position';
import { decodeSession, type Session } from './session';

/** What the hub sends on `/ws`. */
export type ServerMessage =
  | { type: 'subscription_confirmed'; position?: Position; sessionId?: string }
  | { type: 'event'; position: Position; event: SessionEvent }
  | { type: 'session'; position: Position; session: Session }
  | { type: 'caught_up'; position?: Position }
  | { type: 'gap'; reason: string }
  | { type: 'pong' }
  | { type: 'error'; code: string; detail: string; sessionId?: string }
  | { type: 'unknown'; name: string };

/** Reads one text frame. Answers undefined for what is not a message at all. */
export function decodeMessage(frame: unknown): ServerMessage | undefined {
  if (typeof frame !== 'string') return undefined;
  let json: unknown;
  try {
    json = JSON.parse(frame);
  } catch {
    return undefined;
  }
  if (!isObject(json)) return undefined;
  const type = text(json, 'type');
  return type === undefined ? undefined : readMessage(type, json);
}

function readMessage(type: string, json: JsonObject): ServerMessage | undefined {
  const position = parsePosition(json['position']);
  const sessionId = text(json, 'sessionId');
  const optional = {
    ...(position === undefined ? {} : { position }),
    ...(sessionId === undefined ? {} : { sessionId }),
  };
  switch (type) {
    case 'event': {
      const event = decodeEvent(json);
      return event && position ? { type, position, event } : undefined;
    }
    case 'session': {
      const session = decodeSession(json['payload']);
      return session && position ? { type, position, session } : undefined;
    }
    case 'subscription_confirmed':
    case 'caught_up':
      return { type, ...optional };
    case 'gap':
      return { type, reason: text(json, 'reason') ?? 'unknown' };
    case 'pong':
      return { type };
    case 'error':
      return {
        type,
        code: text(json, 'code') ?? 'unknown',
        detail: text(json, 'payload') ?? '',
        ...(sessionId === undefined ? {} : { sessionId }),
      };
    default:
      return { type: 'unknown', name: type };
  }
}

export type ClientMessage =
  | { type: 'subscribe'; sessionId: string; since?: string }
  | { type: 'unsubscribe'; sessionId: string }
  | { type: 'ping' };
