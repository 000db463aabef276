import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as anthropic from './anthropic';
import { TOKENS, type Answer, type Script } from './conversation';
import * as gemini from './gemini';
import * as openai from './openai';

/**
 * Stands in for the models' services on loopback, whichever API an agent speaks: no agent talks to
 * anybody else in a test.
 */
export class ModelServer {
  private readonly server = createServer((request, response) => {
    this.serve(request, response).catch((fault: unknown) => {
      response.writeHead(500).end(String(fault));
    });
  });
  private replies = 0;
  private readonly requests: string[] = [];

  private turns = 0;
  private readonly script: Script;

  private constructor(script: Script) {
    this.script = (conversation) => {
      if (conversation.tools.length > 0) this.turns += 1;
      return script(conversation);
    };
  }

  static async start(script: Script): Promise<ModelServer> {
    const model = new ModelServer(script);
    model.server.listen(0, '127.0.0.1');
    await once(model.server, 'listening');
    return model;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Whether a request had this text in it, wherever: what the agent told its model. */
  heard(text: string): boolean {
    return this.requests.some((request) => request.includes(text));
  }

  /** Tokens of all its answers in turns; where it was given no tools, it made up a title. */
  get tokens(): { inputTokens: number; outputTokens: number } {
    return {
      inputTokens: this.turns * TOKENS.input,
      outputTokens: this.turns * TOKENS.output,
    };
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = new URL(request.url ?? '/', this.url).pathname;
    const body = await text(request);
    if (body !== '') this.requests.push(body);
    const answer = body === '' ? undefined : this.answer(path, JSON.parse(body));
    response.writeHead(answer === undefined ? 404 : 200, {
      'content-type': answer?.type ?? 'application/json',
    });
    response.end(answer?.body ?? '{}');
  }

  /** Each API reads what its own agents send. */
  private answer(path: string, body: unknown): Answer | undefined {
    if (path === '/v1/messages/count_tokens') return anthropic.count();
    const id = String(++this.replies);
    if (path === '/v1/messages') return anthropic.reply(body as anthropic.Request, id, this.script);
    if (path === '/v1/chat/completions') {
      return openai.chat(body as openai.ChatRequest, id, this.script);
    }
    if (path === '/v1/responses') {
      return openai.responses(body as openai.ResponsesRequest, id, this.script);
    }
    if (path.endsWith('enerateContent')) {
      return gemini.generate(body as gemini.Request, path.includes(':stream'), this.script);
    }
    return undefined;
  }
}

async function text(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const part of request.setEncoding('utf8')) body += String(part);
  return body;
}
