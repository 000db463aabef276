const ESCAPE = String.fromCharCode(27);
const BELL = String.fromCharCode(7);
/** Colours and cursor movements (ECMA-48, 5.4). */
const SEQUENCE = new RegExp(`${ESCAPE}\\[[0-?]*[ -/]*[@-~]`, 'g');
/** Window titles and links: all up to the bell or the string terminator. */
const OPERATING_SYSTEM_COMMAND = new RegExp(
  `${ESCAPE}\\][^${BELL}${ESCAPE}]*(?:${BELL}|${ESCAPE}\\\\)?`,
  'g',
);

const SUSPICIOUS = /[^\P{Cc}\n\t]|[\u202a-\u202e\u2066-\u2069]/u;

/**
 * Removes what a terminal would obey (escape sequences and other control characters, but for line
 * breaks and tabs) and what turns the direction of text around. What is left is shown as text.
 */
export function plainText(output: string): string {
  if (!SUSPICIOUS.test(output)) return output;
  return output
    .replace(SEQUENCE, '')
    .replace(OPERATING_SYSTEM_COMMAND, '')
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, '')
    .replace(/[\u202a-\u202e\u2066-\u2069]/g, '');
}
