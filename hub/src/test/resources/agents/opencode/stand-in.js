// OpenCode, as far as its plugin sees it. What somebody does comes in, one line of JSON each; what
// the plugin makes it do goes out in the same way.
import { createInterface } from 'node:readline'
import { Signalbox } from './.config/opencode/plugins/signalbox.js'

const sessionID = 'ses_1'
const pending = new Map()
let events = 0

const say = (did, more) => console.log(JSON.stringify({ did, ...more }))
const tell = (type, properties) =>
  plugin.event({ event: { id: `evt_${++events}`, type, properties: { sessionID, ...properties } } })

function settle(id, verb, answer) {
  if (!pending.has(id)) return { error: { name: 'NotFoundError' } }
  tell(`${pending.get(id).kind}.${verb}`, { requestID: id, ...answer })
  pending.delete(id)
  return { data: true }
}

const client = {
  _client: {
    get: async ({ url }) => ({
      data: [...pending.values()].filter(({ kind }) => url === `/${kind}`),
    }),
    post: async ({ url, path, body }) => {
      say('answer', { url: url.replace('{id}', path.id), body })
      return settle(path.id, url.endsWith('reject') ? 'rejected' : 'replied', body)
    },
  },
  session: {
    promptAsync: async ({ path, body }) => {
      say('prompt', { id: path.id, body })
      return {}
    },
    abort: async ({ path }) => {
      say('abort', { id: path.id })
      tell('session.error', { error: { name: 'MessageAbortedError' } })
      return { data: true }
    },
  },
}

const deeds = {
  event: ({ type, ...properties }) => tell(type, properties),
  ask: ({ kind, ...request }) => {
    pending.set(request.id, { kind, ...request })
    tell(`${kind}.asked`, request)
  },
  answer: ({ id, verb = 'replied', ...answer }) => settle(id, verb, answer),
  // Nobody is asked any more, and the plugin has not heard of it yet.
  drop: ({ id }) => pending.delete(id),
  call: ({ callID, args }) =>
    plugin['tool.execute.before']({ sessionID, callID, tool: 'bash' }, { args }).then(
      () => say('run', { callID }),
      ({ message }) => say('stop', { callID, message }),
    ),
}

const plugin = await Signalbox({ client, directory: process.cwd() })
tell('session.created', { info: { id: sessionID, version: '1.18.33', directory: process.cwd() } })
for await (const line of createInterface({ input: process.stdin })) {
  const { deed, ...what } = JSON.parse(line)
  deeds[deed](what)
}
await plugin.dispose()
