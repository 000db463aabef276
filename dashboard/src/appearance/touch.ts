const TOUCH = matchMedia('(pointer: coarse)');

/** When the person last turned to something, by the page's clock. */
let turnedAt = Number.NEGATIVE_INFINITY;

/** They went to another page, pressed a key, scrolled, or touched what is not over. */
export function turned(): void {
  turnedAt = Date.now();
}

/** A finger has no hover that says where it rests: what is over at `at` is still looked at. */
export function isStillLookedAt(at: number): boolean {
  return TOUCH.matches && turnedAt <= at;
}

export function watchTouch(): () => void {
  let hasMoved = false;
  const touchstart = () => {
    hasMoved = false;
  };
  const touchmove = () => {
    hasMoved = true;
  };
  const touchend = ({ target }: Event) => {
    const isOnOver = target instanceof Element && target.closest('[data-phase="over"]') !== null;
    if (hasMoved || !isOnOver) turned();
  };
  const listeners = { touchstart, touchmove, touchend, keydown: turned };
  const options = { capture: true, passive: true };
  for (const [type, listener] of Object.entries(listeners)) {
    addEventListener(type, listener, options);
  }
  return () => {
    for (const [type, listener] of Object.entries(listeners)) {
      removeEventListener(type, listener, options);
    }
  };
}
