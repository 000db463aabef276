import { decodeAsk, type Ask } from '../protocol/ask';
import { decodeCommand, type Command } from '../protocol/command';
import { list, type JsonObject } from '../protocol/json';
import { HubError, type HubHttp } from './http';

/** What a person says to an ask, by its kind. */
export type AskAnswer =
  | { readonly decision: 'allow'; readonly remember?: readonly number[] }
  | { readonly decision: 'allow'; readonly updatedInput: JsonObject }
  | { readonly decision: 'deny'; readonly message?: string }
  | { readonly answers: Readonly<Record<string, string | readonly string[]>> }
  | { readonly input: string };

/** What an agent can be told to do. */
export type Order = 'pause' | 'resume' | 'cancel' | 'abort' | 'retry' | 'skip';

/** The step that is to be tried again, or left out. */
export interface OrderedStep {
  readonly stepNumber: number;
  readonly chainId: string;
}

/** More open asks than a person can answer: those that have waited longest come first. */
const MAX_ASKS = 500;
/** Tells the hub where an answer came from. */
const SOURCE = { source: 'dashboard' };

/** Asks, and what people tell agents, over HTTP. */
export class ControlApi {
  constructor(private readonly http: HubHttp) {}

  /** The open asks, oldest first. */
  async openAsks(): Promise<readonly Ask[]> {
    const page = await this.http.get(`/api/asks?status=open&limit=${MAX_ASKS}`);
    return list(page, 'asks')
      .map(decodeAsk)
      .filter((ask) => ask !== undefined);
  }

  async ask(id: string): Promise<Ask> {
    return readAsk(await this.http.get(askPath(id)));
  }

  /** The ask as it is then. Throws a problem with `ask` when the answer came too late. */
  async answer(id: string, answer: AskAnswer): Promise<Ask> {
    return readAsk(await this.http.post(`${askPath(id)}/answer`, { ...answer, ...SOURCE }));
  }

  async message(sessionId: string, input: string): Promise<Command> {
    return readCommand(
      await this.http.post(`${sessionPath(sessionId)}/input`, { input, ...SOURCE }),
    );
  }

  async command(sessionId: string, type: Order, step?: OrderedStep): Promise<Command> {
    const which = step && { stepNumber: step.stepNumber, options: { chainId: step.chainId } };
    return readCommand(
      await this.http.post(`${sessionPath(sessionId)}/commands`, { type, ...which, ...SOURCE }),
    );
  }
}

function askPath(id: string): string {
  return `/api/asks/${encodeURIComponent(id)}`;
}

function sessionPath(id: string): string {
  return `/api/sessions/${encodeURIComponent(id)}`;
}

function readAsk(json: JsonObject): Ask {
  const ask = decodeAsk(json);
  if (ask === undefined) throw new HubError(200, 'The hub sent something that is no ask');
  return ask;
}

function readCommand(json: JsonObject): Command {
  const command = decodeCommand(json);
  if (command === undefined) throw new HubError(200, 'The hub sent something that is no command');
  return command;
}
