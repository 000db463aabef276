/** The part of the Anthropic Messages API that a stand-in model needs. */

export type Block =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'tool_use'; readonly name: string; readonly input: object };

export interface Request {
  readonly model: string;
  readonly stream?: boolean;
  readonly messages: readonly {
    readonly role: string;
    readonly content: string | readonly Content[];
  }[];
  readonly tools?: readonly { readonly name: string }[];
}

interface Content {
  readonly type: string;
  readonly text?: string;
}

/** How many tools have answered in this conversation: where a script stands. */
export function answers(request: Request): number {
  return request.messages
    .flatMap(({ content }) => (typeof content === 'string' ? [] : content))
    .filter(({ type }) => type === 'tool_result').length;
}

/** All that people, and the agent on their behalf, have written. */
export function said(request: Request): string {
  return request.messages
    .filter(({ role }) => role === 'user')
    .flatMap(({ content }) =>
      typeof content === 'string' ? [content] : content.map((c) => c.text),
    )
    .join('\n');
}

const usage = { input_tokens: 1200, output_tokens: 34 };

/** A whole answer, as one document. */
export function message(id: string, model: string, blocks: readonly Block[]): object {
  const usesTool = blocks.some(({ type }) => type === 'tool_use');
  return {
    id,
    type: 'message',
    role: 'assistant',
    model,
    content: blocks.map((block, index) => identified(block, id, index)),
    stop_reason: usesTool ? 'tool_use' : 'end_turn',
    stop_sequence: null,
    usage,
  };
}

/** The same answer as server-sent events. */
export function events(id: string, model: string, blocks: readonly Block[]): string {
  const whole = message(id, model, blocks) as { stop_reason: string };
  const parts: [string, object][] = [
    ['message_start', { message: { ...whole, content: [], stop_reason: null } }],
    ...blocks.flatMap((block, index) => stream(block, id, index)),
    ['message_delta', { delta: { stop_reason: whole.stop_reason, stop_sequence: null }, usage }],
    ['message_stop', {}],
  ];
  return parts
    .map(([type, body]) => `event: ${type}\ndata: ${JSON.stringify({ type, ...body })}\n\n`)
    .join('');
}

function stream(block: Block, id: string, index: number): [string, object][] {
  const begin =
    block.type === 'text'
      ? { type: 'text', text: '' }
      : { ...identified(block, id, index), input: {} };
  const delta =
    block.type === 'text'
      ? { type: 'text_delta', text: block.text }
      : { type: 'input_json_delta', partial_json: JSON.stringify(block.input) };
  return [
    ['content_block_start', { index, content_block: begin }],
    ['content_block_delta', { index, delta }],
    ['content_block_stop', { index }],
  ];
}

function identified(block: Block, id: string, index: number): object {
  return block.type === 'text' ? block : { ...block, id: `toolu_${id}_${index}` };
}
