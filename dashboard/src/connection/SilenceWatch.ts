const SILENCE_MILLIS = 20_000;
const ANSWER_MILLIS = 10_000;
/** Somebody looks at the page, or the machine woke up: a dead connection must be seen soon. */
const QUICK_ANSWER_MILLIS = 4_000;

interface Actions {
  readonly ask: () => void;
  readonly giveUp: () => void;
}

/**
 * Notices a connection that is dead without a close, such as after a laptop slept. The hub's own
 * pings are answered below the page and not seen by it, so the page asks after 20 s of silence, and
 * gives up 10 s later.
 */
export class SilenceWatch {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private isWatching = false;

  constructor(private readonly actions: Actions) {}

  heard(): void {
    this.isWatching = true;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.ask(ANSWER_MILLIS);
    }, SILENCE_MILLIS);
  }

  /** Asks at once. */
  check(): void {
    if (this.isWatching) this.ask(QUICK_ANSWER_MILLIS);
  }

  stop(): void {
    this.isWatching = false;
    clearTimeout(this.timer);
  }

  private ask(patienceMillis: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(this.actions.giveUp, patienceMillis);
    this.actions.ask();
  }
}
