/** A hub takes some milliseconds. */
const ANSWER_MILLIS_MAX = 5_000
/** Between tries, at first and at most. */
const PAUSE_MILLIS_MIN = 1_000
const PAUSE_MILLIS_MAX = 30_000

/** The hub over HTTP. */
class Hub {
  authorization = token()

  /** What it answers: a status and a JSON body, if it has one; undefined when it is away. */
  async call(method, path, { headers, body, millis = ANSWER_MILLIS_MAX, signal } = {}) {
    const signals = [AbortSignal.timeout(millis), ...(signal ? [signal] : [])]
    try {
      const answer = await fetch(HUB + path, {
        method,
        headers: { 'Content-Type': 'application/json', ...headers, ...this.authorization },
        ...(body && { body: JSON.stringify(body) }),
        signal: AbortSignal.any(signals),
        // Of Bun, which would give up after five minutes.
        timeout: false,
      })
      const words = (await answer.text()).trim()
      return { status: answer.status, body: words.startsWith('{') ? JSON.parse(words) : undefined }
    } catch {
      return undefined
    }
  }
}

/** Ever longer pauses, until something goes well again. */
class Patience {
  millis = PAUSE_MILLIS_MIN

  reset() {
    this.millis = PAUSE_MILLIS_MIN
  }

  async rest(signal) {
    const millis = this.millis
    this.millis = Math.min(2 * millis, PAUSE_MILLIS_MAX)
    await new Promise((resolve) => {
      if (signal.aborted) return resolve()
      const timer = setTimeout(resolve, millis)
      // OpenCode may end meanwhile.
      timer.unref?.()
      signal.addEventListener('abort', () => (clearTimeout(timer), resolve()), { once: true })
    })
  }
}
