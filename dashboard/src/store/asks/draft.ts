import type { AskAnswer } from '../../connection/control';
import type { Ask, Question } from '../../protocol/ask';

/** What a person has chosen and written for one question, before it is sent. */
export interface Pick {
  readonly labels: readonly string[];
  readonly words: string;
}

export type Draft = readonly Pick[];

export const NOTHING: Pick = { labels: [], words: '' };

export function emptyDraft(questions: readonly Question[]): Draft {
  return questions.map(() => NOTHING);
}

/** Chooses, or takes back. Where one answer is wanted a choice replaces what there was. */
export function choose(pick: Pick, question: Question, label: string): Pick {
  const others = pick.labels.filter((chosen) => chosen !== label);
  const isChosen = others.length < pick.labels.length;
  if (!question.isMultiple) return { labels: isChosen ? [] : [label], words: '' };
  return { ...pick, labels: isChosen ? others : [...pick.labels, label] };
}

/** Words of one's own stand for the choice, or beside several. */
export function write(pick: Pick, question: Question, words: string): Pick {
  const isInstead = !question.isMultiple && words.trim() !== '';
  return { labels: isInstead ? [] : pick.labels, words };
}

export function isComplete(draft: Draft): boolean {
  return draft.every((pick) => pick.labels.length > 0 || pick.words.trim() !== '');
}

/** The answer as the hub takes it: filed by question where the agent's own tool asks. */
export function answerOf(ask: Ask, draft: Draft): AskAnswer {
  if (!ask.isForm) return { input: flat(draft[0] ?? NOTHING).join(', ') };
  const entries = ask.questions.map(({ question, isMultiple }, index) => {
    const answers = flat(draft[index] ?? NOTHING);
    return [question, isMultiple ? answers : (answers[0] ?? '')] as const;
  });
  return { answers: Object.fromEntries(entries) };
}

function flat({ labels, words }: Pick): readonly string[] {
  return words.trim() === '' ? labels : [...labels, words.trim()];
}
