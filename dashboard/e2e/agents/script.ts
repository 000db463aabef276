import type { Block, Request } from './messages';
import { answers, said } from './messages';

/** What the stand-in model makes Claude Code do: a call that waits, one that fails, a file, a subagent. */
export const PROMPT = 'Run the checks and write down what came out';
export const LAST_WORDS = 'All 12 checks passed; the notes are in NOTES.md.';
export const SUBAGENT_TASK = 'Look for checks that nobody runs';

/** Ends when the test says so, so that the page can be looked at while it runs. */
export const WAITING = 'until [ -e go ]; do sleep 0.1; done; echo 12 checks passed';

const text = (words: string): Block => ({ type: 'text', text: words });
const bash = (command: string): Block => ({
  type: 'tool_use',
  name: 'Bash',
  input: { command, description: 'Run the checks' },
});

export function script(request: Request): readonly Block[] {
  if (request.tools === undefined || request.tools.length === 0) return [text('Checks')];
  const words = said(request);
  if (words.includes(PROMPT)) return mainAgent(request);
  return words.includes(SUBAGENT_TASK) ? subagent(request) : [text('Nothing to do.')];
}

function mainAgent(request: Request): readonly Block[] {
  switch (answers(request)) {
    case 0:
      return [text('I run the checks.'), bash(WAITING)];
    case 1:
      return [bash('cat report.txt')];
    case 2:
      return [
        {
          type: 'tool_use',
          name: 'Write',
          input: { file_path: `NOTES.md`, content: '12 checks\n' },
        },
      ];
    case 3:
      return [delegate(request)];
    default:
      return [text(LAST_WORDS)];
  }
}

/** The tool has had two names. */
function delegate(request: Request): Block {
  const name = request.tools?.some((tool) => tool.name === 'Agent') === true ? 'Agent' : 'Task';
  return {
    type: 'tool_use',
    name,
    input: {
      description: 'Find unused checks',
      prompt: SUBAGENT_TASK,
      subagent_type: 'general-purpose',
    },
  };
}

function subagent(request: Request): readonly Block[] {
  return answers(request) === 0 ? [bash('ls')] : [text('There are none.')];
}
