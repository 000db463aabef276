/** The parts of OpenAI's two APIs that a stand-in model needs. */
import {
  json,
  stream,
  TOKENS,
  type Answer,
  type Block,
  type Conversation,
  type Script,
} from './conversation';

interface Tool {
  readonly name?: string;
  readonly function?: { readonly name: string };
}

export interface ChatRequest {
  readonly model: string;
  readonly stream?: boolean;
  readonly messages: readonly { readonly role: string; readonly content?: unknown }[];
  readonly tools?: readonly Tool[];
}

export interface ResponsesRequest {
  readonly input: readonly {
    readonly type: string;
    readonly role?: string;
    readonly content?: unknown;
    readonly output?: string;
  }[];
  readonly tools?: readonly Tool[];
}

/** `POST /v1/chat/completions`. */
export function chat(request: ChatRequest, id: string, script: Script): Answer {
  const { messages, tools } = request;
  const answers = messages.filter(({ role }) => role === 'tool');
  const blocks = script({
    said: said(messages.filter(({ role }) => role === 'user')),
    answers: answers.length,
    lastAnswer: answers.length === 0 ? undefined : said(answers.slice(-1)),
    tools: names(tools),
  });
  const calls = blocks.flatMap((block, index) => (block.type === 'text' ? [] : [{ block, index }]));
  const message = {
    role: 'assistant',
    content: blocks.map((block) => (block.type === 'text' ? block.text : '')).join(''),
    ...(calls.length > 0 && {
      tool_calls: calls.map(({ block, index }) => ({
        index,
        id: `call_${id}_${index}`,
        type: 'function',
        function: { name: block.name, arguments: JSON.stringify(block.input) },
      })),
    }),
  };
  const finish_reason = calls.length > 0 ? 'tool_calls' : 'stop';
  const usage = {
    prompt_tokens: TOKENS.input,
    completion_tokens: TOKENS.output,
    total_tokens: TOKENS.input + TOKENS.output,
  };
  const head = { id: `chatcmpl-${id}`, created: 1, model: request.model };
  if (request.stream !== true) {
    const choices = [{ index: 0, message, finish_reason }];
    return json({ ...head, object: 'chat.completion', choices, usage });
  }
  const chunk = { ...head, object: 'chat.completion.chunk' };
  return stream([
    [undefined, { ...chunk, choices: [{ index: 0, delta: message, finish_reason: null }] }],
    [undefined, { ...chunk, choices: [{ index: 0, delta: {}, finish_reason }] }],
    [undefined, { ...chunk, choices: [], usage }],
    [undefined, '[DONE]'],
  ]);
}

/** `POST /v1/responses`, always streamed. */
export function responses(request: ResponsesRequest, id: string, script: Script): Answer {
  const { input, tools } = request;
  const answers = input.filter(({ type }) => type.endsWith('_call_output'));
  const conversation: Conversation = {
    said: said(input.filter(({ role }) => role === 'user')),
    answers: answers.length,
    lastAnswer: answers.at(-1)?.output,
    tools: names(tools),
  };
  const output = script(conversation).map((block, index) => item(block, `${id}_${index}`));
  const usage = {
    input_tokens: TOKENS.input,
    input_tokens_details: { cached_tokens: 0 },
    output_tokens: TOKENS.output,
    output_tokens_details: { reasoning_tokens: 0 },
    total_tokens: TOKENS.input + TOKENS.output,
  };
  const response = { id: `resp_${id}`, object: 'response' };
  const events: [string, object][] = [
    ['response.created', { response: { ...response, status: 'in_progress', output: [] } }],
    ...output.flatMap((part, output_index): [string, object][] => [
      ['response.output_item.added', { output_index, item: part }],
      ['response.output_item.done', { output_index, item: part }],
    ]),
    ['response.completed', { response: { ...response, status: 'completed', output, usage } }],
  ];
  return stream(events.map(([type, body]) => [type, { type, ...body }]));
}

function item(block: Block, id: string): object {
  return block.type === 'text'
    ? {
        type: 'message',
        id: `msg_${id}`,
        role: 'assistant',
        status: 'completed',
        content: [{ type: 'output_text', text: block.text, annotations: [] }],
      }
    : {
        type: 'function_call',
        id: `fc_${id}`,
        call_id: `call_${id}`,
        ...(block.namespace !== undefined && { namespace: block.namespace }),
        name: block.name,
        arguments: JSON.stringify(block.input),
        status: 'completed',
      };
}

function said(messages: readonly { readonly content?: unknown }[]): string {
  return messages.map(({ content }) => JSON.stringify(content)).join('\n');
}

function names(tools: readonly Tool[] | undefined): string[] {
  return (tools ?? []).map((tool) => tool.function?.name ?? tool.name ?? '');
}
