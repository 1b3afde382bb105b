import { Decoration, EditorView, ViewPlugin, type DecorationSet, type ViewUpdate } from '@codemirror/view';
import { RangeSetBuilder } from '@codemirror/state';

/** Characters looked at for the first strong one: enough for any opening punctuation, and no cost in a line of megabytes. */
const lookAt = 200;
const strong = /[\p{L}]/u;
const rightToLeft = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u;
const rightToLeftLine = Decoration.line({ attributes: { dir: 'rtl' } });

/** The direction of a line by its first strong character (Unicode bidirectional algorithm, rules P2 and P3). */
export function isRightToLeft(line: string): boolean {
  const first = strong.exec(line);
  return first !== null && rightToLeft.test(first[0]);
}

function decorate(view: EditorView): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>();
  for (const { from, to } of view.visibleRanges) {
    for (let at = from; at <= to; ) {
      const line = view.state.doc.lineAt(at);
      if (isRightToLeft(view.state.sliceDoc(line.from, Math.min(line.to, line.from + lookAt)))) builder.add(line.from, line.from, rightToLeftLine);
      at = line.to + 1;
    }
  }
  return builder.finish();
}

/** Gives each line the direction of its own text, in the DOM and in CodeMirror's reckoning alike. */
export const lineDirection = [
  EditorView.perLineTextDirection.of(true),
  ViewPlugin.fromClass(class {
    decorations: DecorationSet;
    constructor(view: EditorView) {
      this.decorations = decorate(view);
    }
    update(update: ViewUpdate): void {
      if (update.docChanged || update.viewportChanged) this.decorations = decorate(update.view);
    }
  }, { decorations: (plugin) => plugin.decorations }),
];
