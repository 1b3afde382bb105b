import type { CopyPreview, Exported } from '../../core/contract';
import type { ClipForm } from '../../core/export/clip';
import type { ExportFormat } from '../../core/export/formats';
import type { ExportOptions } from '../../core/export/options';
import { api } from '../api';
import type { Reader } from '../reader';
import { t } from '../texts';

/** Saves what is unsaved: what goes out is made from what is on the disk. False, and said so, when not all of it could be saved: a copy would silently lack it. */
async function savedForCopy(reader: Reader): Promise<boolean> {
  const unsaved = await reader.saveAll();
  if (unsaved > 0) reader.toast(t('exporting.unsaved', { count: unsaved }));
  return unsaved === 0;
}

/** Writes a copy to where the person says, and tells what became of it. True: it is written. */
export async function exportCopy(reader: Reader, format: ExportFormat, options: ExportOptions): Promise<boolean> {
  const { document } = reader.store.get();
  if (!document) return false;
  if (!await savedForCopy(reader)) return false;
  const result = await whileTold(reader, document.documentId, () => api.exportCopy(document.documentId, format, options));
  if (!result.ok) {
    if (result.problem.kind === 'cancelled') reader.toast(t('exporting.cancelled'));
    else reader.report(result.problem);
    return false;
  }
  if (result.value) reader.toast(writtenText(result.value), 'showExport');
  return result.value !== null;
}

/** Writes a copy, and keeps in the state how much of it is done. */
async function whileTold<Value>(reader: Reader, documentId: string, write: () => Promise<Value>): Promise<Value> {
  const stop = api.onNotice((notice) => {
    if (notice.kind === 'export-progress' && notice.documentId === documentId) reader.store.set({ exporting: notice.done });
  });
  return write().finally(() => {
    stop();
    reader.store.set({ exporting: null });
  });
}

/** Ends the writing of a copy that is under way. */
export function cancelExport(reader: Reader): void {
  const { document } = reader.store.get();
  if (document) void api.cancelExport(document.documentId);
}

function writtenText(exported: Exported): string {
  return [t('notice.exported', { path: exported.path }), ...shortcomings(exported).lost].join('\n');
}

/** What the format cannot hold and what was not wanted in the copy, a sentence each. */
export function shortcomings({ losses, leftOut }: Pick<CopyPreview, 'losses' | 'leftOut'>): { readonly lost: string[]; readonly kept: string[] } {
  const lost = losses.map(({ kind, count }) => t(`cli.loss.${kind}`, { count }));
  const kept = [
    ...(leftOut.annotations > 0 ? [t('exporting.leftOutAnnotations', { count: leftOut.annotations })] : []),
    ...(leftOut.comments > 0 ? [t('exporting.leftOutComments', { count: leftOut.comments })] : []),
    ...(leftOut.replies > 0 ? [t('exporting.leftOutReplies', { count: leftOut.replies })] : []),
  ];
  return { lost, kept };
}

/** Puts annotations on the clipboard: those with these ids, or all (null). */
export async function copyAnnotations(reader: Reader, form: ClipForm, ids: readonly string[] | null): Promise<void> {
  const { document } = reader.store.get();
  if (!document) return;
  if (ids?.length === 0) {
    reader.toast(t('copying.none'));
    return;
  }
  if (!await savedForCopy(reader)) return;
  const copied = await api.copyAnnotations(document.documentId, form, ids);
  if (!copied.ok) reader.report(copied.problem);
  else reader.toast(copied.value === 0 ? t('copying.nothing') : t('copying.copied', { count: copied.value }));
}

/** Hands the annotated copy to the system's print dialog. */
export async function printCopy(reader: Reader): Promise<void> {
  const { document } = reader.store.get();
  if (!document) return;
  if (!await savedForCopy(reader)) return;
  reader.announce(t('announce.printing'));
  const printed = await api.printCopy(document.documentId);
  if (!printed.ok) reader.report(printed.problem);
  else if (printed.value) reader.toast(t('notice.printed'));
}
