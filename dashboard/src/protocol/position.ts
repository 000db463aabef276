/** A place in one hub's log, on the wire `epoch:sequence`, e.g. `k3f9:10482`. */
export interface Position {
  readonly epoch: string;
  readonly sequence: number;
}

export function parsePosition(wire: unknown): Position | undefined {
  if (typeof wire !== 'string') return undefined;
  const colon = wire.lastIndexOf(':');
  const digits = wire.slice(colon + 1);
  if (colon < 1 || !/^\d{1,15}$/.test(digits)) return undefined;
  return { epoch: wire.slice(0, colon), sequence: Number(digits) };
}

export function formatPosition(position: Position): string {
  return `${position.epoch}:${position.sequence}`;
}

/** The later of two positions of one log; a position of another epoch replaces the old one. */
export function later(known: Position | undefined, next: Position): Position {
  const isBehind = known?.epoch === next.epoch && known.sequence >= next.sequence;
  return isBehind ? known : next;
}
