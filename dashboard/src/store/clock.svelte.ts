/** The time that the page shows, one tick per second, in milliseconds since 1970. */
class Clock {
  now = $state(Date.now());

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
