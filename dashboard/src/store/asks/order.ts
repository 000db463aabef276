import type { Card } from './asks.svelte';

/** The card beside the one named, without leaving the list; the first when none is named. */
export function step(
  cards: readonly Card[],
  askId: string | undefined,
  by: 1 | -1,
): Card | undefined {
  const index = cards.findIndex((card) => card.ask.askId === askId);
  if (index < 0) return cards[0];
  return cards[Math.min(cards.length - 1, Math.max(0, index + by))];
}

/** The next after the one named that can be answered here, round and round; else any open one. */
export function nextOpen(cards: readonly Card[], askId: string | undefined): Card | undefined {
  const index = cards.findIndex((card) => card.ask.askId === askId);
  const round = [...cards.slice(index + 1), ...cards.slice(0, Math.max(0, index))];
  const open = round.filter((card) => card.phase === 'open');
  return open.find((card) => card.ask.answerable) ?? open[0];
}
