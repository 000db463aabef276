import { forget } from './layout';

/** Heights of rows that were drawn, by key. */
export class Heights {
  private readonly byKey = new Map<string, number>();
  /** Counts the changes of the map, which is a plain one for speed. */
  private changes = $state(0);
  private readonly observer: ResizeObserver;

  /** `keys` are those of the rows that there are; the heights of others are forgotten in time. */
  constructor(keys: () => readonly string[]) {
    this.observer = new ResizeObserver((entries) => {
      if (!this.take(entries)) return;
      forget(this.byKey, keys());
      this.changes++;
    });
  }

  /** Answers a function from key to height. Whoever asks for it is told when any height changes. */
  reader(): (key: string) => number | undefined {
    const isAnyKnown = this.changes > 0;
    return (key) => (isAnyKnown ? this.byKey.get(key) : undefined);
  }

  /** Watches an element with `data-key`; answers the function that ends it. */
  observe(element: HTMLElement): () => void {
    this.observer.observe(element);
    return () => {
      this.observer.unobserve(element);
    };
  }

  close(): void {
    this.observer.disconnect();
  }

  /** Answers whether anything is new. */
  private take(entries: readonly ResizeObserverEntry[]): boolean {
    let isChanged = false;
    for (const { target, borderBoxSize } of entries) {
      const key = target instanceof HTMLElement ? target.dataset['key'] : undefined;
      const size = borderBoxSize[0]?.blockSize ?? 0;
      if (key === undefined || size === 0 || this.byKey.get(key) === size) continue;
      this.byKey.set(key, size);
      isChanged = true;
    }
    return isChanged;
  }
}
