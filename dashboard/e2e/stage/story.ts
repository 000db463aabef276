import type { Fields } from '../hub';
import type { Cue } from './script';

const BEGIN_SECONDS_BEFORE = 11.5 * 60;

/** Writes one session's events, each some seconds after the one before. */
class Teller {
  readonly cues: Cue[] = [];
  private secondsBefore = BEGIN_SECONDS_BEFORE;
  private stepBegan = 0;
  private calls = 0;

  /** An event some seconds after the one before; people and models take their time. */
  say(seconds: number, type: string, fields: Fields): void {
    this.secondsBefore -= seconds * 4;
    this.cues.push({ secondsBefore: this.secondsBefore, event: { type, ...fields } });
  }

  /** A call and its result; `seconds` is how long it took. */
  call(seconds: number, toolName: string, input: Fields, result: Fields, more: Fields = {}): void {
    const call = { ...more, toolName, toolUseId: `story-${this.calls++}`, input };
    this.say(3, 'tool:started', call);
    const type = 'error' in result ? 'tool:failed' : 'tool:completed';
    this.say(seconds, type, { ...call, ...result, durationMs: seconds * 1_000 });
  }

  beginStep(stepNumber: number): void {
    this.say(1, 'step:started', { chainId: 'queue', stepNumber });
    this.stepBegan = this.secondsBefore;
  }

  endStep(stepNumber: number): void {
    const duration = Math.round((this.stepBegan - this.secondsBefore) * 1_000);
    this.say(1, 'step:completed', { chainId: 'queue', stepNumber, duration });
  }
}

const STEPS = [
  ['Find every caller of ack()', []],
  ['Acknowledge after the commit', [1]],
  ['Keep the old endpoint until Friday', [1]],
  ['Run the queue’s tests', [2, 3]],
  ['Create the queue', [4]],
  ['Watch the first hundred deliveries', [5]],
] as const;

/** The session of the second picture: a plan, a subagent, a failure, and what came of it. */
export function story(): readonly Cue[] {
  const teller = new Teller();
  begin(teller);
  explore(teller);
  change(teller);
  test(teller);
  return teller.cues;
}

function begin(teller: Teller): void {
  teller.say(0, 'message:user', {
    text: 'Move the billing webhooks to the new queue. Keep the old endpoint until Friday, and show me the plan before you touch the infrastructure.',
  });
  teller.say(14, 'chain:compiled', {
    chainId: 'queue',
    title: 'Move the webhooks',
    steps: STEPS.map(([action, waitsFor], index) => ({ stepNumber: index + 1, action, waitsFor })),
  });
  teller.say(1, 'chain:started', { chainId: 'queue' });
}

function explore(teller: Teller): void {
  const explorer = { agentId: 'explorer' };
  teller.beginStep(1);
  teller.say(1, 'agent:started', {
    ...explorer,
    agentType: 'Explore',
    description: 'Find every caller of ack()',
  });
  teller.call(0.212, 'Grep', { pattern: 'ack\\(' }, { output: '3 files' }, explorer);
  const consumer = { file_path: 'src/queue/consumer.ts' };
  teller.call(0.038, 'Read', consumer, { output: '142 lines' }, explorer);
  const retry = { file_path: 'src/queue/retry.ts' };
  teller.call(0.041, 'Read', retry, { output: '67 lines' }, explorer);
  teller.say(9, 'agent:stopped', {
    ...explorer,
    lastMessage: 'Three callers; consumer.ts acknowledges before the commit',
  });
  teller.endStep(1);
}

function change(teller: Teller): void {
  teller.beginStep(2);
  teller.say(8, 'message:assistant', {
    text: 'The consumer calls `ack()` **before** the commit, so a crash between the two loses the webhook:\n\n```ts\nmessage.ack();\nawait ledger.commit(entry);\n```\n\nI turn them around. The ledger ignores a second delivery of the same id, so nothing is booked twice.',
  });
  const consumer = {
    file_path: 'src/queue/consumer.ts',
    old_string: 'message.ack();\nawait ledger.commit(entry);',
    new_string: 'await ledger.commit(entry);\nmessage.ack();',
  };
  teller.call(0.064, 'Edit', consumer, { output: 'Updated' });
  teller.endStep(2);
  teller.beginStep(3);
  teller.call(
    0.058,
    'Edit',
    { file_path: 'src/http/legacy-webhooks.ts', old_string: '', new_string: '' },
    { output: 'Updated' },
  );
  teller.endStep(3);
}

function test(teller: Teller): void {
  teller.beginStep(4);
  const run = { command: 'npm test -- queue' };
  teller.call(8.4, 'Bash', run, {
    error: '1 failed, 23 passed\n\n  ✗ acknowledges on receipt\n    expected 1 to be 0',
  });
  teller.say(12, 'message:assistant', {
    text: 'One test expected the old order. It described the fault, so I changed the test.',
  });
  const spec = { file_path: 'test/queue/consumer.test.ts' };
  teller.call(0.051, 'Edit', spec, { output: 'Updated' });
  teller.call(7.9, 'Bash', run, { output: '24 passed' });
  teller.endStep(4);
  teller.beginStep(5);
  const plan = { command: 'terraform plan -out=queue.plan -target=module.webhook_queue' };
  teller.call(31, 'Bash', plan, { output: 'Plan: 4 to add, 0 to change, 0 to destroy.' });
}
