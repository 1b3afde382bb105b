/**
 * A program that moves a folder's annotations out and back without end while it saves, for the test that kills it:
 * `node program.mjs PROFILE FOLDER`. Tells each saved annotation on its standard output, at once.
 */
import { randomUUID } from 'node:crypto';
import { writeSync } from 'node:fs';
import { join } from 'node:path';
import { success } from '../../../core/problem';
import { openLibrary } from '../../../electron/storage/library';
import { annotationWith } from './store-sample';

const [, , profile = '', folder = ''] = process.argv;
let chosen = true;
const library = await openLibrary(profile, { now: () => new Date().toISOString(), newId: randomUUID, onProblem: () => undefined, besideFolders: () => (chosen ? [folder] : []) });
const paths = ['a.txt', 'b.txt'].map((name) => join(folder, name));

async function saveWithoutEnd(path: string): Promise<void> {
  const made = await library.create(path);
  for (;;) {
    const annotation = annotationWith('saved');
    const saved = made.ok && await library.saveChange(made.value.documentId, { added: [annotation], updated: [], removed: [] });
    if (saved && saved.ok) writeSync(1, `${annotation.id}\n`);
  }
}

for (const path of paths) void saveWithoutEnd(path);
for (;;) {
  chosen = true;
  await library.beside.moveOut(folder);
  await library.beside.moveBack(folder, () => {
    chosen = false;
    return Promise.resolve(success(null));
  });
}
