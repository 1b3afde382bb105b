import type { Imported } from '../../core/contract';
import { settleOffer } from '../../core/import/compare-again';
import type { ConflictChoice } from '../../core/import/conflicts';
import { api } from '../api';
import { refusesChange } from '../read-only';
import type { Reader } from '../reader';
import type { ShownDocument } from '../reader-state';
import { t } from '../texts';

/** Asks for a file of annotations and takes them over. Where some are another version here, nothing is done before the person has decided. */
export async function importAnnotations(reader: Reader): Promise<void> {
  const { document } = reader.store.get();
  if (!document || refusesChange(reader)) return;
  reader.flush();
  const result = await api.importAnnotations(document.documentId);
  if (!result.ok) reader.report(result.problem);
  else if (result.value) offerFound(reader, result.value, document);
}

/** Offers what was found in a text, unless another one is shown by now. */
function offerFound(reader: Reader, imported: Imported, text: ShownDocument): void {
  if (reader.store.get().document === text) offerImported(reader, imported, false);
  else reader.toast(t('notice.otherText'));
}

/** Takes over the annotations that lie beside the document. */
export async function importBeside(reader: Reader): Promise<void> {
  const { document } = reader.store.get();
  if (!document || refusesChange(reader)) return;
  // What is unsaved would be missing in the comparison.
  await reader.saveAll();
  const result = await api.importBeside(document.documentId);
  if (result.ok) offerFound(reader, result.value, document);
  else reader.report(result.problem);
}

/** Takes annotations over from a file or an earlier state, after the person has decided about those that are another version here. */
export function offerImported(reader: Reader, imported: Imported, earlier: boolean): void {
  if (imported.conflicts.length > 0) reader.store.set({ importing: { imported, earlier } });
  else finishImport(reader, imported, new Map(), earlier);
}

/**
 * Makes one change of all that was imported: `choices` are by the ids of the conflicts' annotations. Where something changed here since the choice was
 * offered, nothing is done: what is here now is asked about instead. Answers with the ids of what changed; empty when it is done.
 */
export function finishImport(reader: Reader, imported: Imported, choices: ReadonlyMap<string, ConflictChoice>, earlier: boolean): ReadonlySet<string> {
  reader.flush();
  const settled = settleOffer(imported, reader.store.get().session.annotations, (id) => choices.get(id));
  if (settled.kind === 'ask') {
    reader.store.set({ importing: { imported: { ...imported, ...settled.offer }, earlier } });
    return settled.changed;
  }
  const { change } = settled;
  const count = change.added.length + change.updated.length;
  reader.store.set({ importing: null, placements: { ...reader.store.get().placements, ...imported.placements } });
  reader.change(change);
  const nothing = imported.conflicts.length > 0 ? t('notice.importedKept') : t(imported.alreadyThere > 0 || earlier ? 'notice.importedNothing' : 'notice.importedEmpty');
  const waiting = Object.values(imported.placements).filter(({ status }) => status === 'unsure' || status === 'orphaned').length;
  const done = [t(earlier ? 'restore.done' : 'notice.imported', { count }), ...(waiting > 0 ? [t('notice.importedWaiting', { count: waiting })] : [])].join(' ');
  reader.toast(count ? done : nothing, count ? 'undo' : null);
  return new Set();
}
