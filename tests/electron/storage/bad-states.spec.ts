import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { lstat, mkdir, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { annotationWith, commentsOf, openIn, rewrite, saveComments, temporaryFolder, valueOf } from './store-sample';

/** A document with the comments a, b, c; the last save was c, so the copy beside it holds a, b. */
interface Place {
  readonly folder: string;
  readonly documentId: string;
  /** The document's file. */
  readonly file: string;
}

const path = '/texts/Brief 👍.txt';

/** The same bytes with the digest of what they hold now. */
function withChecksum(bytes: Buffer): Buffer {
  const content = bytes.subarray(0, bytes.lastIndexOf(',"sha256"'));
  return Buffer.concat([content, Buffer.from(`,"sha256":"${createHash('sha256').update(content).digest('hex')}"}\n`)]);
}

/** What is on the disk when the library is opened, and what must come of it. */
interface BadState {
  readonly name: string;
  make(place: Place): Promise<unknown>;
  /** Comments that must be there; null: refused with a problem of the kind `refused`. */
  readonly comments: readonly string[] | null;
  readonly refused?: string;
  /** Kinds of problems that must have been told, in order. */
  readonly told: readonly string[];
  /** True when the bytes as they were found must be in the folder of things set aside. */
  readonly kept?: boolean;
}

const damaged = ['store-damaged'];
const replaceText = (from: string | RegExp, to: string) => ({ file }: Place) => rewrite(file, (bytes) => bytes.toString().replace(from, to));

const states: readonly BadState[] = [
  { name: 'an empty file', make: ({ file }) => writeFile(file, ''), comments: ['a', 'b'], told: damaged, kept: true },
  { name: 'zeros, as after a power cut', make: ({ file }) => rewrite(file, (bytes) => Buffer.alloc(bytes.length)), comments: ['a', 'b'], told: damaged, kept: true },
  { name: 'the first half', make: ({ file }) => rewrite(file, (bytes) => bytes.subarray(0, bytes.length / 2)), comments: ['a', 'b'], told: damaged, kept: true },
  { name: 'all but the last byte', make: ({ file }) => rewrite(file, (bytes) => bytes.subarray(0, -1)), comments: ['a', 'b', 'c'], told: damaged, kept: true },
  { name: 'null', make: ({ file }) => writeFile(file, 'null\n'), comments: ['a', 'b'], told: damaged, kept: true },
  { name: '0', make: ({ file }) => writeFile(file, '0'), comments: ['a', 'b'], told: damaged, kept: true },
  { name: 'an empty list', make: ({ file }) => writeFile(file, '[]'), comments: ['a', 'b'], told: damaged, kept: true },
  { name: 'JSON of another shape', make: ({ file }) => writeFile(file, '{"annotations":{"a":1}}'), comments: ['a', 'b'], told: damaged, kept: true },
  { name: 'no JSON', make: ({ file }) => writeFile(file, '<html>é</html>'), comments: ['a', 'b'], told: damaged, kept: true },
  { name: 'bytes that are no UTF-8', make: ({ file }) => rewrite(file, (bytes) => Buffer.from(bytes.toString('latin1').replace('"comment":"b"', '"comment":"\xff"'), 'latin1')), comments: ['a', 'b', 'c'], told: damaged, kept: true },
  { name: 'bytes that are no UTF-8 under a checksum of theirs', make: ({ file }) => rewrite(file, (bytes) => withChecksum(Buffer.from(bytes.toString('latin1').replace('"comment":"b"', '"comment":"\xff"'), 'latin1'))), comments: ['a', 'b', 'c'], told: damaged, kept: true },
  { name: 'a byte order mark', make: ({ file }) => rewrite(file, (bytes) => Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), bytes])), comments: ['a', 'b', 'c'], told: damaged, kept: true },
  { name: 'one letter changed', make: replaceText('"comment":"b"', '"comment":"B"'), comments: ['a', 'b', 'c'], told: damaged, kept: true },
  { name: 'the count of saves changed', make: replaceText(/"revision":\d+/, '"revision":99'), comments: ['a', 'b', 'c'], told: damaged, kept: true },
  { name: 'one bad annotation among good ones', make: replaceText('"comment":"b"', '"comment":7'), comments: ['a', 'b', 'c'], told: damaged, kept: true },
  { name: 'one bad annotation under a checksum of theirs', make: ({ file }) => rewrite(file, (bytes) => withChecksum(Buffer.from(bytes.toString().replace('"comment":"b"', '"comment":7')))), comments: ['a', 'b', 'c'], told: damaged, kept: true },
  { name: 'one torn line among good ones', make: replaceText(/"comment":"b".*/, ''), comments: ['a', 'b', 'c'], told: damaged, kept: true },
  { name: 'a file laid out by another program', make: ({ file }) => rewrite(file, (bytes) => JSON.stringify(JSON.parse(bytes.toString()), null, 2)), comments: ['a', 'b', 'c'], told: damaged, kept: true },
  { name: 'no file, but the copy beside it', make: ({ file }) => rm(file), comments: ['a', 'b'], told: damaged },
  { name: 'no documents at all, but dated backups', make: ({ folder }) => rm(join(folder, 'documents'), { recursive: true }), comments: ['a'], told: damaged },
  {
    name: 'a damaged file and a damaged copy beside it', comments: ['a'], told: damaged, kept: true,
    make: async ({ file }) => { await writeFile(file, 'x'); await writeFile(`${file}.bak`, '{"x":'); },
  },
  {
    name: 'a damaged file, whole lines, and no copy', comments: ['a', 'c'], told: damaged, kept: true,
    make: async (place) => {
      await rm(`${place.file}.bak`);
      await rm(join(place.folder, 'backups'), { recursive: true });
      await replaceText(/"comment":"b".*/, '')(place);
    },
  },
  {
    name: 'nothing but damage', comments: [], told: damaged, kept: true,
    make: async ({ folder, file }) => {
      await rm(`${file}.bak`);
      await rm(join(folder, 'backups'), { recursive: true });
      await writeFile(file, 'x');
    },
  },
  { name: 'a folder of that name', make: async ({ file }) => { await rm(file); await mkdir(file); }, comments: ['a', 'b'], told: damaged },
  { name: 'a pipe of that name', make: async ({ file }) => { await rm(file); execFileSync('mkfifo', [file]); }, comments: ['a', 'b'], told: damaged },
  { name: 'a file of a newer Manicule', make: replaceText('"version":1', '"version":7'), comments: ['a', 'b', 'c'], told: [] },
  { name: 'a newer file that is not understood', make: ({ file }) => writeFile(file, '{"format":"manicule-document","version":8,"pages":[]}\n'), comments: null, refused: 'store-newer', told: [] },
  { name: 'a link that the person made', make: async ({ file, folder }) => { await rename(file, join(folder, 'elsewhere.json')); await symlink(join(folder, 'elsewhere.json'), file); }, comments: ['a', 'b', 'c'], told: [] },
  { name: 'a link to nowhere', make: async ({ file, folder }) => { await rm(file); await symlink(join(folder, 'nowhere.json'), file); }, comments: ['a', 'b'], told: damaged },
  { name: 'a remainder of a killed save', make: ({ file }) => writeFile(file.replace(/([^/]+)$/, '.$1.0123456789ab.tmp'), 'x'), comments: ['a', 'b', 'c'], told: [] },
  { name: 'a remainder that is a link to something else', make: async ({ file, folder }) => { await writeFile(join(folder, 'precious'), 'p'); await symlink(join(folder, 'precious'), file.replace(/([^/]+)$/, '.$1.0123456789ab.tmp')); }, comments: ['a', 'b', 'c'], told: [] },
  { name: 'a lock whose owner is gone', make: ({ folder, documentId }) => writeFile(join(folder, 'locks', `${documentId}.lock`), '{"pid":1,"start":"1","boot":"another","host":"x"}'), comments: ['a', 'b', 'c'], told: [] },
  { name: 'a lock without content', make: ({ folder, documentId }) => writeFile(join(folder, 'locks', `${documentId}.lock`), ''), comments: ['a', 'b', 'c'], told: [] },
  { name: 'no index', make: ({ folder }) => rm(join(folder, 'index.json')), comments: ['a', 'b', 'c'], told: [] },
  { name: 'a torn index', make: ({ folder }) => rewrite(join(folder, 'index.json'), (bytes) => bytes.subarray(0, 30)), comments: ['a', 'b', 'c'], told: [] },
  { name: 'an index that says something else', make: ({ folder }) => rewrite(join(folder, 'index.json'), (bytes) => bytes.toString().replaceAll('Brief', 'Grief')), comments: ['a', 'b', 'c'], told: [] },
  { name: 'an index that is a folder', make: async ({ folder }) => { await rm(join(folder, 'index.json')); await mkdir(join(folder, 'index.json')); }, comments: ['a', 'b', 'c'], told: [] },
];

