import { isTextBox } from './keys';
import { StrayKeys } from './StrayKeys';

/** Keeps keys that were meant for a box that has gone from everything that listens for keys. */
export function watchTyping(): () => void {
  const strays = new StrayKeys();
  const keydown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { target, key, timeStamp } = event;
    if (isTextBox(target)) {
      strays.typed(key, timeStamp, () => target.isConnected && !target.matches(':disabled'));
    } else if (strays.isStray(key, timeStamp)) {
      event.stopImmediatePropagation();
      event.preventDefault();
    }
  };
  const pointerdown = () => {
    strays.left();
  };
  const isFirst = { capture: true };
  addEventListener('keydown', keydown, isFirst);
  addEventListener('pointerdown', pointerdown, isFirst);
  return () => {
    removeEventListener('keydown', keydown, isFirst);
    removeEventListener('pointerdown', pointerdown, isFirst);
  };
}
