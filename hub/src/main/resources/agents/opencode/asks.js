/** How long one request waits for an answer; then another does. */
const HOLD_SECONDS = 600
/** Inputs of calls that are kept, for what is asked about them. */
const CALLS_MAX = 100

/**
 * What a person is asked. It is held at the hub until somebody answers, there or in the terminal:
 * whoever OpenCode hears first.
 */
class Asks {
  calls = new Calls()
  open = new Map()

  constructor(sender, opencode) {
    this.sender = sender
    this.opencode = opencode
  }

  /** What the hub is told of an event; undefined when it knows: the answer came from there. */
  told(event) {
    const { verb, id } = requestOf(event)
    if (verb === 'asked') {
      const input = this.calls.of(event.properties.tool?.callID)
      return input === undefined ? event : { ...event, input }
    }
    const ask = verb && this.open.get(id)
    if (ask) ask.heard = event.properties
    return ask?.isGiven ? undefined : event
  }

  /** @param sent resolves when the hub has been told */
  follow(event, sent) {
    const { kind, verb, id } = requestOf(event)
    if (verb === 'asked') {
      const ask = { event, kind, id, controller: new AbortController() }
      this.open.set(id, ask)
      sent.then(() => this.#hold(ask)).catch(() => {})
    } else if (verb) {
      const ask = this.open.get(id)
      this.open.delete(id)
      sent.then(() => ask?.controller.abort())
    }
  }

  close() {
    for (const { controller } of this.open.values()) controller.abort()
    this.open.clear()
  }

  /** Whether the hub is away or not: until OpenCode asks no longer, or the hub knows better. */
  async #hold(ask) {
    const { signal } = ask.controller
    const patience = new Patience()
    while (await this.#isPending(ask)) {
      const begin = Date.now()
      // What the script keeps must come first, so that nothing of before ends it.
      const known = await this.sender.hub.call('GET', `/api/asks/${ask.id}`, { signal })
      const isThere = known?.status === 200
      const held = isThere ? await this.sender.hold(ask.event, HOLD_SECONDS, signal) : undefined
      if (held?.status === 200 && Object.keys(held.body ?? {}).length > 0) {
        return this.#give(ask, held.body)
      }
      if (isThere && known.body?.status !== 'open') return
      if (Date.now() - begin > PAUSE_MILLIS_MAX) patience.reset()
      await patience.rest(signal)
    }
  }

  async #isPending({ kind, id }) {
    return this.open.has(id) && (await this.opencode.isPending(kind, id))
  }

  /** The terminal may decide while the answer is on its way. */
  async #give(ask, answer) {
    ask.isGiven = true
    const isTaken = !ask.heard && (await this.opencode.answer(ask.kind, ask.id, answer))
    if (!isTaken && !isSame(ask.heard, answer)) this.#late(ask)
    setTimeout(() => this.open.delete(ask.id), ANSWER_MILLIS_MAX).unref?.()
  }

  #late({ event, id: requestID }) {
    const { properties, parentID } = event
    const late = { id: `${requestID}-late`, type: 'signalbox.answer.late' }
    const { sessionID } = properties
    this.sender.add({
      ...late,
      properties: { sessionID, requestID },
      ...(parentID && { parentID }),
    })
  }
}

/** The inputs of the newest calls: not every request says what it is about. */
class Calls {
  inputs = new Map()

  add(id, input) {
    if (typeof id !== 'string') return
    this.inputs.set(id, input)
    if (this.inputs.size > CALLS_MAX) this.inputs.delete(this.inputs.keys().next().value)
  }

  of(id) {
    return this.inputs.get(id)
  }
}

/** `permission.asked` → the kind permission, the verb asked. */
function requestOf({ type, properties }) {
  const [, kind, verb] = /^(permission|question)\.(asked|replied|rejected)$/.exec(type) ?? []
  return { kind, verb, id: verb === 'asked' ? properties?.id : properties?.requestID }
}

/** A second plugin of ours may have passed the same answer on. */
function isSame(heard, answer) {
  if (heard === undefined) return false
  if ('reply' in answer) return heard.reply === answer.reply
  return JSON.stringify(heard.answers) === JSON.stringify(answer.answers)
}
