import type { Annotation } from '../core/model/annotation';
import type { Reader } from './reader';
import { t } from './texts';

/** True when nothing of the document's annotations may be changed, which the person is told then: a key that does nothing looks like a fault. */
export function refusesChange(reader: Reader): boolean {
  if (reader.store.get().document?.readOnly !== true) return false;
  reader.toast(t('readOnly.refused'));
  return true;
}

/** An annotation that is there and may be changed; null for all others, and nothing is said. */
export function changeable(reader: Reader, id: string): Annotation | null {
  const { session, document } = reader.store.get();
  return document?.readOnly ? null : (session.annotations.get(id) ?? null);
}
