import { annotationsAt } from './marking';
import type { Reader } from './reader';
import { t } from './texts';

/** Milliseconds that the caret must rest: a key that is held down would otherwise talk without end. */
const rest = 300;
/** Characters of a comment that are read out. */
const spokenLength = 120;

/** Has a screen reader say which annotations the caret comes to stand in when it is moved by keys. Answers with the function that ends it. */
export function announceAtCaret(reader: Reader): () => void {
  let timer: ReturnType<typeof setTimeout> | null = null;
  let inside: ReadonlySet<string> = new Set();
  const look = () => {
    const { view } = reader;
    const selection = view?.state.selection.main;
    if (!selection?.empty) return;
    const here = annotationsAt(reader, selection.head).filter(({ span }) => span.start <= selection.head && selection.head < span.end);
    const entered = here.filter(({ id }) => !inside.has(id));
    inside = new Set(here.map(({ id }) => id));
    if (entered.length > 0) reader.announce(entered.map(({ id }) => words(reader, id)).join('. '));
  };
  const moved = (event: KeyboardEvent) => {
    if (!(event.target instanceof Node) || !reader.view?.contentDOM.contains(event.target) || !/^(Arrow|Page|Home|End)/.test(event.key)) return;
    if (timer) clearTimeout(timer);
    timer = setTimeout(look, rest);
  };
  document.addEventListener('keyup', moved);
  return () => {
    document.removeEventListener('keyup', moved);
    if (timer) clearTimeout(timer);
  };
}

function words(reader: Reader, id: string): string {
  const annotation = reader.store.get().session.annotations.get(id);
  if (!annotation) return '';
  const { style, color, comment } = annotation;
  const what = { style: t(`style.${style}`).toLowerCase(), color: t(`color.${color}`).toLowerCase() };
  return comment ? t('announce.insideCommented', { ...what, comment: comment.slice(0, spokenLength) }) : t('announce.inside', what);
}
