/** What a stand-in model has to know and to say, whichever API the agent speaks. */

export type Block =
  | { readonly type: 'text'; readonly text: string }
  | {
      readonly type: 'tool_use';
      /** Where the agent groups its tools. */
      readonly namespace?: string;
      readonly name: string;
      readonly input: object;
    };

/** What each answer takes and gives. */
export const TOKENS = { input: 1200, output: 34 };

/** How far a conversation is. */
export interface Conversation {
  /** All that people, and the agent on their behalf, have written. */
  readonly said: string;
  /** How many tools have answered. */
  readonly answers: number;
  /** What the last of them said, where a script needs to know it: in OpenAI's APIs. */
  readonly lastAnswer?: string | undefined;
  /** The names of those that the model may use. */
  readonly tools: readonly string[];
}

/** What the model says next; the script reads from the conversation how far it is. */
export type Script = (conversation: Conversation) => readonly Block[];

/** An answer as it goes over the wire. */
export interface Answer {
  readonly type: 'application/json' | 'text/event-stream';
  readonly body: string;
}

export const text = (words: string): Block => ({ type: 'text', text: words });

export function json(document: object): Answer {
  return { type: 'application/json', body: JSON.stringify(document) };
}

/** Server-sent events, each with its name where the API has names. */
export function stream(
  events: readonly (readonly [string | undefined, object | string])[],
): Answer {
  const body = events
    .map(([name, data]) => {
      const line = typeof data === 'string' ? data : JSON.stringify(data);
      return `${name === undefined ? '' : `event: ${name}\n`}data: ${line}\n\n`;
    })
    .join('');
  return { type: 'text/event-stream', body };
}
