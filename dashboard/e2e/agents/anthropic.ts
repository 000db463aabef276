/** The part of the Anthropic Messages API that a stand-in model needs. */
import {
  json,
  stream,
  TOKENS,
  type Answer,
  type Block,
  type Conversation,
  type Script,
} from './conversation';

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

export function reply(request: Request, id: string, script: Script): Answer {
  const blocks = script(conversation(request));
  return request.stream === true
    ? stream(events(id, request.model, blocks))
    : json(message(id, request.model, blocks));
}

export function count(): Answer {
  return json({ input_tokens: usage.input_tokens });
}

function conversation({ messages, tools }: Request): Conversation {
  const contents = messages.map(({ role, content }) => ({
    role,
    parts: typeof content === 'string' ? [{ type: 'text', text: content }] : content,
  }));
  const people = contents.filter(({ role }) => role === 'user');
  return {
    said: people.flatMap(({ parts }) => parts.map((part) => part.text)).join('\n'),
    answers: contents.flatMap(({ parts }) => parts).filter(({ type }) => type === 'tool_result')
      .length,
    tools: (tools ?? []).map(({ name }) => name),
  };
}

const usage = { input_tokens: TOKENS.input, output_tokens: TOKENS.output };

/** A whole answer, as one document. */
function message(id: string, model: string, blocks: readonly Block[]): object {
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
function events(id: string, model: string, blocks: readonly Block[]): [string, object][] {
  const whole = message(id, model, blocks) as { stop_reason: string };
  const parts: [string, object][] = [
    ['message_start', { message: { ...whole, content: [], stop_reason: null } }],
    ...blocks.flatMap((block, index) => blockEvents(block, id, index)),
    ['message_delta', { delta: { stop_reason: whole.stop_reason, stop_sequence: null }, usage }],
    ['message_stop', {}],
  ];
  return parts.map(([type, body]) => [type, { type, ...body }]);
}

function blockEvents(block: Block, id: string, index: number): [string, object][] {
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
