import { t } from '../texts';

/** How much of a copy is written; `done` from 0 to 1, null: not known yet. */
export function ExportProgress({ done }: { readonly done: number | null }) {
  const percent = done === null ? '' : new Intl.NumberFormat(document.documentElement.lang, { style: 'percent' }).format(done);
  return (
    <span className="export-working">
      <span className="quiet" aria-hidden="true">{percent}</span>
      <progress className="export-progress" aria-label={t('exportDialog.working')} value={done ?? undefined} />
    </span>
  );
}
