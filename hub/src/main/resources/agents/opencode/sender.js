/** After a failure the script sends for so long: nothing must overtake what it keeps. */
const AWAY_MILLIS = 15_000
/** Events that may wait; what comes then is dropped. */
const WAITING_MAX = 2_000
/** How long OpenCode may be held up at its end for what still waits. */
const GOODBYE_MILLIS = 1_000

/** Sends one event after the other. */
class Sender {
  hub = new Hub()
  waiting = []
  running = undefined
  awayUntil = 0
  isOver = false
  branch = ''
  repository = ''

  /** @param controls what OpenCode can be told through the hub, in words */
  constructor(directory, controls) {
    this.directory = directory
    this.controls = controls
    this.boot = text('/proc/sys/kernel/random/boot_id')
    // The 22nd field, and the 20th after the name, which may have spaces: see proc(5).
    this.born =
      text('/proc/self/stat')
        .replace(/^.*\) /s, '')
        .split(' ')[19] ?? ''
    this.ready = this.findPlace().catch(() => {})
    process.once('exit', () => this.handOver())
  }

  /** Resolves when it has left, for the hub or for the script. */
  add(event) {
    if (this.waiting.length >= WAITING_MAX) return Promise.resolve()
    return new Promise((left) => {
      this.waiting.push({ event, time: Date.now(), left })
      this.running ??= this.run().catch(() => {})
    })
  }

  /** Waits a moment for what is on its way; the script gets the rest. */
  async close() {
    const goodbye = new Promise((resolve) => setTimeout(resolve, GOODBYE_MILLIS).unref?.())
    await Promise.race([this.running, goodbye])
    this.handOver()
  }

  async run() {
    await this.ready
    while (this.waiting.length > 0) {
      const next = this.waiting[0]
      await this.deliver(next).catch(() => {})
      if (this.waiting[0] === next) this.waiting.shift()
      next.left()
    }
    this.running = undefined
  }

  async deliver({ event, time }) {
    if (Date.now() >= this.awayUntil) {
      if (await this.post(event, time)) return
      if (this.isOver) return
      this.awayUntil = Date.now() + AWAY_MILLIS
    }
    await this.keep(JSON.stringify(event))
  }

  /** False when the hub is away, or cannot take it now. */
  async post(event, time) {
    const headers = this.headers(event, time)
    // Bun, at least to 1.3, spoils other characters on the way; the script does not.
    if (Object.values(headers).some((value) => /[^\x20-\x7e]/.test(value))) return false
    const answer = await this.hub.call('POST', '/api/hooks/opencode', { headers, body: event })
    return (
      answer !== undefined && answer.status < 500 && ![401, 403, 408, 429].includes(answer.status)
    )
  }

  /** Tells an event once more, and waits for so long for what a person answers to it. */
  hold(event, seconds, signal) {
    const headers = {
      'X-Signalbox-Dialog': `held ${seconds}`,
      'X-Signalbox-Controls': this.controls,
    }
    const millis = seconds * 1_000 + ANSWER_MILLIS_MAX
    return this.hub.call('POST', '/api/hooks/opencode', { headers, body: event, millis, signal })
  }

  headers({ id, properties }, time) {
    const version = properties?.info?.version
    return {
      'X-Signalbox-Time': String(time / 1000),
      'X-Signalbox-Sent': String(Date.now() / 1000),
      'X-Signalbox-User': process.env.USER || userInfo().username,
      'X-Signalbox-Host': hostname(),
      'X-Signalbox-Platform': process.platform,
      'X-Signalbox-Pid': String(process.pid),
      'X-Signalbox-Born': this.born,
      'X-Signalbox-Boot': this.boot,
      'X-Signalbox-Branch': this.branch,
      'X-Signalbox-Repository': this.repository,
      'X-Signalbox-Controls': this.controls,
      ...(id && { 'X-Signalbox-Id': id }),
      ...(version && { 'X-Signalbox-Agent-Version': version }),
    }
  }

  keep(body) {
    return new Promise((resolve) => {
      const options = { cwd: this.directory, env: this.environment(), timeout: ANSWER_MILLIS_MAX }
      const script = execFile(SCRIPT, ['opencode', HUB], options, () => resolve())
      script.stdin?.on('error', () => {})
      script.stdin?.end(body)
    })
  }

  /** At the end there is no time for the network. */
  handOver() {
    this.isOver = true
    const deadline = Date.now() + GOODBYE_MILLIS
    for (const { event } of this.waiting.splice(0)) {
      if (Date.now() > deadline) return
      const input = JSON.stringify(event)
      const options = { cwd: this.directory, env: this.environment(), timeout: GOODBYE_MILLIS }
      spawnSync(SCRIPT, ['opencode', HUB], { ...options, input })
    }
  }

  /** What the script cannot know. */
  environment() {
    return { ...process.env, SIGNALBOX_CONTROLS: this.controls }
  }

  async findPlace() {
    const place = await findRepository(this.directory)
    this.branch ||= place.branch
    this.repository = place.repository
  }
}
