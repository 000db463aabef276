const SILENCE_MILLIS = 20_000;
const ANSWER_MILLIS = 10_000;

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

  constructor(private readonly actions: Actions) {}

  heard(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.asking();
    }, SILENCE_MILLIS);
  }

  stop(): void {
    clearTimeout(this.timer);
  }

  private asking(): void {
    this.actions.ask();
    this.timer = setTimeout(this.actions.giveUp, ANSWER_MILLIS);
  }
}
