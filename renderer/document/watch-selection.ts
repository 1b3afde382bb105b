import type { Reader } from '../reader';
import { selectedSpan } from './text-view';

/**
 * Keeps `selection` in the state in step with the text surface: while the mouse button is down nothing is offered, so that
 * no bar runs after the pointer; when it is up, or after a key, the bar belongs to what is selected.
 */
export function watchSelection(reader: Reader): () => void {
  let pressed = false;
  let waiting = false;
  const look = () => {
    if (pressed || !reader.view) return;
    const span = selectedSpan(reader.view);
    const { selection } = reader.store.get();
    if (span?.start === selection?.start && span?.end === selection?.end) return;
    reader.store.set({ selection: span });
    if (span) reader.focus(null);
  };
  const down = (event: PointerEvent) => {
    pressed = event.target instanceof Node && (reader.view?.contentDOM.contains(event.target) ?? false);
  };
  const up = () => {
    if (!pressed) return;
    pressed = false;
    // The text surface takes the last of the drag in after this event.
    waiting = true;
    setTimeout(settle);
  };
  // A key may come first where the window is busy: it belongs to what was selected before it.
  const settle = () => {
    if (!waiting) return;
    waiting = false;
    look();
  };
  reader.onSelection = look;
  window.addEventListener('pointerdown', down, true);
  window.addEventListener('pointerup', up, true);
  window.addEventListener('pointercancel', up, true);
  window.addEventListener('keydown', settle, true);
  return () => {
    reader.onSelection = null;
    window.removeEventListener('pointerdown', down, true);
    window.removeEventListener('pointerup', up, true);
    window.removeEventListener('pointercancel', up, true);
    window.removeEventListener('keydown', settle, true);
  };
}
