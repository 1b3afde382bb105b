import { dirname, join, parse } from 'node:path';
import { fileExtensions, type ExportFormat } from '../core/export/formats';

/** The path that a copy gets unless another is asked for: beside the document, `NAME.annotated.EXTENSION`. */
export function suggestedCopy(source: string, format: ExportFormat): string {
  return join(dirname(source), `${parse(source).name}.annotated.${fileExtensions[format]}`);
}

/** True for a file name that is a copy's, unless somebody has chosen another. */
export function isCopyName(name: string): boolean {
  return Object.values(fileExtensions).some((extension) => name.endsWith(`.annotated.${extension}`));
}
