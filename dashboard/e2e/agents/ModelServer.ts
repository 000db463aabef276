import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { events, message, type Block, type Request } from './messages';

/** What the model says next; the script reads from the request how far it is. */
export type Script = (request: Request) => readonly Block[];

/** Stands in for the model's service on loopback: no agent talks to anybody else in a test. */
export class ModelServer {
  private readonly server = createServer((request, response) => {
    this.serve(request, response).catch((fault: unknown) => {
      response.writeHead(500).end(String(fault));
    });
  });
  private replies = 0;

  private constructor(private readonly script: Script) {}

  static async start(script: Script): Promise<ModelServer> {
    const model = new ModelServer(script);
    model.server.listen(0, '127.0.0.1');
    await once(model.server, 'listening');
    return model;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = new URL(request.url ?? '/', this.url).pathname;
    const body = await text(request);
    if (path === '/v1/messages/count_tokens') {
      json(response, 200, { input_tokens: 1200 });
    } else if (path === '/v1/messages') {
      this.reply(JSON.parse(body) as Request, response);
    } else {
      json(response, 404, { type: 'error', error: { type: 'not_found_error', message: path } });
    }
  }

  private reply(request: Request, response: ServerResponse): void {
    this.replies++;
    const id = `msg_${this.replies}`;
    const blocks = this.script(request);
    if (request.stream !== true) {
      json(response, 200, message(id, request.model, blocks));
      return;
    }
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.end(events(id, request.model, blocks));
  }
}

function json(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

async function text(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const part of request.setEncoding('utf8')) body += String(part);
  return body;
}
