/** What a close of the socket asks of the page. */
export interface CloseMeaning {
  readonly reconnect: boolean;
  readonly reason: string;
  /** The least time to stay away, for a hub that is overloaded. */
  readonly minDelayMillis: number;
}

const MEANINGS: Readonly<Record<number, CloseMeaning>> = {
  1001: retry('The hub is going away'),
  1007: refused('A message was not UTF-8'),
  1008: refused('The hub refused this connection'),
  1009: refused('A message was too big for the hub'),
  1013: retry('The hub is overloaded', 5_000),
  4401: refused('Log in to the hub, then reload this page'),
  4429: retry('The hub has too many connections', 10_000),
};

/** Every code that the table does not name is a lost connection, which is tried again. */
export function closeMeaning(code: number): CloseMeaning {
  return MEANINGS[code] ?? retry('The connection was lost');
}

function retry(reason: string, minDelayMillis = 0): CloseMeaning {
  return { reconnect: true, reason, minDelayMillis };
}

function refused(reason: string): CloseMeaning {
  return { reconnect: false, reason, minDelayMillis: 0 };
}
