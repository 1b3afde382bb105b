import type { Imported } from '../../core/contract';
import { settleAll, type ConflictChoice } from '../../core/import/conflicts';
import { api } from '../api';
import type { Reader } from '../reader';
import { t } from '../texts';

/** Asks for a file of annotations and takes them over. Where some are another version here, nothing is done before the person has decided. */
export async function importAnnotations(reader: Reader): Promise<void> {
  const { document } = reader.store.get();
  if (!document || document.readOnly) return;
  reader.flush();
  const result = await api.importAnnotations(document.documentId);
  if (!result.ok) reader.report(result.problem);
  else if (result.value && result.value.conflicts.length > 0) reader.store.set({ importing: result.value });
  else if (result.value) finishImport(reader, result.value, []);
}

/** Makes one change of all that was imported: `choices` are by the order of the conflicts. */
export function finishImport(reader: Reader, imported: Imported, choices: readonly ConflictChoice[]): void {
  const change = settleAll(imported.change, imported.conflicts, (index) => choices[index]);
  const count = change.added.length + change.updated.length;
  reader.store.set({ importing: null, placements: { ...reader.store.get().placements, ...imported.placements } });
  reader.change(change);
  const nothing = imported.conflicts.length > 0 ? t('notice.importedKept') : t('notice.importedNothing');
  reader.toast(count ? t('notice.imported', { count }) : nothing, count ? 'undo' : null);
}
