import { useEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import { MessageSquare } from 'lucide-react';
import type { Reader } from '../reader';
import { useStore } from '../use-store';
import { t } from '../texts';
import { CommentCard } from './CommentCard';
import { useCommentCards } from './use-comment-cards';

/** Below this width of the text pane there is no margin for cards: markers stand there, and one card at a time lies over the text. */
const narrowBelow = 860;

function useNarrow(host: HTMLElement | null): boolean {
  const [narrow, setNarrow] = useState(false);
  useEffect(() => {
    const pane = host?.parentElement;
    if (!pane) return undefined;
    const observer = new ResizeObserver(() => { setNarrow(pane.clientWidth < narrowBelow); });
    observer.observe(pane);
    return () => { observer.disconnect(); };
  }, [host]);
  return narrow;
}

/** The comments in the margin, level with their passages. Lives inside the text surface's scroller, so that it scrolls along exactly. */
export function CommentLayer({ reader }: { readonly reader: Reader }) {
  const host = useStore(reader.store, (state) => state.commentHost);
  return host ? createPortal(<Cards reader={reader} host={host} />, host) : null;
}

function Cards({ reader, host }: { readonly reader: Reader; readonly host: HTMLElement }) {
  const { cards, measure } = useCommentCards(reader);
  const narrow = useNarrow(host);
  const annotations = useStore(reader.store, (state) => state.session.annotations);
  const focused = useStore(reader.store, (state) => state.focused);
  const front = cards.find(({ id }) => id === focused);
  return (
    <section aria-label={t('comments.label')} data-narrow={narrow}>
      {front && !narrow ? <Connector from={front.passageTop} to={front.top} /> : null}
      {cards.map(({ id, top, passageTop }) => {
        const annotation = annotations.get(id);
        if (!annotation) return null;
        if (narrow && id !== focused) {
          return (
            <button key={id} type="button" className="comment-marker" data-color={annotation.color} style={{ top: passageTop }} aria-label={t('comments.marker')} onClick={() => { reader.focus(id); }}>
              <MessageSquare size={13} aria-hidden />
            </button>
          );
        }
        return <CommentCard key={id} reader={reader} annotation={annotation} top={top} measure={measure} />;
      })}
    </section>
  );
}

/** The line that joins a card and its passage. */
function Connector({ from, to }: { readonly from: number; readonly to: number }) {
  const least = Math.min(from, to);
  const height = Math.abs(from - to) + 32;
  const [start, end] = [from - least + 14, to - least + 16];
  return (
    <svg className="connector" style={{ top: least }} width="28" height={height} aria-hidden="true">
      <path d={`M0 ${String(start)} C 14 ${String(start)}, 14 ${String(end)}, 28 ${String(end)}`} />
    </svg>
  );
}
