import { isRecord } from '../model/parse-annotation';
import type { Result } from '../problem';
import { criticMarks } from './critic-marks';
import { importCriticmarkup } from './criticmarkup';
import { importHypothesis } from './hypothesis';
import { notAnnotations, type ImportedAnnotation } from './imported';
import { importJsonld } from './jsonld';
import { importKindle } from './kindle';
import { importKoreader } from './koreader';
import { importReadwise } from './readwise';

/** The kinds of text file that annotations are read from. */
export type ImportFormat = 'jsonld' | 'hypothesis' | 'koreader' | 'readwise' | 'kindle' | 'critic';

function jsonFormat(content: string): ImportFormat | null {
  try {
    const top: unknown = JSON.parse(content);
    const first: unknown = Array.isArray(top) ? top[0] : top;
    if (!isRecord(first)) return 'jsonld';
    if (Array.isArray(first['entries']) || Array.isArray(first['documents'])) return 'koreader';
    const isRow = 'uri' in first && ('user' in first || 'text' in first);
    return Array.isArray(first['rows']) || Array.isArray(first['annotations']) || isRow ? 'hypothesis' : 'jsonld';
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** What kind of annotations a text file holds, by what stands in it and not by its name; null when none is known. */
export function detectImport(content: string): ImportFormat | null {
  const start = content.slice(0, 4_096).replace(/^[\s\ufeff]+/, '');
  const format = /^[[{]/.test(start) ? jsonFormat(content.replace(/^\ufeff/, '')) : null;
  if (format) return format;
  const [firstLine = '', secondLine = ''] = start.split(/\r\n?|\n/);
  if (/(?:^|,)\s*"?highlight"?\s*(?:,|$)/i.test(firstLine)) return 'readwise';
  if (/^\s*- /.test(secondLine) && /^={6,}[ \t]*$/m.test(content)) return 'kindle';
  if (criticMarks(content).next().done !== true) return 'critic';
  return /^[[{]/.test(start) ? 'jsonld' : null;
}

/** Reads annotations from a text file of any kind that is known. `source` and `name` are the document's text and file name. */
export function importAnnotations(content: string, source: string, name: string): Result<readonly ImportedAnnotation[]> {
  switch (detectImport(content)) {
    case 'jsonld': return importJsonld(content, source);
    case 'hypothesis': return importHypothesis(content, source);
    case 'koreader': return importKoreader(content, source, name);
    case 'readwise': return importReadwise(content, source, name);
    case 'kindle': return importKindle(content, source, name);
    case 'critic': return importCriticmarkup(content, source);
    case null: return notAnnotations('It holds no kind of annotations that Manicule reads.');
  }
}
