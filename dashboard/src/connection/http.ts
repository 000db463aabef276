import { child, isObject, text, type JsonObject } from '../protocol/json';

/** The hub could not be reached (status 0), or answered with a problem. */
export class HubError extends Error {
  constructor(
    readonly status: number,
    message: string,
    /** The problem's own members: `code`, and what belongs to it. */
    readonly problem: JsonObject = {},
  ) {
    super(message);
    this.name = 'HubError';
  }
}

/** What a request has beyond its path. */
interface Sent {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

export interface Answer {
  readonly json: JsonObject;
  /** The hub's time, in whole seconds; NaN when it did not say. */
  readonly date: number;
}

/** A network that is half open answers nothing and closes nothing: browsers wait for minutes. */
const READ_MILLIS = 15_000;

/** JSON over HTTP, to the hub that this page came from. */
export class HubHttp {
  constructor(
    private readonly fetcher: typeof fetch,
    private readonly readMillis = READ_MILLIS,
  ) {}

  async get(path: string, signal?: AbortSignal): Promise<JsonObject> {
    return (await this.read(path, signal)).json;
  }

  read(path: string, signal?: AbortSignal): Promise<Answer> {
    return this.send(path, {}, signal);
  }

  async post(path: string, body: object): Promise<JsonObject> {
    const headers = { 'content-type': 'application/json' };
    const options = { method: 'POST', headers, body: JSON.stringify(body) };
    return (await this.send(path, options)).json;
  }

  private async send(path: string, options: Sent, signal?: AbortSignal): Promise<Answer> {
    const timeout = AbortSignal.timeout(this.readMillis);
    const failed = (cause: unknown) => {
      if (signal?.aborted) throw cause;
      const reason = timeout.aborted ? 'The hub does not answer' : 'The hub cannot be reached';
      throw new HubError(0, reason);
    };
    const response = await this.fetcher(path, {
      ...options,
      headers: { accept: 'application/json', ...options.headers },
      signal: signal === undefined ? timeout : AbortSignal.any([signal, timeout]),
    }).catch(failed);
    // A body that is no JSON is a proxy's page; one that breaks off is no answer.
    const body: unknown = parsed(await response.text().catch(failed));
    const json = isObject(body) ? body : {};
    if (!response.ok) throw new HubError(response.status, problemText(json, response.status), json);
    return { json, date: Date.parse(response.headers.get('date') ?? '') };
  }
}

function parsed(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** One sentence of an RFC 9457 problem. */
function problemText(json: JsonObject, status: number): string {
  const detail =
    text(json, 'detail') ?? text(json, 'title') ?? text(child(json, 'error'), 'message');
  return detail ?? `The hub answered with status ${status}`;
}
