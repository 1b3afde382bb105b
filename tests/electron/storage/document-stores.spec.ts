import { expect, test } from '@playwright/test';
import { adding } from '../../../core/session/change';
import type { Library } from '../../../electron/storage/library';
import { annotationWith, commentsOf, openIn, saveComments, temporaryFolder, valueOf } from './store-sample';

let cleanup: (() => Promise<void>)[] = [];
test.beforeEach(() => { cleanup = []; });
test.afterEach(async () => { for (const end of cleanup) await end(); });

const path = '/texts/Brief 👍.txt';

interface Passing {
  readonly name: string;
  /** Uses the document for a while. */
  use(library: Library, documentId: string): Promise<unknown>;
}

const passings: readonly Passing[] = [
  { name: 'is read as for an export', use: (library, documentId) => library.readStored(documentId) },
  { name: 'is changed as by the tags of the library', use: (library, documentId) => library.revise(documentId, () => adding(annotationWith('meanwhile'))) },
  { name: 'is read twice at once', use: (library, documentId) => Promise.all([library.readStored(documentId), library.readStored(documentId)]) },
];

for (const { name, use } of passings) {
  test(`a document that is opened while it ${name} hears of others, until it is closed`, async () => {
    const folder = await temporaryFolder(cleanup);
    const before = await openIn(folder, cleanup);
    const { documentId } = valueOf(await before.library.create(path));
    await saveComments(before.library, documentId, 'a e\u0301');
    await before.library.close();
    const { library, changed } = await openIn(folder, cleanup);
    const used = use(library, documentId);
    valueOf(await library.load(documentId));
    await used;
    const other = await openIn(folder, cleanup);
    await saveComments(other.library, documentId, 'of another 🙂');
    await expect.poll(() => changed.flatMap(commentsOf)).toContain('of another 🙂');
    const told = changed.length;
    await library.release(documentId);
    await library.readStored(documentId);
    await saveComments(other.library, documentId, 'after it was closed');
    valueOf(await library.readStored(documentId));
    expect(changed).toHaveLength(told);
  });
}
