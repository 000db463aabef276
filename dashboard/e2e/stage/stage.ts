import type { Fields, TestHub } from '../hub';
import { CAST } from './cast';
import { script, type Cue } from './script';

const BEAT_MILLIS = 2_000;

/**
 * Plays the cast's script so that it ends in `minutes` from now: what lies before is told at once,
 * the rest as it happens. The hub counts what it receives by its own clock, so that a sparkline of
 * ten minutes takes ten minutes.
 */
export async function stage(hub: Pick<TestHub, 'publish'>, minutes: number): Promise<void> {
  const end = Date.now() + minutes * 60_000;
  const cues = CAST.flatMap(script).sort((a, b) => b.secondsBefore - a.secondsBefore);
  while (cues.length > 0) {
    await hub.publish(...due(cues, end));
    await new Promise((resolve) => setTimeout(resolve, BEAT_MILLIS));
  }
}

function due(cues: Cue[], end: number): readonly Fields[] {
  const events: Fields[] = [];
  for (let cue = cues[0]; cue !== undefined; cue = cues[0]) {
    const at = end - cue.secondsBefore * 1_000;
    if (at > Date.now()) break;
    events.push({ timestamp: new Date(at).toISOString(), ...cue.event });
    cues.shift();
  }
  return events;
}
