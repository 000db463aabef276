import type { Fields, TestHub } from '../hub';

/** Some of everything that Markdown has. */
export const PLAN = `# Move the billing webhooks to the new queue

The old consumer acknowledges **before** it commits, so a crash loses messages. The new one follows
[the outbox pattern](https://microservices.io/patterns/data/transactional-outbox.html "Transactional outbox").

## Steps

1. Read \`src/queue/consumer.ts\` and its tests
   - who else calls \`ack()\`
   - what happens on a *poison* message
     - it comes back five times
     - then it goes to \`dead-letters\`
2. Write \`OutboxConsumer\`, behind the flag \`BILLING_OUTBOX\`
3. Move one tenant, watch it for a day, ~~all at once~~ then the others

## What changes

| File | What | Lines | Risk |
|:-----|------|------:|:----:|
| \`src/queue/consumer.ts\` | acknowledges after the commit | 34 | high |
| \`src/queue/outbox.ts\` | new: one transaction for both writes | 120 | low |
| \`deploy/values.yaml\` | flag, two more replicas | 6 | low |

### The heart of it

\`\`\`ts
/** Commits first: a message that comes twice is cheaper than one that is lost. */
export async function handle(message: Message, db: Database): Promise<void> {
  await db.transaction(async (tx) => {
    if (await tx.seen(message.id)) return;
    await apply(tx, message, { retries: 5, reason: \`webhook \${message.kind}\` });
  });
  message.ack();
}
\`\`\`

> **Note** — the migration adds a table and locks nothing.

- [x] Asked the payments team
- [ ] Load test with 10,000 messages/s
- [ ] Rollback tried on staging

---

Afterwards: delete \`LegacyConsumer\`, see https://example.com/issues/412.`;

const HOSTILE = `<img src="http://elsewhere.test/a.png" onerror="alert(1)"> and <script>alert(1)</script>

![a picture](http://elsewhere.test/b.png) [click me](javascript:alert(1)) [//]: # (hidden)

[//]: # (nobody reads this)

| a |
|---|
| 1 | rm -rf / |

${'> '.repeat(12)}deep

${'averylongwordwithoutanybreak'.repeat(30)}

| ${'column | '.repeat(16)}
|${'---|'.repeat(16)}
| ${'value | '.repeat(16)}`;

const CHANGES: readonly Fields[] = [
  {
    file_path: 'src/queue/consumer.ts',
    old_string: `/**
 * Takes one message after the other.
 * Acknowledges at once.
 */
export class Consumer {
  async next(message: Message): Promise<void> {
    message.ack();
    await this.commit(message, { retries: 3 });
  }
}`,
    new_string: `/**
 * Takes one message after the other.
 * Acknowledges what is committed, and nothing else.
 */
export class Consumer {
  async next(message: Message): Promise<void> {
    await this.commit(message, { retries: 5, label: \`kind \${message.kind}\` });
    message.ack(); // only now
  }
}`,
  },
  {
    file_path: 'tools/replay.py',
    old_string: `def replay(path, limit=100):
    """Sends the messages again."""
    for line in open(path):
        send(json.loads(line))`,
    new_string: `def replay(path: str, limit: int = 100) -> int:
    """Sends the messages again,
    at most \`limit\` of them.
    """
    with open(path, encoding="utf-8") as lines:
        return sum(send(json.loads(line)) for line in itertools.islice(lines, limit))`,
  },
  {
    file_path: 'src/main/java/Outbox.java',
    old_string: `  @Override
  public void append(Message message) {
    log.info("Appending {}", message.id());
    store.write(message);
  }`,
    new_string: `  /** Appends in the caller's transaction. */
  @Override
  public Position append(Message message) {
    return switch (message) {
      case Webhook webhook -> store.write(webhook, 42L);
      case null, default -> throw new IllegalArgumentException("Expected a webhook");
    };
  }`,
  },
  {
    file_path: 'deploy/values.yaml',
    old_string: `billing:
  replicas: 2
  env:
    BILLING_OUTBOX: "false"`,
    new_string: `billing:
  replicas: 4 # two more while both run
  env:
    BILLING_OUTBOX: "true"
    QUEUE_URL: \${QUEUE_URL}`,
  },
];

const COMMAND = `cd deploy && for tenant in $(cat tenants.txt | grep -v '^#'); do
  kubectl --namespace "billing-$tenant" rollout restart deploy/consumer # one by one
  sleep 5
done`;

const CALLS: readonly (readonly [tool: string, input: Fields])[] = [
  ...CHANGES.map((change) => ['Edit', change] as const),
  ['Bash', { command: COMMAND, description: 'Restart the consumers' }],
];

/** A session whose agent has written much, and another that asks whether it may. */
export async function writeMuch(hub: TestHub): Promise<void> {
  await hub.createSession({ id: 'writer', title: 'Move the billing webhooks', user: 'ana' });
  await hub.createSession({ id: 'asker', title: 'Move the other webhooks', user: 'ana' });
  const done = { type: 'tool:completed', sessionId: 'writer', output: 'ok', durationMs: 120 };
  const said = (sessionId: string, text: string) => ({
    type: 'message:assistant',
    sessionId,
    text,
  });
  await hub.publish(
    { type: 'message:user', sessionId: 'writer', text: 'Move **the webhooks**.\n# No heading' },
    ...CALLS.map(([toolName, input], at) => ({ ...done, toolUseId: `w${at}`, toolName, input })),
    said('writer', PLAN),
    said('writer', HOSTILE),
    said('writer', 'Done: `ack()` comes **after** the commit.'),
    said('asker', `I have read it all.\n\n${PLAN}`),
  );
  const asked = [['ExitPlanMode', { plan: PLAN }], ...CALLS, ['ExitPlanMode', { plan: HOSTILE }]];
  for (const [toolName, toolInput] of asked) {
    const ask = { sessionId: 'asker', kind: 'approval', question: toolName };
    await hub.post('/api/asks', { ...ask, toolName, toolInput });
  }
}
