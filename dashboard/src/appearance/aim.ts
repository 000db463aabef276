/** The pointer is on a button that would answer an ask: nothing may take its place now. */
export function isAimingAtAnswer(): boolean {
  return document.querySelector('[data-phase="open"] .button:is(:hover, :active)') !== null;
}
