// A disk of one megabyte that is really full: of the texts, with the annotations beside them, and of the storage itself.
import { execFileSync } from 'node:child_process';
import { mkdir, open, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { annotationWith, commentsOf, openIn, saveComments, temporaryFolder, valueOf } from '../electron/storage/store-sample';

let cleanup: (() => Promise<void>)[] = [];
test.beforeEach(() => { cleanup = []; });
test.afterEach(async () => { for (const end of cleanup) await end(); });

/** A disk of its own. Needs root and Linux. */
async function smallDisk(): Promise<{ readonly disk: string; fill(): Promise<void>; free(): Promise<void> }> {
  const disk = join(await temporaryFolder(cleanup), 'disk');
  await mkdir(disk);
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'manicule-test', disk]);
  cleanup.unshift(() => Promise.resolve(execFileSync('umount', [disk])).then(() => undefined));
  const filler = join(disk, 'filler');
  return {
    disk,
    async fill() {
      const handle = await open(filler, 'a');
      try {
        for (const size of [65_536, 4_096, 1]) {
          const written = async (): Promise<boolean> => handle.appendFile(Buffer.alloc(size)).then(() => true, () => false);
          while (await written());
        }
      } finally {
        await handle.close();
      }
    },
    free: () => rm(filler),
  };
}

/** The comments in a stored file, by plain JSON. */
async function commentsIn(path: string): Promise<string[]> {
  const { data } = JSON.parse(await readFile(path, 'utf8')) as { data: { annotations: { comment: string }[] } };
  return data.annotations.map(({ comment }) => comment).sort();
}

test('a full disk beside the text: it is said, the profile has the change, what was there stays whole, and the rest follows', async () => {
  const { disk, fill, free } = await smallDisk();
  const text = join(disk, 'a.txt');
  await writeFile(text, 'The ferryman 😀 nodded.\n');
  const { library, problems } = await openIn(await temporaryFolder(cleanup), cleanup, { besideFolders: () => [disk] });
  const { documentId } = valueOf(await library.create(text));
  await saveComments(library, documentId, 'a');
  await fill();
  await saveComments(library, documentId, 'b', 'c 😀');
  expect(problems).toEqual([{ kind: 'beside-failed', path: `${text}.manicule.json`, code: 'ENOSPC' }]);
  expect(commentsOf(valueOf(await library.load(documentId)))).toEqual(['a', 'b', 'c 😀']);
  expect(await commentsIn(`${text}.manicule.json`)).toEqual(['a']);
  await free();
  expect((await readdir(disk)).sort()).toEqual(['a.txt', 'a.txt.manicule.json']);
  await saveComments(library, documentId, 'd');
  expect(await commentsIn(`${text}.manicule.json`)).toEqual(['a', 'b', 'c 😀', 'd']);
  expect(await readFile(text, 'utf8')).toBe('The ferryman 😀 nodded.\n');
});

test('a full disk under the storage: the change is refused, memory is what the disk is, and the next one is saved', async () => {
  const { disk, fill, free } = await smallDisk();
  const folder = join(disk, 'library');
  const { library, problems } = await openIn(folder, cleanup);
  const { documentId } = valueOf(await library.create('/texts/a.txt'));
  await saveComments(library, documentId, 'a');
  await fill();
  const refused = await library.saveChange(documentId, { added: [annotationWith('b')], updated: [], removed: [] });
  expect(refused).toMatchObject({ ok: false, problem: { kind: 'save-failed', code: 'ENOSPC' } });
  expect(commentsOf(valueOf(await library.load(documentId)))).toEqual(['a']);
  expect(await commentsIn(join(folder, 'documents', `${documentId}.json`))).toEqual(['a']);
  await free();
  await saveComments(library, documentId, 'c');
  expect(await commentsIn(join(folder, 'documents', `${documentId}.json`))).toEqual(['a', 'c']);
  expect((await readdir(join(folder, 'documents'))).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  expect(problems).toEqual([]);
});
