import { text, type Block, type Conversation } from './conversation';

/** What the stand-in model makes Claude Code do: a call that waits, one that fails, a file, a subagent. */
export const PROMPT = 'Run the checks and write down what came out';
export const LAST_WORDS = 'All 12 checks passed; the notes are in NOTES.md.';
export const SUBAGENT_TASK = 'Look for checks that nobody runs';

/** Ends when the test says so, so that the page can be looked at while it runs, or is over. */
export const WAITING =
  'until [ -e go ] || [ ! -e "$PWD" ]; do sleep 0.1; done; echo 12 checks passed';

const bash = (command: string): Block => ({
  type: 'tool_use',
  name: 'Bash',
  input: { command, description: 'Run the checks' },
});

export function script(conversation: Conversation): readonly Block[] {
  const { said, tools } = conversation;
  if (tools.length === 0) return [text('Checks')];
  if (said.includes(PROMPT)) return mainAgent(conversation);
  return said.includes(SUBAGENT_TASK) ? subagent(conversation) : [text('Nothing to do.')];
}

function mainAgent({ answers, tools }: Conversation): readonly Block[] {
  switch (answers) {
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
      return [delegate(tools)];
    default:
      return [text(LAST_WORDS)];
  }
}

/** The tool has had two names. */
function delegate(tools: readonly string[]): Block {
  const name = tools.includes('Agent') ? 'Agent' : 'Task';
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

function subagent({ answers }: Conversation): readonly Block[] {
  return answers === 0 ? [bash('ls')] : [text('There are none.')];
}
