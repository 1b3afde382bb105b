import { annotationsAt } from '../marking';
import type { Reader } from '../reader';
import { steadily, offsetAt } from '../document/text-view';

/** A right click, or the menu key, which Chromium tells as a click of no button. */
function byKeyboard(event: MouseEvent): boolean {
  return event.button !== 2 && !event.ctrlKey;
}

/** Opens the menu of annotations at the pointer, or at `element` when a key asked for it. */
export function openMenu(reader: Reader, ids: readonly string[], event: MouseEvent, element: Element): void {
  event.preventDefault();
  event.stopPropagation();
  const box = element.getBoundingClientRect();
  const at = byKeyboard(event) ? { x: box.left + 12, y: Math.min(box.bottom, box.top + 28) } : { x: event.clientX, y: event.clientY };
  reader.store.set({ menu: { ids, ...at } });
}

/** Opens the menu of the annotation under the pointer, or at the caret when a key asked for it. Without one, nothing happens. */
export function openMenuInText(reader: Reader, event: MouseEvent): void {
  const { view } = reader;
  if (!view || !(event.target instanceof Node) || !view.contentDOM.contains(event.target)) return;
  const keyboard = byKeyboard(event);
  const caret = view.state.selection.main.head;
  const offset = keyboard ? caret : offsetAt(view, event);
  if (offset === null) return;
  const here = annotationsAt(reader, offset);
  const { focused } = reader.store.get();
  const id = here.find((mark) => mark.id === focused)?.id ?? here[0]?.id ?? (keyboard ? focused : null);
  if (!id) return;
  event.preventDefault();
  const place = keyboard ? steadily(view, () => view.coordsAtPos(caret)) : null;
  reader.focus(id);
  reader.store.set({ menu: { ids: [id], x: place?.left ?? event.clientX, y: place?.bottom ?? event.clientY } });
}
