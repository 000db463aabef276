import type { Fields } from '../hub';
import type { Call, Part } from './cast';
import { story } from './story';

/** One event, and how long before the end of the play it happens. */
export interface Cue {
  readonly secondsBefore: number;
  readonly event: Fields;
}

/** The last minutes are played; what was before them is only counted. */
const PLAYED_SECONDS = 600;
const PAUSE_SECONDS = 4;
const MINUTE = 60;

/** All that one part of the cast does, from its start to where it stands at the end. */
export function script(part: Part, index: number): readonly Cue[] {
  const sessionId = `demo-${index + 1}`;
  const stands = part.ends === undefined ? 0 : part.minutesInState * MINUTE;
  const plot = part.isStory ? story() : work(part, index, stands);
  return [...entrance(part, index), ...plot, ...exit(part, index, stands)].map((cue) => ({
    ...cue,
    event: { sessionId, ...cue.event },
  }));
}

/** It starts, has spent what such a session has spent, and starts its subagents. */
function entrance(part: Part, index: number): Cue[] {
  const { title, user, hostname, cwd, gitBranch, agent, agentVersion, model } = part;
  const session = { title, user, hostname, cwd, gitBranch, agent, agentVersion, model };
  const start = part.minutesOld * MINUTE;
  const turn = part.ends === undefined ? part.minutesInState * MINUTE : start;
  const cues = [
    { secondsBefore: start, event: { type: 'session:started', platform: 'linux', ...session } },
    { secondsBefore: start, event: spent(`demo-${index}-before`, 3 + part.minutesOld * 0.9) },
  ];
  if (part.isStory) return cues;
  cues.push({ secondsBefore: turn, event: { type: 'message:user', text: title } });
  for (let number = 0; number < part.subagents; number++) {
    const agentType = ['Explore', 'Review', 'Test'][number];
    const event = { type: 'agent:started', agentId: `a${number}`, agentType };
    cues.push({ secondsBefore: turn, event });
  }
  return cues;
}

/** Calls one after another, in bursts, until `stands` seconds before the end. */
function work(part: Part, index: number, stands: number): Cue[] {
  const cues: Cue[] = [];
  const begin = Math.min(PLAYED_SECONDS, part.minutesOld * MINUTE);
  for (let at = begin, number = 0; at > stands + 30; at -= PAUSE_SECONDS) {
    const wave = 0.5 + 0.5 * Math.sin((at / 60) * (0.9 + index * 0.17) + index * 2.3);
    if (noise(index * 911 + at) > part.pace * (0.2 + 0.8 * wave)) continue;
    const call = part.calls[number % part.calls.length];
    const seconds = 1 + ((number * 977 + index * 131) % 190) / 10;
    if (call !== undefined) cues.push(...calling(`t${index}-${number}`, call, at, seconds));
    at -= seconds;
    number++;
  }
  return cues;
}

function calling(toolUseId: string, call: Call, at: number, seconds: number): Cue[] {
  const [toolName, input] = call;
  const fields = { toolName, toolUseId, input };
  const durationMs = Math.round(seconds * 1_000);
  const end = { ...fields, type: 'tool:completed', output: 'ok', durationMs };
  return [
    { secondsBefore: at, event: { ...fields, type: 'tool:started' } },
    { secondsBefore: at - seconds, event: end },
    { secondsBefore: at - seconds, event: spent(toolUseId, 0.4) },
  ];
}

/** What a stretch of work cost. */
function spent(requestId: string, amount: number): Fields {
  return {
    type: 'usage:recorded',
    requestId,
    inputTokens: Math.round(amount * 900),
    outputTokens: Math.round(amount * 410),
    cacheReadTokens: Math.round(amount * 14_000),
    costUsd: amount * 0.041,
  };
}

/** It comes to stand where the list shows it: waiting, idle, ended, or in the middle of a call. */
function exit(part: Part, index: number, stands: number): Cue[] {
  const isOver = part.ends !== undefined;
  const agents = Array.from({ length: part.subagents }, (_item, number) => `a${number}`);
  const stopped = agents.filter((_agent, number) => isOver || number === 2);
  const cues = stopped.map((agentId) => ({
    secondsBefore: stands + 1,
    event: { type: 'agent:stopped', agentId },
  }));
  if (part.ends !== undefined) return [...cues, { secondsBefore: stands, event: part.ends }];
  const [toolName, input] = part.calls.at(-1) ?? [];
  const call = { type: 'tool:started', toolName, toolUseId: `last-${index}`, input };
  return [...cues, { secondsBefore: 3 + index, event: call }];
}

/** The same number from 0 to 1 for the same seed, so that every picture is the same. */
function noise(seed: number): number {
  const x = Math.sin(seed * 12.9898) * 43_758.5453;
  return x - Math.floor(x);
}
