/** Fills a library: `fill.mjs FOLDER DOCUMENTS ANNOTATIONS`. Each file is written by the store's own code, but nothing waits for the disk. */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Annotation } from '../../../core/model/annotation';
import { newDocumentRecord } from '../../../core/model/document-record';
import { serializeStore } from '../../../core/store-file';
import { sha256 } from '../../../electron/storage/durable-file';
import { replaceFile } from '../../../electron/storage/durable-write';
import { openLibrary } from '../../../electron/storage/library';
import { makeFolders, storeFolders } from '../../../electron/storage/store-folders';
import { paragraphs } from '../made-text.mjs';

const [, , folder = '', documents = '', annotations = ''] = process.argv;
const colors = ['yellow', 'green', 'blue', 'pink', 'orange', 'purple'] as const;
const time = '2026-01-01T00:00:00.000Z';
const text = paragraphs();
const next = (): string => text.next().value as string;
const idOf = (kind: number, number: number): string => `${String(kind).padStart(8, '0')}-0000-4000-8000-${String(number).padStart(12, '0')}`;

function annotationOf(document: number, index: number): Annotation {
  const quote = next().slice(0, 40 + (index * 37) % 200);
  return {
    id: idOf(2, document * 1_000_000 + index), revision: 1, created: time, modified: time, creator: 'Ada Lovelace',
    target: { position: { start: index * 400, end: index * 400 + quote.length }, quote: { exact: quote, prefix: next().slice(0, 64), suffix: next().slice(0, 64) } },
    style: 'highlight', color: colors[index % colors.length]!, comment: index % 3 === 0 ? `${next().slice(0, 80)} 😀` : '', tags: index % 7 === 0 ? ['check'] : [], resolved: false, replies: [],
  };
}

await mkdir(folder, { recursive: true });
const folders = storeFolders(folder);
await makeFolders(folders);
for (let document = 0; document < Number(documents); document += 1) {
  const documentId = idOf(1, document);
  const record = {
    ...newDocumentRecord(documentId, `/bench/texts/Document ${String(document)}.txt`, time),
    annotations: Array.from({ length: Number(annotations) }, (_, index) => annotationOf(document, index)),
  };
  // One annotation in all that a search can look for.
  if (document === Number(documents) - 1) record.annotations[0] = { ...record.annotations[0]!, comment: 'The needle in it' };
  await replaceFile(join(folders.documents, `${documentId}.json`), serializeStore({ record, revision: 1, listed: true, lineage: new Map() }, time, sha256()), { durable: false });
}
const library = await openLibrary(folder, { now: () => time, newId: () => idOf(9, 0), onProblem: (problem) => { throw new Error(JSON.stringify(problem)); } });
await library.recent(1);
await library.close();
