/**
 * A program that saves, for tests that kill it: `node program.mjs FOLDER MODE NAME`. Tells each step on its standard output, as one
 * line of JSON, at once. MODE `many` saves without end, `slow` with pauses; `none` opens and closes; `once` saves one change after a first one and tells what it then knows.
 */
import { randomUUID } from 'node:crypto';
import { readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Annotation } from '../../core/model/annotation';
import { openLibrary } from '../../electron/storage/library';

const [, , folder = '', mode = '', name = ''] = process.argv;
const time = '2026-01-01T00:00:00.000Z';
/** The document that all programs write to. */
const path = '/texts/shared.txt';

function tell(line: Record<string, unknown>): void {
  writeSync(1, `${JSON.stringify(line)}\n`);
}

function annotationOf(comment: string): Annotation {
  return {
    id: randomUUID(), revision: 1, created: time, modified: time, creator: name,
    target: { position: { start: 0, end: 6 }, quote: { exact: 'é 👍🏽', prefix: 'x'.repeat(64), suffix: '' } },
    style: 'highlight', color: 'yellow', comment, tags: [], resolved: false, replies: [],
  };
}

const library = await openLibrary(folder, {
  now: () => new Date().toISOString(),
  newId: () => randomUUID(),
  onProblem: (problem) => { tell({ problem }); },
});

async function save(documentId: string, annotation: Annotation): Promise<void> {
  const saved = await library.saveChange(documentId, { added: [annotation], updated: [], removed: [] });
  tell(saved.ok ? { saved: annotation.id } : { failed: annotation.id, problem: saved.problem });
}

const made = await library.create(path);
if (made.ok) {
  const { documentId } = made.value;
  tell({ documentId, annotations: made.value.annotations.length });
  if (mode === 'many' || mode === 'slow') {
    for (let count = 0; ; count += 1) {
      if (mode === 'slow') await wait(150);
      // Two at once now and then: saves that wait together go together.
      await Promise.all([save(documentId, annotationOf(`${name} ${String(count)}`)), ...(count % 5 === 0 ? [save(documentId, annotationOf('together'))] : [])]);
    }
  }
  if (mode === 'none') {
    await library.recent(1);
    await library.close();
    process.exit(0);
  }
  await save(documentId, annotationOf('before'));
  tell({ begin: true });
  // Whoever watches says when he is ready.
  await new Promise((go) => process.stdin.once('data', go));
  process.stdin.pause();
  await save(documentId, annotationOf('watched'));
  tell({ end: true });
  // The disk first: a storage that put its memory in order by writing would hide what was wrong.
  const disk = JSON.parse(readFileSync(join(folder, 'documents', `${documentId}.json`), 'utf8')) as { data: { annotations: { id: string }[] } };
  const known = await library.load(documentId);
  tell({ known: known.ok ? known.value.annotations.map(({ id }) => id) : [], disk: disk.data.annotations.map(({ id }) => id) });
  await save(documentId, annotationOf('after'));
  await library.close();
} else {
  tell({ problem: made.problem });
}
