// Tells a Signalbox hub what OpenCode does. Written by `signalbox connect opencode`, removed by
// `signalbox disconnect opencode`; changes are lost. SIGNALBOX_OFF=1 keeps a session to itself.
//
// OpenCode must not feel it: events leave one after the other, in order, while it goes on; nothing
// is printed and nothing is thrown, whether a hub is there or not. What the hub does not take goes
// to the script beside this, which keeps it until the hub is back.
import { execFile, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { homedir, hostname, userInfo } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const HUB = "http://127.0.0.1:4680"
const SCRIPT = fileURLToPath(new URL('../hooks/signalbox.sh', import.meta.url))

/** A hub takes some milliseconds. */
const ANSWER_MILLIS_MAX = 5_000
/** After a failure the script sends for so long: nothing must overtake what it keeps. */
const AWAY_MILLIS = 15_000
/** Events that may wait; what comes then is dropped. */
const WAITING_MAX = 2_000
/** How long OpenCode may be held up at its end for what still waits. */
const GOODBYE_MILLIS = 1_000

/** Pieces of answers as they are written, and what OpenCode tells itself. */
const NOISE =
  /^(message\.part\.delta|session\.diff|(plugin|catalog|reference|integration|installation|lsp|mcp|tui|pty|ide|server|project|workspace|worktree)\..*)$/

export const Signalbox = async ({ directory }) => {
  if (process.env.SIGNALBOX_OFF) return {}
  const sender = new Sender(directory)
  const sessions = new Set()
  const parents = new Map()
  const isNews = news()
  return {
    event: async ({ event }) => {
      const properties = event?.properties ?? {}
      if (typeof event?.type !== 'string' || NOISE.test(event.type) || !isNews(properties)) return
      const session = sessionOf(event.type, properties)
      if (event.type === 'session.created' && properties.info?.parentID) {
        parents.set(session, properties.info.parentID)
      }
      if (event.type === 'vcs.branch.updated') sender.branch = properties.branch ?? ''
      if (typeof session === 'string' && !parents.has(session)) sessions.add(session)
      // A subagent has a session of its own; only its first event says whose it is.
      const parentID = parents.get(session)
      sender.add(parentID === undefined ? event : { ...event, parentID })
    },
    // No event says that OpenCode ends. This one has the name of its own, for each session.
    dispose: async () => {
      for (const sessionID of sessions) {
        const id = `${sessionID}-${process.pid}-disposed`
        sender.add({ id, type: 'server.instance.disposed', properties: { sessionID, directory } })
      }
      await sender.close()
    },
  }
}

/** Older versions say it further inside. */
function sessionOf(type, { sessionID, info, part }) {
  const own = type.startsWith('session.') ? info?.id : undefined
  return sessionID ?? info?.sessionID ?? part?.sessionID ?? own
}

/** A running tool repeats its output as it grows, and an answer its text: once is enough. */
function news() {
  const states = new Map()
  return ({ part, delta }) => {
    if (part === undefined) return true
    if (delta !== undefined && part.time?.end === undefined) return false
    const status = part.state?.status
    if (status === undefined) return true
    if (states.get(part.id) === status) return false
    if (status === 'pending' || status === 'running') states.set(part.id, status)
    else states.delete(part.id)
    return true
  }
}

/** Sends one event after the other. */
class Sender {
  waiting = []
  running = undefined
  awayUntil = 0
  isOver = false
  branch = ''
  repository = ''

  constructor(directory) {
    this.directory = directory
    this.authorization = token()
    this.boot = text('/proc/sys/kernel/random/boot_id')
    // The 22nd field, and the 20th after the name, which may have spaces: see proc(5).
    this.born = text('/proc/self/stat').replace(/^.*\) /s, '').split(' ')[19] ?? ''
    this.ready = this.findRepository().catch(() => {})
    process.once('exit', () => this.handOver())
  }

  add(event) {
    if (this.waiting.length >= WAITING_MAX) return
    this.waiting.push({ event, time: Date.now() })
    this.running ??= this.run().catch(() => {})
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
    }
    this.running = undefined
  }

  async deliver({ event, time }) {
    const body = JSON.stringify(event)
    if (Date.now() >= this.awayUntil) {
      if (await this.post(body, event.id, time)) return
      if (this.isOver) return
      this.awayUntil = Date.now() + AWAY_MILLIS
    }
    await this.keep(body)
  }

  /** False when the hub is away, or cannot take it now. */
  async post(body, id, time) {
    const { version } = JSON.parse(body).properties?.info ?? {}
    const headers = {
      'Content-Type': 'application/json',
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
      ...(id && { 'X-Signalbox-Id': id }),
      ...(version && { 'X-Signalbox-Agent-Version': version }),
      ...this.authorization,
    }
    // Bun, at least to 1.3, spoils other characters on the way; the script does not.
    if (Object.values(headers).some((value) => /[^\x20-\x7e]/.test(value))) return false
    const signal = AbortSignal.timeout(ANSWER_MILLIS_MAX)
    const url = `${HUB}/api/hooks/opencode`
    try {
      const answer = await fetch(url, { method: 'POST', headers, body, signal })
      await answer.arrayBuffer()
      return answer.status < 500 && ![401, 403, 408, 429].includes(answer.status)
    } catch {
      return false
    }
  }

  keep(body) {
    return new Promise((resolve) => {
      const options = { cwd: this.directory, timeout: ANSWER_MILLIS_MAX }
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
      spawnSync(SCRIPT, ['opencode', HUB], { cwd: this.directory, input, timeout: GOODBYE_MILLIS })
    }
  }

  async findRepository() {
    const [branch, origin, common] = await Promise.all([
      git(this.directory, 'symbolic-ref', '--short', '-q', 'HEAD'),
      git(this.directory, 'config', '--get', 'remote.origin.url'),
      git(this.directory, 'rev-parse', '--path-format=absolute', '--git-common-dir'),
    ])
    this.branch = branch || (await git(this.directory, 'rev-parse', '--short=8', 'HEAD'))
    const home = origin || (common && dirname(common))
    this.repository = home.replace(/\/$/, '').replace(/\.git$/, '').split(/[/:]/).at(-1) ?? ''
  }
}

function git(directory, ...words) {
  return new Promise((resolve) => {
    const options = { cwd: directory, timeout: 2_000 }
    execFile('git', words, options, (fault, output) => resolve(fault ? '' : output.trim()))
  })
}

/** For a hub behind a login; the script reads the same file. */
function token() {
  const state = process.env.XDG_STATE_HOME || join(homedir(), '.local/state')
  const file = join(state, 'signalbox/token', HUB.replace(/[^A-Za-z0-9._-]/g, '_'))
  const [name, ...value] = text(file).split(': ')
  return name && { [name]: value.join(': ') }
}

/** A file without what is around its text; empty when there is none. */
function text(file) {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch {
    return ''
  }
}
