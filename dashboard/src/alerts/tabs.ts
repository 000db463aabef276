/**
 * What the tabs of this browser know of each other. Locks end with their tab, however it ends: no
 * tab that is gone keeps another one silent.
 */
const VIEW = 'signalbox.view:';
const CLAIM = 'signalbox.alerts';
const TOLD_KEY = 'signalbox.told';
const MAX_TOLD = 200;

let release: (() => void) | undefined;
let shown: string | undefined;

/** Says what this tab shows, or that it is hidden. */
export function showView(view: string | undefined): void {
  if (view === shown) return;
  shown = view;
  release?.();
  release = undefined;
  if (view === undefined) return;
  const left = new Promise<void>((resolve) => {
    release = resolve;
  });
  void navigator.locks.request(VIEW + view, { mode: 'shared' }, () => left);
}

/** Whether a person has such a view before them, in this tab or another. */
export async function isInView(isSuch: (view: string) => boolean): Promise<boolean> {
  if (shown !== undefined && isSuch(shown)) return true;
  const { held = [] } = await navigator.locks.query();
  return held.some(({ name = '' }) => name.startsWith(VIEW) && isSuch(name.slice(VIEW.length)));
}

/** Whether this tab is the one that tells of it: the first that asks, once. */
export function claim(tag: string): Promise<boolean> {
  return navigator.locks.request(CLAIM, () => {
    const told = toldBefore();
    if (told.includes(tag)) return false;
    try {
      localStorage.setItem(TOLD_KEY, JSON.stringify([...told, tag].slice(-MAX_TOLD)));
    } catch {
      // Then the tag of the notification itself keeps it single.
    }
    return true;
  });
}

function toldBefore(): readonly string[] {
  try {
    const told: unknown = JSON.parse(localStorage.getItem(TOLD_KEY) ?? '[]');
    return Array.isArray(told) ? told.filter((tag) => typeof tag === 'string') : [];
  } catch {
    return [];
  }
}
