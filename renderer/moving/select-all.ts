import type { EditorView } from '@codemirror/view';

/** Selects all of the field that is typed in, or all of the text: also what is not drawn, which the browser's own command would leave out. */
export function selectAll(view: EditorView): void {
  const field = document.activeElement;
  if (field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement) {
    field.select();
    return;
  }
  view.focus();
  view.dispatch({ selection: { anchor: 0, head: view.state.doc.length }, userEvent: 'select' });
}
