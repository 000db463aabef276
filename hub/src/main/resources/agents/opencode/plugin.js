// Tells a Signalbox hub what OpenCode does, and OpenCode what people answer there. Written by
// `signalbox connect opencode`, removed by `signalbox disconnect opencode`; changes are lost.
// SIGNALBOX_OFF=1 keeps a session to itself.
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

/** Pieces of answers as they are written, and what OpenCode tells itself. */
const NOISE =
  /^(message\.part\.delta|session\.diff|(plugin|catalog|reference|integration|installation|lsp|mcp|tui|pty|ide|server|project|workspace|worktree)\..*)$/

export const Signalbox = async ({ client, directory }) => {
  if (process.env.SIGNALBOX_OFF) return {}
  const opencode = new OpenCode(client)
  const sender = new Sender(directory, opencode.controls())
  const asks = new Asks(sender, opencode)
  const orders = new Orders(sender.hub, opencode)
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
      // A subagent has a session of its own; only its first event says whose it is.
      const parentID = parents.get(session)
      const told = asks.told(parentID === undefined ? event : { ...event, parentID })
      if (told === undefined) return
      const sent = sender.add(told)
      asks.follow(told, sent)
      if (typeof session !== 'string') return
      if (parentID === undefined) sessions.add(session)
      orders.follow(event, session, parentID, sent)
    },
    'tool.execute.before': async (call, { args } = {}) => {
      asks.calls.add(call?.callID, args)
      await orders.pass(call?.tool, call?.sessionID, parents.get(call?.sessionID))
    },
    // No event says that OpenCode ends. This one has the name of its own, for each session.
    dispose: async () => {
      asks.close()
      orders.close()
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
