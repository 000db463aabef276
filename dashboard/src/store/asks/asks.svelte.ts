import type { Ask } from '../../protocol/ask';

/** How long a card that cannot be answered any more stays: it says what has happened. */
const STAY_MILLIS = 4_000;
/** The same for a person's own answer: they know what they said. */
const OWN_STAY_MILLIS = 1_500;
/** How many asks that have left are remembered, to refuse a list that was under way. */
const MAX_LEFT = 1_000;

/** An ask as the page shows it. */
export interface Card {
  readonly ask: Ask;
  /** `sending` an answer; `over` for good. */
  readonly phase: 'open' | 'sending' | 'over';
  /** Why the last answer was not taken. */
  readonly error: string;
  /** The answer that counted was given on this page. */
  readonly isOwn: boolean;
  /** The agent's own suggestions that its answer made into rules. */
  readonly remembered: readonly unknown[];
  /** When the page learnt that it is over, by its own clock. */
  readonly overAt?: number;
}

/** The open asks of all sessions, oldest first, and those that were open a moment ago. */
export class Asks {
  cards = $state.raw<readonly Card[]>([]);
  isLoaded = $state(false);
  /** Why the list could not be loaded. */
  error = $state('');

  /** When the asks that have left were opened: one that opens again is another. */
  private readonly left = new Map<string, number>();

  constructor(private readonly now: () => number = Date.now) {}

  get openCount(): number {
    return this.cards.filter((card) => card.phase !== 'over').length;
  }

  get(askId: string): Card | undefined {
    return this.cards.find((card) => card.ask.askId === askId);
  }

  /** Takes the list of open asks. Answers the ids of those that are not in it, and nobody knows why. */
  replace(open: readonly Ask[]): readonly string[] {
    const listed = new Map(open.map((ask) => [ask.askId, ask]));
    const missing: string[] = [];
    const kept = this.cards.map((card) => {
      const ask = listed.get(card.ask.askId);
      if (ask !== undefined && (card.phase !== 'over' || isLater(ask, card.ask.openedAt))) {
        return card.phase === 'over' ? fresh(ask) : { ...card, ask };
      }
      if (ask === undefined && isUnexplained(card)) missing.push(card.ask.askId);
      return card;
    });
    const known = new Set(kept.map((card) => card.ask.askId));
    const added = open.filter((ask) => !known.has(ask.askId) && this.isNew(ask)).map(fresh);
    this.cards = [...kept, ...added].sort(byAge);
    this.isLoaded = true;
    this.error = '';
    return missing;
  }

  sending(askId: string): void {
    this.change(askId, (card) => ({ ...card, phase: 'sending', error: '' }));
  }

  /** The answer was not taken, and the ask may still be answered. */
  failed(askId: string, error: string, ask?: Ask): void {
    this.change(askId, (card) => ({ ...card, phase: 'open', error, ask: ask ?? card.ask }));
  }

  /** It is over; `facts` say how, as soon as they are known. */
  over(askId: string, facts?: Ask, isOwn = false): void {
    this.change(askId, (card) => ({
      ...card,
      ask: facts ?? card.ask,
      phase: 'over',
      error: '',
      isOwn: card.isOwn || isOwn,
      overAt: card.overAt ?? this.now(),
    }));
  }

  /** What the answer made the agent remember, which the ask itself does not say. */
  remember(askId: string, remembered: readonly unknown[]): void {
    if (remembered.length > 0) this.change(askId, (card) => ({ ...card, remembered }));
  }

  /** Lets go of the cards that have said for long enough that they are over, but for those held. */
  sweep(isHeld: (card: Card) => boolean = () => false): void {
    const stays = (card: Card) => {
      if (card.overAt === undefined || isHeld(card)) return true;
      return this.now() - card.overAt < (card.isOwn ? OWN_STAY_MILLIS : STAY_MILLIS);
    };
    if (this.cards.every(stays)) return;
    for (const card of this.cards) if (!stays(card)) this.forget(card.ask);
    this.cards = this.cards.filter(stays);
  }

  private forget({ askId, openedAt }: Ask): void {
    this.left.set(askId, openedAt ?? 0);
    const oldest = this.left.keys().next();
    if (this.left.size > MAX_LEFT && !oldest.done) this.left.delete(oldest.value);
  }

  private isNew(ask: Ask): boolean {
    const leftAt = this.left.get(ask.askId);
    return leftAt === undefined || isLater(ask, leftAt);
  }

  private change(askId: string, change: (card: Card) => Card): void {
    this.cards = this.cards.map((card) => (card.ask.askId === askId ? change(card) : card));
  }
}

function fresh(ask: Ask): Card {
  return { ask, phase: 'open', error: '', isOwn: false, remembered: [] };
}

/** While an answer is under way, what comes back tells. */
function isUnexplained({ ask, phase }: Card): boolean {
  return ask.status === 'open' && phase !== 'sending';
}

function isLater(ask: Ask, openedAt: number | undefined): boolean {
  return (ask.openedAt ?? 0) > (openedAt ?? 0);
}

function byAge(a: Card, b: Card): number {
  const age = (a.ask.openedAt ?? 0) - (b.ask.openedAt ?? 0);
  return age !== 0 ? age : a.ask.askId < b.ask.askId ? -1 : 1;
}
