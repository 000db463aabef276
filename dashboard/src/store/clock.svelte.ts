/** The time that the page shows, one tick per second, in milliseconds since 1970. */
class Clock {
  /** By this browser's clock. */
  now = $state(Date.now());
  /** How far the hub's clock is ahead of this browser's. */
  private skewMillis = $state(0);

  /** By the hub's clock: what the ages of its times are measured with. */
  get hubNow(): number {
    return this.now + this.skewMillis;
  }

  setSkew(millis: number): void {
    this.skewMillis = millis;
  }

  /** Answers the function that stops it. */
  start(): () => void {
    const timer = setInterval(() => {
      this.now = Date.now();
    }, 1_000);
    return () => {
      clearInterval(timer);
    };
  }
}

export const clock = new Clock();
