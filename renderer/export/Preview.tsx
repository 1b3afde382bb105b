import { drawnFormats } from '../../core/export/formats';
import type { Reader } from '../reader';
import { problemText, t } from '../texts';
import { shortcomings } from './exporting';
import type { Choice } from './last-choice';
import { usePicture } from './use-picture';
import type { Previewed } from './use-preview';

interface PreviewProps {
  readonly reader: Reader;
  readonly choice: Choice;
  readonly previewed: Previewed;
}

/** What will come out: what the format cannot hold, and the beginning of the copy. */
export function Preview({ reader, choice, previewed: { preview, problem } }: PreviewProps) {
  const { lost, kept } = preview ? shortcomings(preview) : { lost: [], kept: [] };
  return (
    <section className="export-preview" aria-label={t('exportDialog.preview')}>
      <div className="export-losses" aria-live="polite">
        {problem ? <p className="export-problem">{problemText(problem).what} {problemText(problem).why}</p> : null}
        {lost.length > 0 ? <ul aria-label={t('exportDialog.losses')}>{lost.map((sentence) => <li key={sentence}>{sentence}</li>)}</ul> : null}
        {preview && lost.length === 0 ? <p className="quiet">{t('exportDialog.noLoss')}</p> : null}
        {kept.length > 0 ? <p className="quiet">{kept.join(' ')}</p> : null}
      </div>
      {preview ? null : <Preparing failed={problem !== null} />}
      {preview && preview.text !== null ? (
        <pre className="export-text" tabIndex={0} role="region" aria-label={t('exportDialog.text')} dir="auto">{preview.text}{preview.whole ? null : <span className="quiet">{t('exportDialog.goesOn')}</span>}</pre>
      ) : null}
      {preview?.text === null ? <Page reader={reader} choice={choice} /> : null}
    </section>
  );
}

function Preparing({ failed }: { readonly failed: boolean }) {
  return <p className="export-page quiet">{failed ? null : t('exportDialog.preparing')}</p>;
}

/** How a copy that is no text begins, as a picture; in words where none can be drawn. */
function Page({ reader, choice }: Pick<PreviewProps, 'reader' | 'choice'>) {
  const { format } = choice;
  const drawn = drawnFormats.includes(format);
  const picture = usePicture(reader, choice, drawn);
  const words = t('exportDialog.page', { format: t(`format.${format}`) });
  if (drawn && picture === undefined) return <Preparing failed={false} />;
  if (!picture) return <p className="export-page">{words}</p>;
  return <div className="export-picture" tabIndex={0} role="region" aria-label={t('exportDialog.text')}><img src={picture} alt={words} /></div>;
}
