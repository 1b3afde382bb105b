import { diffWordsWithSpace } from 'diff';
import { neverPlaced, type Annotation, type Placement } from '../../core/model/annotation';
import { remove, textOf } from '../marking';
import type { Reader } from '../reader';
import { reviewOf } from '../reader-state';
import { acceptPlace, keepWithoutPlace, placeAtSelection, showPlace, toReview } from '../reviewing';
import { useStore } from '../use-store';
import { t } from '../texts';

/** Longest passage whose changes are shown word by word, in UTF-16 units: comparing more would keep the window waiting. */
const comparable = 4_000;

/** The annotations whose text changed or is gone, with what was and what is, and what can be done about each. */
export default function ReviewList({ reader }: { readonly reader: Reader }) {
  // Both decide what is to be looked at, so a change of either draws the list anew.
  useStore(reader.store, (state) => state.session);
  const placements = useStore(reader.store, (state) => state.placements);
  const readOnly = useStore(reader.store, (state) => state.document?.readOnly ?? false);
  const entries = toReview(reader);
  if (entries.length === 0) return <p className="quiet list-empty">{t('review.none')}</p>;
  return (
    <div className="review-list">
      {entries.map((annotation) => (
        <ReviewCard key={annotation.id} reader={reader} annotation={annotation} placement={placements[annotation.id]} readOnly={readOnly} />
      ))}
    </div>
  );
}

interface ReviewCardProps {
  readonly reader: Reader;
  readonly annotation: Annotation;
  readonly placement: Placement | undefined;
  readonly readOnly: boolean;
}

function ReviewCard({ reader, annotation, placement, readOnly }: ReviewCardProps) {
  const status = reviewOf(annotation, { [annotation.id]: placement ?? { status: 'orphaned', span: null, confidence: 0, formerly: annotation.target.position.start } }) ?? 'orphaned';
  const span = placement?.span ?? null;
  const button = (text: Parameters<typeof t>[0], act: () => void, primary = false) => (
    <button type="button" className={primary ? 'primary' : undefined} onClick={act}>{t(text)}</button>
  );
  return (
    <article className="review-card" data-color={annotation.color} data-id={annotation.id} aria-label={t(`review.${status}`)}>
      <p className="review-status">{t(`review.${status}`)}</p>
      <Difference before={annotation.target.quote.exact} after={span ? textOf(reader).slice(span.start, Math.min(span.end, span.start + comparable)) : null} />
      {annotation.comment ? <p className="list-comment" dir="auto">{annotation.comment}</p> : null}
      <div className="review-buttons">
        {span || !neverPlaced(annotation.target) ? button(span ? 'review.show' : 'review.showFormer', () => { showPlace(reader, annotation); }) : null}
        {readOnly ? null : (
          <>
            {span ? button('review.accept', () => { acceptPlace(reader, annotation); }, true) : null}
            {button('review.place', () => { placeAtSelection(reader, annotation); })}
            {button('review.keep', () => { keepWithoutPlace(reader, annotation); })}
            {button('review.delete', () => { remove(reader, annotation.id); })}
          </>
        )}
      </div>
    </article>
  );
}

/** What a passage was and what it is: inside one another where that can be read, one after the other where not. */
function Difference({ before, after }: { readonly before: string; readonly after: string | null }) {
  if (after === null) return <blockquote className="review-quote" dir="auto">{before.slice(0, comparable)}</blockquote>;
  if (before.length > comparable || after.length > comparable) {
    return (
      <>
        <blockquote className="review-quote" dir="auto"><span className="quiet">{t('review.before')}: </span>{before.slice(0, comparable)}</blockquote>
        <blockquote className="review-quote" dir="auto"><span className="quiet">{t('review.after')}: </span>{after}</blockquote>
      </>
    );
  }
  return (
    <blockquote className="review-quote" dir="auto">
      {diffWordsWithSpace(before, after).map(({ value, added, removed }, at) => (
        added ? <ins key={at}>{value}</ins> : removed ? <del key={at}>{value}</del> : <span key={at}>{value}</span>
      ))}
    </blockquote>
  );
}
