/** OpenCode itself, through the client that it gives to plugins; no call throws. */
class OpenCode {
  constructor(client) {
    this.client = client
    // The client knows fewer calls than the server has, which listens to nobody else as a rule.
    this.raw = client?._client
    this.listens = typeof client?.session?.promptAsync === 'function'
  }

  /** What it can be told, in the hub's words. */
  controls() {
    const words = [this.raw && 'answer', this.listens && 'message pause cancel']
    return words.filter(Boolean).join(' ')
  }

  /** Whether somebody is still asked this. */
  async isPending(kind, id) {
    const { data } = await this.#call(() => this.raw.get({ url: `/${kind}` }))
    return Array.isArray(data) && data.some((request) => request?.id === id)
  }

  /** Answers what somebody is asked; false when nobody is asked it any more. */
  async answer(kind, id, { rejected, ...body }) {
    const url = rejected ? `/${kind}/{id}/reject` : `/${kind}/{id}/reply`
    const headers = { 'Content-Type': 'application/json' }
    const { data } = await this.#call(() => this.raw.post({ url, path: { id }, body, headers }))
    return data === true
  }

  /**
   * Says something to the model as the person would.
   *
   * @param as the agent and the model that the person speaks to
   */
  async say(id, words, as) {
    const body = { ...as, parts: [{ type: 'text', text: words }] }
    const { error } = await this.#call(() =>
      this.client.session.promptAsync({ path: { id }, body }),
    )
    return error
  }

  /** Stops the turn. */
  async abort(id) {
    const { error } = await this.#call(() => this.client.session.abort({ path: { id } }))
    return error
  }

  async #call(work) {
    try {
      return (await work()) ?? {}
    } catch (error) {
      return { error }
    }
  }
}
