import type { ExportedLibrary, ImportedLibrary } from './storage/library-file';
import { translate } from './texts';

/** What an export of the library did, in words. */
export function describeExported({ documents, annotations, leftOut }: ExportedLibrary): string {
  const done = translate('library.exported', { documents, annotations });
  return leftOut > 0 ? `${done} ${translate('library.left-out', { count: leftOut })}` : done;
}

/** What an import into the library did, in words. */
export function describeImported({ documents, added, damaged, cutOff }: ImportedLibrary): string {
  return [
    translate('library.imported', { documents, added }),
    ...(damaged > 0 ? [translate('library.damaged', { count: damaged })] : []),
    ...(cutOff ? [translate('library.cut-off')] : []),
  ].join(' ');
}
