import { test } from '../fixture';
import type { Script } from './conversation';
import { ModelServer } from './ModelServer';
import { install } from './npm';
import type { InteractiveAgent } from './others';
import { Workplace, type Typed } from './Workplace';

/** An agent in a terminal, with a workplace and a stand-in model of its own for each test. */
export class Stage {
  private program: string | undefined;
  private model: ModelServer | undefined;
  private place: Workplace | undefined;
  private agentAtWork: Typed | undefined;

  private constructor(private readonly agent: InteractiveAgent) {}

  /** Sets it up around the tests of the file, or the group, that calls it. */
  static set(agent: InteractiveAgent, script: Script): Stage {
    const stage = new Stage(agent);
    test.skip(process.platform !== 'linux', 'other systems have another script(1)');
    test.beforeAll(async () => {
      test.setTimeout(300_000);
      stage.program = await install(agent.name, agent.npm);
    });
    test.beforeEach(async () => {
      test.skip(stage.program === undefined, `npm cannot install ${agent.title} here`);
      await stage.open(script);
    });
    test.afterEach(() => stage.close());
    return stage;
  }

  get workplace(): Workplace {
    if (this.place === undefined) throw new Error('The test has not begun');
    return this.place;
  }

  /** Starts the agent with a prompt. */
  begin(prompt: string): Typed {
    this.agentAtWork = this.workplace.terminal(
      this.program ?? '',
      ...this.agent.terminal.interactive(prompt),
    );
    return this.agentAtWork;
  }

  private async open(script: Script): Promise<void> {
    this.model = await ModelServer.start(script);
    this.place = new Workplace({
      ...this.agent.environment(this.model.url),
      ...this.agent.terminal.environment,
      TERM: 'xterm-256color',
    });
    this.agent.prepare(this.place, this.model.url);
    this.place.install(this.agent.command, this.program ?? '');
  }

  private async close(): Promise<void> {
    this.agentAtWork?.kill();
    await this.agentAtWork?.outcome;
    this.agentAtWork = undefined;
    this.place?.close();
    this.place = undefined;
    await this.model?.close();
    this.model = undefined;
  }
}
