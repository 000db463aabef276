/**
 * Line breaks and tabs are seen; every other control character is not, nor are these: they take no
 * room, look like a space, or turn the direction of the line around.
 */
const UNSEEN = new RegExp(
  String.raw`[^\P{Cc}\n\t]|[\u2028\u2029]|\p{Cf}|\p{Default_Ignorable_Code_Point}`,
  'gu',
);

/** Part of an emoji, where it hides nothing. */
const EMOJI_PART = /^(?:\u200d|\ufe0f)$/;
const EMOJI_BEFORE = /(?:\p{Extended_Pictographic}|\p{Emoji_Modifier}|\ufe0f)$/u;

/**
 * A text that somebody is going to approve: characters that would be invisible, or would turn the
 * line around, are named instead (`⟨U+202E⟩`).
 */
export function exactText(text: string): string {
  return text.replace(UNSEEN, (character, at: number) => {
    const isEmoji = EMOJI_PART.test(character) && EMOJI_BEFORE.test(text.slice(at - 2, at));
    if (isEmoji) return character;
    const code = character.codePointAt(0) ?? 0;
    return `⟨U+${code.toString(16).toUpperCase().padStart(4, '0')}⟩`;
  });
}
