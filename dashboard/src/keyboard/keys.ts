/**
 * The key's name when it is meant as a shortcut, else the empty text: someone is typing, a dialog is
 * open, or the browser's own modifiers are held.
 */
export function keyName(event: KeyboardEvent): string {
  if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return '';
  const target = event.target;
  if (target instanceof HTMLElement) {
    if (target.isContentEditable || target.closest('dialog[open]') !== null) return '';
    if (isTextBox(target) || target.matches('select')) return '';
    if (target.matches('input') && event.key.startsWith('Arrow')) return '';
    // A focused control keeps its own Enter and space.
    if (target.matches('button, a, summary') && (event.key === 'Enter' || event.key === ' '))
      return '';
  }
  return event.key;
}

/** Something that takes every key as a part of a text. */
export function isTextBox(
  target: EventTarget | null,
): target is HTMLInputElement | HTMLTextAreaElement {
  if (target instanceof HTMLInputElement) return target.type !== 'radio';
  return target instanceof HTMLTextAreaElement;
}
