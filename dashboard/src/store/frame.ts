/** A hidden page gets few frames, in some browsers one a minute: its memory stays bounded. */
const MAX_WAITING = 5_000;

/** Collects what arrives and hands it over once per frame, so that the page renders once per frame. */
export class FrameQueue<T> {
  private waiting: T[] = [];

  constructor(
    private readonly schedule: (flush: () => void) => void,
    private readonly apply: (batch: readonly T[]) => void,
  ) {}

  push(item: T): void {
    this.waiting.push(item);
    if (this.waiting.length > MAX_WAITING) this.flush();
    if (this.waiting.length === 1) {
      this.schedule(() => {
        this.flush();
      });
    }
  }

  flush(): void {
    const batch = this.waiting;
    if (batch.length === 0) return;
    this.waiting = [];
    this.apply(batch);
  }
}
