import { useEffect, useState } from 'react';
import { createPortal } from 'react-dom';
import { stackCards } from '../../core/layers/comment-stack';
import type { Reader } from '../reader';
import { useStore } from '../use-store';
import { t } from '../texts';
import { CommentCard } from './CommentCard';
import { CommentMarker } from './CommentMarker';
import { useCommentCards } from './use-comment-cards';

/** A marker's height, as the style sheet has it, and the least room between two. Pixels. */
const [markerHeight, markerGap] = [24, 2];
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
  const [section, setSection] = useState<HTMLElement | null>(null);
  const annotations = useStore(reader.store, (state) => state.session.annotations);
  const focused = useStore(reader.store, (state) => state.focused);
  // Several on a line stand below one another, so that each is reached. None moves when it gets the attention: it would go from under the mouse.
  const markerTops = narrow ? stackCards(cards.map(({ id, passageTop }) => ({ id, top: passageTop, height: markerHeight })), markerGap, null) : null;
  return (
    <section ref={setSection} aria-label={t('comments.label')} data-narrow={narrow}>
      {narrow ? null : cards.map(({ id, passageTop, top }) => <Connector key={id} from={passageTop} to={top} strong={id === focused} />)}
      {cards.map(({ id, top, passageTop, folded }) => {
        const annotation = annotations.get(id);
        if (!annotation) return null;
        return narrow
          ? <CommentMarker key={id} reader={reader} annotation={annotation} top={markerTops?.get(id) ?? passageTop} container={section} />
          : <CommentCard key={id} reader={reader} annotation={annotation} top={top} folded={folded} measure={measure} />;
      })}
    </section>
  );
}

/** A card that stands so near its passage needs no line to it. Pixels. */
const level = 14;

/** The line that joins a card and its passage: for the one that has the attention, and for those that stand apart from theirs. */
function Connector({ from, to, strong }: { readonly from: number; readonly to: number; readonly strong: boolean }) {
  if (!strong && Math.abs(from - to) < level) return null;
  const least = Math.min(from, to);
  const height = Math.abs(from - to) + 32;
  const [start, end] = [from - least + 14, to - least + 16];
  return (
    <svg className="connector" data-strong={strong} style={{ top: least }} width="28" height={height} aria-hidden="true">
      <path d={`M0 ${String(start)} C 14 ${String(start)}, 14 ${String(end)}, 28 ${String(end)}`} />
    </svg>
  );
}
