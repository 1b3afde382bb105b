import type { Reader } from '../reader';
import { cancelExport } from '../export/exporting';
import { ExportProgress } from '../export/ExportProgress';
import { useStore } from '../use-store';
import { numeral, t } from '../texts';
import { useWordCount } from './use-word-count';

/** Below the text: where the reader is, whether all is saved, and how the file is encoded. */
export function StatusLine({ reader }: { readonly reader: Reader }) {
  const shown = useStore(reader.store, (state) => state.document);
  const loaded = useStore(reader.store, (state) => state.loaded);
  const placing = useStore(reader.store, (state) => state.placing);
  const unplaced = useStore(reader.store, (state) => state.unplaced !== null);
  const progress = useStore(reader.store, (state) => state.progress);
  const exporting = useStore(reader.store, (state) => (state.exportOpen ? null : state.exporting));
  const save = useStore(reader.store, (state) => state.save);
  const encoding = useStore(reader.store, (state) => state.encoding);
  const selection = useStore(reader.store, (state) => state.selection);
  const words = useWordCount(reader, loaded === null ? (reader.view?.state.doc ?? null) : null, undefined);
  const selectedWords = useWordCount(reader, reader.view?.state.doc ?? null, selection);
  if (!shown) return <footer className="status-line" />;
  const percent = Math.floor((100 * (loaded ?? 0)) / Math.max(1, shown.size));
  return (
    <footer className="status-line" aria-label={t('status.label')}>
      {loaded === null ? null : (
        <span className="status-loading">
          <progress value={loaded} max={Math.max(1, shown.size)} aria-label={t('status.loading', { percent })} />
          {t('status.loading', { percent })}
        </span>
      )}
      {placing && loaded === null ? <span>{t(unplaced ? 'status.unplaced' : 'status.placing')}</span> : null}
      <span>{t('status.percent', { percent: progress.percent })}</span>
      <span>{t('status.line', { line: numeral(progress.line) })}</span>
      {words === null ? null : <span className="status-words">{t('status.words', { count: words, words: numeral(words) })}</span>}
      {selectedWords === null ? null : <span className="status-selected">{t('status.selected', { count: selectedWords, words: numeral(selectedWords) })}</span>}
      <span className="status-space" />
      {exporting === null ? null : (
        <span className="status-exporting">
          {t('exportDialog.working')}
          <ExportProgress done={exporting} />
          <button type="button" onClick={() => { cancelExport(reader); reader.view?.focus(); }}>{t('exportDialog.cancel')}</button>
        </span>
      )}
      {encoding ? <span>{encoding.encoding.toUpperCase()}</span> : null}
      <span className="status-save" data-state={save.kind}>{shown.readOnly ? t('status.readOnly') : t(`status.${save.kind}`)}</span>
    </footer>
  );
}
