/** How long one poll waits, and how long its answer may then take. */
const POLL_SECONDS = 50
const POLL_MILLIS_MAX = (POLL_SECONDS + 10) * 1_000
/** The newest sessions listen. */
const LISTENING_MAX = 8
/** How long the hub keeps a call waiting, and somewhat more. */
const HALT_MILLIS_MAX = 3_600_000
/** How long a paused session waits for a hub that is away. */
const ALONE_MILLIS_MAX = 60_000

/** What people tell sessions through the hub: messages, pause, cancel. */
class Orders {
  sessions = new Map()

  constructor(hub, opencode) {
    this.hub = hub
    this.opencode = opencode
  }

  /** @param sent resolves when the hub has been told of the event */
  follow({ type, properties }, id, parentID, sent) {
    const session = this.sessions.get(parentID ?? id)
    if (/^session\.(idle|error|deleted)$/.test(type)) session?.stop(id)
    if (parentID !== undefined || !this.opencode.listens) return
    if (type === 'session.deleted') return this.#forget(id)
    const isSpokenTo = type === 'message.updated' && properties.info?.role === 'user'
    const hasRoom = this.sessions.size < LISTENING_MAX
    const listening = session ?? (hasRoom || isSpokenTo ? this.#listen(id, sent) : undefined)
    if (!listening || !isSpokenTo) return
    const { agent, model } = properties.info
    listening.as = { ...(agent && { agent }), ...(model && { model }) }
  }

  /** Holds a call up while its session is paused; throws when its turn was stopped meanwhile. */
  async pass(tool, id, parentID) {
    const session = this.sessions.get(parentID ?? id)
    if (!session || session.pauses.size === 0) return
    const signal = session.hold(id)
    const type = 'tool.execute.before'
    const body = { type, properties: { sessionID: id, tool }, ...(parentID && { parentID }) }
    session.waiting += 1
    await this.#wait(session, body, signal).finally(() => (session.waiting -= 1))
    if (signal.aborted) throw new Error('The turn was stopped while it was paused')
  }

  /** Nothing runs any more. */
  close() {
    for (const id of [...this.sessions.keys()]) this.#forget(id)
  }

  /** The hub answers when the call may go on. */
  async #wait(session, body, signal) {
    const headers = { 'X-Signalbox-Orders': 'take' }
    const patience = new Patience()
    const alone = Date.now() + ALONE_MILLIS_MAX
    while (!signal.aborted) {
      const begin = Date.now()
      const call = { headers, body, millis: HALT_MILLIS_MAX, signal }
      const answer = await this.hub.call('POST', '/api/hooks/opencode', call)
      if (answer?.status === 200) return this.#heed(session, answer.body ?? {})
      if (Date.now() > Math.max(alone, begin + ALONE_MILLIS_MAX)) return
      await patience.rest(signal)
    }
  }

  async #heed(session, { stop, tell }) {
    session.pauses.clear()
    if (tell) await this.opencode.say(session.id, tell, session.as)
    if (!stop) return
    session.stop()
    await this.opencode.abort(session.id)
  }

  #listen(id, sent) {
    if (this.sessions.size >= LISTENING_MAX) this.#forget(this.sessions.keys().next().value)
    const session = new Session(id)
    this.sessions.set(id, session)
    const path = `/api/sessions/${encodeURIComponent(id)}`
    sent.then(() => {
      const say = (message) => this.#say(session, message)
      const obey = ({ commands }) => this.#obey(session, commands ?? [])
      this.#poll(session, `${path}/input?timeout=${POLL_SECONDS * 1_000}`, say)
      this.#poll(session, `${path}/commands?wait=${POLL_SECONDS}`, obey)
    })
    return session
  }

  #forget(id) {
    const session = this.sessions.get(id)
    this.sessions.delete(id)
    session?.end()
  }

  /** Asks again and again: at once after an answer, ever more rarely while none comes. */
  async #poll({ ended }, path, take) {
    const patience = new Patience()
    while (!ended.signal.aborted) {
      const begin = Date.now()
      const call = { millis: POLL_MILLIS_MAX, signal: ended.signal }
      const answer = await this.hub.call('GET', path, call)
      const isThere = answer !== undefined && answer.status < 300
      const isNews = isThere && answer.body !== undefined && answer.body.commands?.length !== 0
      if (isNews) await take(answer.body).catch(() => {})
      if (isNews || (isThere && Date.now() - begin > PAUSE_MILLIS_MIN)) patience.reset()
      else await patience.rest(ended.signal)
    }
  }

  async #say(session, { commandId, input }) {
    const words = typeof input === 'string' ? input : JSON.stringify(input)
    const fault = await this.opencode.say(session.id, words, session.as)
    await this.#acknowledge(commandId, fault && 'OpenCode did not take the message')
  }

  async #obey(session, commands) {
    for (const { commandId, type } of commands) {
      if (type === 'cancel') await this.#cancel(session, commandId)
      // The hub itself ends it, and says so to the call that waits.
      else if (type === 'pause') session.pauses.add(commandId)
      else await this.#acknowledge(commandId, `OpenCode cannot be told to ${type}`)
    }
  }

  /**
   * Said before the turn is over: then there would be nothing left to cancel. A call that waits at
   * the hub hears of it there, and stops the turn: twice would stop the next one, too.
   */
  async #cancel(session, commandId) {
    if (session.waiting > 0) return
    const answer = await this.#acknowledge(commandId)
    const isDone = answer?.status === 409
    if (isDone) return
    await Promise.all([...session.pauses].map((pause) => this.#acknowledge(pause)))
    session.pauses.clear()
    await this.opencode.abort(session.id)
  }

  #acknowledge(commandId, error) {
    const body = error ? { status: 'failed', error } : { status: 'acknowledged' }
    return this.hub.call('POST', `/api/commands/${commandId}/ack`, { body })
  }
}

/** A session that listens. */
class Session {
  ended = new AbortController()
  /** Commands to pause that were not taken back, as far as we know. */
  pauses = new Set()
  /** The agent and the model that the person speaks to. */
  as = {}
  held = new Map()
  /** How many calls wait at the hub. */
  waiting = 0

  constructor(id) {
    this.id = id
  }

  /** A call waits in this session or in one of its subagents: what says that it need not. */
  hold(id) {
    if (!this.held.has(id)) this.held.set(id, new AbortController())
    return this.held.get(id).signal
  }

  /** The turn of that session, or of all, is over: what waits in it must not run afterwards. */
  stop(id) {
    for (const own of id === undefined ? [...this.held.keys()] : [id]) {
      this.held.get(own)?.abort()
      this.held.delete(own)
    }
  }

  end() {
    this.ended.abort()
    this.stop()
  }
}
