import { copyFile, mkdir, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { currentSchema } from '../../../core/store-file';
import { annotationWith, commentsOf, openIn, temporaryFolder, valueOf } from './store-sample';

/** One kept file of each version that was ever released; their content is the same. */
const versions = Array.from({ length: currentSchema.version }, (_, index) => index + 1);
const documentId = '00000000-0000-4000-8000-000000000001';
const kept = join(import.meta.dirname, '../../fixtures/store');

for (const version of versions) {
  test(`opens a file of version ${String(version)} with all that it says`, async () => {
    const cleanup: (() => Promise<void>)[] = [];
    try {
      const folder = await temporaryFolder(cleanup);
      const file = join(folder, 'documents', `${documentId}.json`);
      await mkdir(join(folder, 'documents'));
      await copyFile(join(kept, `version-${String(version)}.json`), file);
      const { library, problems } = await openIn(folder, cleanup);
      const record = await library.find('/texts/Brief.txt');
      expect(record).toMatchObject({
        documentId, encoding: 'windows-1252', readingPosition: 40, file: { size: 120 }, text: { length: 118 }, deleted: [{ revision: 2 }],
        annotations: [
          { revision: 3, comment: '**Fett** 👍', tags: ['é', 'Tag'], target: { quote: { exact: 'cafe\u0301' } }, replies: [{ creator: 'Ada', comment: 'Ja.' }] },
          { style: 'underline', color: 'purple', resolved: true, target: { textDigest: 'c'.repeat(64) } },
        ],
      });
      valueOf(await library.saveChange(documentId, { added: [annotationWith('new')], updated: [], removed: [] }));
      const original = await readFile(join(kept, `version-${String(version)}.json`));
      const older = version < currentSchema.version ? `${documentId}.json.v${String(version)}.bak` : `${documentId}.json.bak`;
      expect(await readdir(join(folder, 'documents'))).toContain(older);
      expect(await readFile(join(folder, 'documents', older))).toEqual(original);
      expect(problems).toEqual([]);
    } finally {
      for (const end of cleanup) await end();
    }
  });
}

test('the next version keeps a file as it was, byte for byte, before it writes its own', async () => {
  const cleanup: (() => Promise<void>)[] = [];
  const present = { ...currentSchema };
  try {
    const folder = await temporaryFolder(cleanup);
    const file = join(folder, 'documents', `${documentId}.json`);
    await mkdir(join(folder, 'documents'));
    await copyFile(join(kept, `version-${String(present.version)}.json`), file);
    const original = await readFile(file);
    const next = { version: present.version + 1, migrations: [...present.migrations, (data: object) => ({ ...data })] };
    Object.assign(currentSchema, next);
    const { library, problems } = await openIn(folder, cleanup);
    for (const comment of ['new', 'and newer']) valueOf(await library.saveChange(documentId, { added: [annotationWith(comment)], updated: [], removed: [] }));
    expect(await readFile(`${file}.v${String(present.version)}.bak`)).toEqual(original);
    expect(await readFile(file, 'utf8')).toMatch(new RegExp(`^\\{"format":"manicule-document","version":${String(next.version)},`));
    expect(commentsOf(await library.find('/texts/Brief.txt'))).toEqual(expect.arrayContaining(['**Fett** 👍', 'new', 'and newer']));
    expect(problems).toEqual([]);
  } finally {
    Object.assign(currentSchema, present);
    for (const end of cleanup) await end();
  }
});