for (const state of states) {
  test(`finds ${state.name}`, async () => {
    const cleanup: (() => Promise<void>)[] = [];
    try {
      const folder = await temporaryFolder(cleanup);
      const before = await openIn(folder, cleanup);
      const { documentId } = valueOf(await before.library.create(path));
      await saveComments(before.library, documentId, 'a', 'b', 'c');
      await before.library.close();
      const file = join(folder, 'documents', `${documentId}.json`);
      await state.make({ folder, documentId, file });
      const found = (await lstat(file).catch(() => null))?.isFile() ? await readFile(file) : null;

      const { library, problems } = await openIn(folder, cleanup);
      if (state.comments === null) {
        expect(await library.create(path)).toMatchObject({ ok: false, problem: { kind: state.refused } });
      } else {
        const record = valueOf(await library.create(path));
        expect(commentsOf(record)).toEqual(state.comments);
        await saveAndReopen(folder, record.documentId, library.isReadOnly(record.documentId), cleanup);
      }
      expect(problems.map(({ kind }) => kind)).toEqual(state.told);
      const aside = await readdir(join(folder, 'set-aside'));
      expect(aside).toHaveLength(state.told.length === 0 || (!state.kept && found === null && !/folder|pipe/.test(state.name)) ? 0 : 1);
      if (state.kept) expect(await readFile(join(folder, 'set-aside', aside[0]!))).toEqual(found);
      if (/a link that/.test(state.name)) expect((await lstat(file)).isSymbolicLink()).toBe(true);
      if (found && state.refused) expect(await readFile(file)).toEqual(found);
      expect((await readdir(join(folder, 'documents'))).filter((name) => name.endsWith('.tmp'))).toEqual([]);
    } finally {
      for (const end of cleanup) await end();
    }
  });
}

/** One more change must be possible, and still be there for the next one who opens the library. */
async function saveAndReopen(folder: string, documentId: string, readOnly: boolean, cleanup: (() => Promise<void>)[]): Promise<void> {
  const { library } = await openIn(folder, cleanup);
  const comments = commentsOf(valueOf(await library.load(documentId)));
  const saved = await library.saveChange(documentId, { added: [annotationWith('z')], updated: [], removed: [] });
  expect(saved.ok).toBe(!readOnly);
  if (!saved.ok) expect(saved.problem.kind).toBe('store-newer');
  expect(await library.recent(9)).toHaveLength(1);
  const again = await openIn(folder, cleanup);
  const record = await again.library.find(path);
  expect(record?.documentId).toBe(documentId);
  expect(commentsOf(record)).toEqual(readOnly ? comments : [...comments, 'z']);
  expect(again.problems).toEqual([]);
}
