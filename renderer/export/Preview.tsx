import { problemText, t } from '../texts';
import { shortcomings } from './exporting';
import type { Choice } from './last-choice';
import type { Previewed } from './use-preview';

interface PreviewProps {
  readonly choice: Choice;
  readonly previewed: Previewed;
}

/** What will come out: what the format cannot hold, and the beginning of the copy. */
export function Preview({ choice: { format }, previewed: { preview, problem } }: PreviewProps) {
  const { lost, kept } = preview ? shortcomings(preview) : { lost: [], kept: [] };
  return (
    <section className="export-preview" aria-label={t('exportDialog.preview')}>
      <div className="export-losses" aria-live="polite">
        {problem ? <p className="export-problem">{problemText(problem).what} {problemText(problem).why}</p> : null}
        {lost.length > 0 ? <ul aria-label={t('exportDialog.losses')}>{lost.map((sentence) => <li key={sentence}>{sentence}</li>)}</ul> : null}
        {preview && lost.length === 0 ? <p className="quiet">{t('exportDialog.noLoss')}</p> : null}
        {kept.length > 0 ? <p className="quiet">{kept.join(' ')}</p> : null}
      </div>
      {preview?.text === undefined ? <p className="export-page quiet">{problem ? null : t('exportDialog.preparing')}</p> : null}
      {preview && preview.text !== null ? (
        <pre className="export-text" tabIndex={0} role="region" aria-label={t('exportDialog.text')} dir="auto">{preview.text}{preview.whole ? null : <span className="quiet">{t('exportDialog.goesOn')}</span>}</pre>
      ) : null}
      {preview?.text === null ? <p className="export-page">{t('exportDialog.page', { format: t(`format.${format}`) })}</p> : null}
    </section>
  );
}
