/** The part of the Gemini API that a stand-in model needs. */
import { json, stream, TOKENS, type Answer, type Block, type Script } from './conversation';

interface Part {
  readonly text?: string;
  readonly functionResponse?: object;
}

export interface Request {
  readonly contents: readonly { readonly role?: string; readonly parts?: readonly Part[] }[];
  readonly tools?: readonly {
    readonly functionDeclarations?: readonly { readonly name: string }[];
  }[];
}

/** `POST /v1beta/models/…:generateContent` and `:streamGenerateContent`. */
export function generate(request: Request, isStream: boolean, script: Script): Answer {
  const parts = request.contents.flatMap((content) => content.parts ?? []);
  const blocks = script({
    said: parts.map((part) => part.text ?? '').join('\n'),
    answers: parts.filter((part) => part.functionResponse !== undefined).length,
    tools: (request.tools ?? []).flatMap((tool) =>
      (tool.functionDeclarations ?? []).map(({ name }) => name),
    ),
  });
  const body = {
    candidates: [
      { content: { role: 'model', parts: blocks.map(part) }, finishReason: 'STOP', index: 0 },
    ],
    usageMetadata: {
      promptTokenCount: TOKENS.input,
      candidatesTokenCount: TOKENS.output,
      totalTokenCount: TOKENS.input + TOKENS.output,
    },
    modelVersion: 'stand-in',
  };
  return isStream ? stream([[undefined, body]]) : json(body);
}

function part(block: Block): object {
  return block.type === 'text'
    ? { text: block.text }
    : { functionCall: { name: block.name, args: block.input } };
}
