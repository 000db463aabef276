import type { ControlApi, Order, OrderedStep } from '../connection/control';
import type { Command } from '../protocol/command';

/** Carries what a person tells one agent to the hub, one thing after another. */
export class SessionOrders {
  /** Why the last one was not taken. */
  error = $state('');
  isSending = $state(false);

  constructor(
    private readonly control: Pick<ControlApi, 'message' | 'command'>,
    private readonly sessionId: string,
    private readonly onCommand: (command: Command) => void,
  ) {}

  /** Answers whether the hub has it. */
  message(text: string): Promise<boolean> {
    return this.send(() => this.control.message(this.sessionId, text));
  }

  give(order: Order, step?: OrderedStep): Promise<boolean> {
    return this.send(() => this.control.command(this.sessionId, order, step));
  }

  /** Things are no longer as they were when it was refused. */
  forgetError(): void {
    this.error = '';
  }

  private async send(post: () => Promise<Command>): Promise<boolean> {
    if (this.isSending) return false;
    this.isSending = true;
    this.error = '';
    try {
      this.onCommand(await post());
      return true;
    } catch (error) {
      this.error = error instanceof Error ? error.message : 'The hub did not take it';
      return false;
    } finally {
      this.isSending = false;
    }
  }
}
