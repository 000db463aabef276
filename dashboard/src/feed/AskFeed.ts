import type { AskAnswer, ControlApi } from '../connection/control';
import { HubError } from '../connection/http';
import { decodeAsk } from '../protocol/ask';
import type { SessionEvent } from '../protocol/event';
import { list, text } from '../protocol/json';
import type { Asks } from '../store/asks/asks.svelte';

/** At most one list in this time, whatever the agents do; the first comes at once. */
const REST_MILLIS = 200;
const NOT_FOUND = 404;
const CONFLICT = 409;

type Control = Pick<ControlApi, 'openAsks' | 'ask' | 'answer'>;

/** Keeps the asks current, and carries a person's answers to the hub. */
export class AskFeed {
  private state: 'rests' | 'loads' | 'loads and will again' = 'rests';

  constructor(
    private readonly control: Control,
    private readonly asks: Asks,
  ) {}

  /** Live events of all sessions: those that concern asks lead to a fresh list. */
  events(events: readonly SessionEvent[]): void {
    for (const { type, payload } of events) {
      const askId = text(payload, 'askId');
      // Nothing may be answered that has been, while the facts are still on their way.
      if (type !== 'interaction:input-received' || askId === undefined) continue;
      this.asks.over(askId);
      this.asks.remember(askId, list(payload, 'remembered'));
    }
    const isAbout = ({ type }: SessionEvent) =>
      type.startsWith('interaction:') || type === 'session:deleted';
    if (events.some(isAbout)) this.refresh();
  }

  /** Loads the list of open asks. Lists never overlap: the newest answer is the newest truth. */
  refresh(): void {
    if (this.state === 'rests') void this.load();
    else this.state = 'loads and will again';
  }

  /** Answers whether the answer was taken. */
  async answer(askId: string, answer: AskAnswer): Promise<boolean> {
    const card = this.asks.get(askId);
    if (card?.phase !== 'open') return false;
    this.asks.sending(askId);
    try {
      this.asks.over(askId, await this.control.answer(askId, answer), true);
      const chosen = 'remember' in answer ? (answer.remember ?? []) : [];
      this.asks.remember(
        askId,
        chosen.map((index) => card.ask.suggestions[index]),
      );
      return true;
    } catch (error) {
      this.refused(askId, error);
      return false;
    }
  }

  private refused(askId: string, error: unknown): void {
    const { status, problem, message } =
      error instanceof HubError ? error : new HubError(0, 'The page has failed');
    const ask = decodeAsk(problem['ask']);
    if (status === NOT_FOUND) this.asks.over(askId);
    else if (status === CONFLICT && ask !== undefined && ask.status !== 'open') {
      this.asks.over(askId, ask);
    } else {
      // Without a word from the hub nobody knows whether it has the answer; the list will tell.
      const doubt = status === 0 ? `${message}: your answer may not have arrived` : message;
      this.asks.failed(askId, doubt, ask);
    }
    this.refresh();
  }

  private async load(): Promise<void> {
    this.state = 'loads';
    try {
      const missing = this.asks.replace(await this.control.openAsks());
      for (const askId of missing) void this.tellEnd(askId);
    } catch (error) {
      this.asks.error = error instanceof Error ? error.message : 'The asks could not be loaded';
    }
    setTimeout(() => {
      const again = this.state === 'loads and will again';
      this.state = 'rests';
      if (again) this.refresh();
    }, REST_MILLIS);
  }

  /** What became of an ask that is no longer open. */
  private async tellEnd(askId: string): Promise<void> {
    this.asks.over(askId);
    try {
      const ask = await this.control.ask(askId);
      if (ask.status === 'open') this.asks.failed(askId, '', ask);
      else this.asks.over(askId, ask);
    } catch {
      // Deleted with its session, or the hub is away: the card says that it is over.
    }
  }
}
