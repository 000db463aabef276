import type { Session, State } from '../protocol/session';

/** What a person typed into the filter box: every term must match. */
export interface Filter {
  readonly terms: readonly Term[];
}

type Field = 'user' | 'state' | 'repo' | 'host' | 'agent' | 'branch' | 'label' | 'text';

interface Term {
  readonly field: Field;
  readonly value: string;
  readonly isNegated: boolean;
}

const NAMES: Readonly<Record<string, Field>> = {
  user: 'user',
  state: 'state',
  is: 'state',
  repo: 'repo',
  repository: 'repo',
  host: 'host',
  machine: 'host',
  agent: 'agent',
  branch: 'branch',
  label: 'label',
};

/** Words that people write for a state; a beginning of a state's own name works as well. */
const STATE_WORDS: Readonly<Record<string, State>> = {
  waiting: 'needs_you',
  running: 'working',
  done: 'ended',
  completed: 'ended',
  crashed: 'lost',
};

/** Reads `user:ana state:working repo:api -host:mb "two words"`. Unknown names are plain text. */
export function parseFilter(input: string): Filter {
  const tokens = input.match(/-?[a-z]+:"[^"]*"?|-?"[^"]*"?|\S+/giu) ?? [];
  return { terms: tokens.map(parseTerm).filter((term) => term.value !== '') };
}

function parseTerm(token: string): Term {
  const isNegated = token.length > 1 && token.startsWith('-');
  const rest = isNegated ? token.slice(1) : token;
  const colon = rest.indexOf(':');
  const name = rest.slice(0, Math.max(0, colon)).toLowerCase();
  const field = Object.hasOwn(NAMES, name) ? NAMES[name] : undefined;
  const value = field === undefined ? rest : rest.slice(colon + 1);
  return { field: field ?? 'text', value: value.replaceAll('"', '').toLowerCase(), isNegated };
}

export function matches(session: Session, filter: Filter): boolean {
  return filter.terms.every((term) => matchesTerm(session, term) !== term.isNegated);
}

function matchesTerm(session: Session, { field, value }: Term): boolean {
  switch (field) {
    case 'user':
      return contains(session.user, value);
    case 'state':
      return value.split(',').some((word) => isState(session.state, word));
    case 'repo':
      return contains(session.repository ?? session.cwd, value);
    case 'host':
      return contains(session.hostname, value);
    case 'agent':
      return contains(session.agent, value);
    case 'branch':
      return contains(session.gitBranch, value);
    case 'label':
      return session.labels.some((label) => contains(label, value));
    case 'text':
      return searchable(session).some((part) => contains(part, value));
  }
}

function isState(state: State, word: string): boolean {
  const wanted = word.replace('-', '_');
  if (wanted === '') return false;
  const synonym = Object.hasOwn(STATE_WORDS, wanted) ? STATE_WORDS[wanted] : undefined;
  return synonym === undefined ? state.startsWith(wanted) : state === synonym;
}

function contains(text: string | undefined, value: string): boolean {
  return text?.toLowerCase().includes(value) ?? false;
}

function searchable(session: Session): readonly (string | undefined)[] {
  return [
    session.title,
    session.firstPrompt,
    session.id,
    session.user,
    session.repository ?? session.cwd,
    session.gitBranch,
    session.hostname,
    session.agent,
    session.model,
    session.activity,
    session.attention?.text,
    ...session.labels,
  ];
}
