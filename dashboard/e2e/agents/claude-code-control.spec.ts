import { expect, test } from '../fixture';
import type { Fields } from '../hub';
import { answer, bash, becomes, ClaudeStage, newestSession, openAsk, send } from './ClaudeStage';

const stage = ClaudeStage.set();

test('cancelled while it asks, the dialog goes and nothing runs', async ({ page, ownHub: hub }) => {
  stage.calls = [bash('touch ran'), bash('touch second')];
  const agent = await stage.begin(hub, page);
  const ask = await openAsk(hub);
  const session = await newestSession(hub);
  await send(hub, session, 'commands', { type: 'cancel', by: 'ana' });
  await becomes(hub, 'idle');
  expect(await hub.get(`/api/asks/${String(ask['askId'])}`)).toMatchObject({ decision: 'deny' });
  await expect.poll(() => agent.drawn()).toContain('Interrupted');
  agent.type('Go on with it');
  agent.type('\r');
  await becomes(hub, 'needs_you');
  expect(stage.hasRun()).toBe(false);
  await stage.end(agent, hub);
});

test('messages reach it at its next call, and wake it when it is idle', async ({
  page,
  ownHub: hub,
}) => {
  stage.calls = [bash('touch first'), bash('touch ran')];
  const agent = await stage.begin(hub, page);
  const first = await openAsk(hub);
  const session = await newestSession(hub);
  await send(hub, session, 'input', { input: 'Use the staging database', by: 'ana' });
  await answer(hub, first, { decision: 'allow' });
  await expect.poll(() => stage.model.heard('from ana, sent through Signalbox')).toBe(false);
  await answer(hub, await openAsk(hub), { decision: 'allow' });
  await expect.poll(() => stage.model.heard('Use the staging database')).toBe(true);
  await becomes(hub, 'idle');
  await send(hub, session, 'input', { input: 'Look at the docs, too', by: 'ana' });
  await expect.poll(() => stage.model.heard('Look at the docs, too')).toBe(true);
  await stage.end(agent, hub);
});

test('it pauses before its next call, goes on, and is cancelled', async ({ page, ownHub: hub }) => {
  stage.calls = [bash('touch first'), bash('sleep 1; touch second'), bash('touch third')];
  const agent = await stage.begin(hub, page);
  const first = await openAsk(hub);
  const session = await newestSession(hub);
  const command = async (type: string) =>
    (await send(hub, session, 'commands', { type, by: 'ana' })) as Fields;
  const pause = await command('pause');
  await answer(hub, first, { decision: 'allow' });
  const told = async ({ commandId }: Fields) => {
    const { detail } = (await hub.get(`/api/sessions/${String(session['id'])}`)) as {
      detail: { commands: Fields[] };
    };
    return detail.commands.find((one) => one['commandId'] === commandId);
  };
  await expect
    .poll(() => told(pause))
    .toMatchObject({ status: 'delivered', at: 'PreToolUse · Bash' });
  await command('resume');
  await expect.poll(() => told(pause)).toMatchObject({ status: 'acknowledged' });
  await answer(hub, await openAsk(hub), { decision: 'allow' });
  const cancel = await command('cancel');
  await expect.poll(() => told(cancel)).toMatchObject({ status: 'acknowledged' });
  await becomes(hub, 'idle');
  expect([stage.hasRun('second'), stage.hasRun('third')]).toEqual([true, false]);
  await stage.end(agent, hub);
});
