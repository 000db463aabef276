/** Somebody writes in a box of this ask: their words go when they do, and not before. */
export function isBeingWritten(askId: string): boolean {
  const box = document.activeElement;
  if (!(box instanceof HTMLTextAreaElement)) return false;
  return box.closest<HTMLElement>('[data-ask]')?.dataset['ask'] === askId;
}

/** The pointer is on a button that would answer an ask: nothing may take its place now. */
export function isAimingAtAnswer(): boolean {
  return document.querySelector('[data-phase="open"] .button:is(:hover, :active)') !== null;
}
