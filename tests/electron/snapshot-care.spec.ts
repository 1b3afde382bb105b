import { mkdir, mkdtemp, readdir, rename, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { adding } from '../../core/session/change';
import { tidySnapshots } from '../../electron/snapshot-care';
import { readSnapshot, writeSnapshot } from '../../electron/snapshots';
import { openLibrary } from '../../electron/storage/library';
import { annotationOn, inWorkshop, openAndSettle, tick, valueOf } from './workshop';

const now = '2026-05-10T12:00:00.000Z';
const longAgo = new Date('2026-05-01T00:00:00.000Z');
const lately = new Date('2026-05-09T00:00:00.000Z');

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

interface Place {
  readonly library: string;
  readonly snapshots: string;
  /** Keeps a text as long ago as `when`; answers with its digest. */
  keep(text: string, when?: Date): Promise<string>;
  /** The digests that are kept. */
  kept(): Promise<string[]>;
}

async function inPlace(use: (place: Place) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'manicule-snapshots-'));
  const [library, snapshots] = [join(folder, 'library'), join(folder, 'snapshots')];
  for (const name of ['documents', 'backups', 'set-aside']) await mkdir(join(library, name), { recursive: true });
  const keep = async (text: string, when = longAgo): Promise<string> => {
    const digest = digestOf(text);
    await writeSnapshot(snapshots, digest, text);
    await utimes(join(snapshots, `${digest}.txt.gz`), when, when);
    return digest;
  };
  const kept = async (): Promise<string[]> => (await readdir(snapshots)).flatMap((name) => (name.endsWith('.gz') ? [name.slice(0, 64)] : [])).sort();
  try {
    await use({ library, snapshots, keep, kept });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const id = '00000000-0000-4000-8000-000000000001';
const mebibyte = 1024 * 1024;
/** Where a digest can stand, and what stands there. */
const namings: readonly (readonly [string, string, (digest: string) => string | Buffer])[] = [
  ['as the text of a record', `documents/${id}.json`, (digest) => `{"text":{"digest":"${digest}","length":3}}`],
  ['as the text that one annotation counts in', `documents/${id}.json`, (digest) => `{"annotations":[\n{"target":{"textDigest":"${digest}"}}]}`],
  ['in the last state beside a record', `documents/${id}.json.bak`, (digest) => `"${digest}"`],
  ['in a conflict copy', `documents/${id} (conflict é).json`, (digest) => `"${digest}"`],
  ['in a backup', `backups/${id}/r000000001-2026-01-01T00-00-00Z.json`, (digest) => `"${digest}"`],
  ['in a file that was set aside', 'set-aside/x.2026-01-01-abcdef.json', (digest) => `"${digest}"`],
  ['in a folder of backups that was set aside', 'set-aside/y/r000000001-2026-01-01T00-00-00Z.json', (digest) => `"${digest}"`],
  ['escaped, in what is no annotation', 'set-aside/z.json', (digest) => JSON.stringify(JSON.stringify({ textDigest: digest }))],
  ['in a damaged file, between bytes that are no text', 'set-aside/d.json', (digest) => Buffer.concat([Buffer.from([0, 0xff, 0xe9]), Buffer.from(digest), Buffer.from([0xff])])],
  ['across the border of two pieces', `documents/${id}.json`, (digest) => `${' '.repeat(mebibyte - 30)}"${digest}"`],
  ['at the very end of a piece', `documents/${id}.json`, (digest) => `${' '.repeat(mebibyte - 64)}${digest} and more`],
];

for (const [where, file, content] of namings) {
  test(`a text whose digest stands ${where} is kept`, () => inPlace(async ({ library, snapshots, keep, kept }) => {
    const needed = await keep('needed é');
    await keep('needed by nothing 👍');
    await mkdir(join(library, file, '..'), { recursive: true });
    await writeFile(join(library, file), content(needed));
    expect(valueOf(await tidySnapshots({ library, snapshots, now }))).toBe(1);
    expect(await kept()).toEqual([needed]);
    expect(await readSnapshot(snapshots, needed)).toBe('needed é');
  }));
}

test('what was kept lately stays, and so does what is kept again', () => inPlace(async ({ library, snapshots, keep, kept }) => {
  const fresh = await keep('fresh', lately);
  const again = await keep('again');
  const gone = await keep('gone');
  await writeSnapshot(snapshots, again, 'again');
  await writeFile(join(snapshots, `${gone}.txt.gz.x.tmp`), 'half of it');
  await utimes(join(snapshots, `${gone}.txt.gz.x.tmp`), longAgo, longAgo);
  expect(valueOf(await tidySnapshots({ library, snapshots, now }))).toBe(1);
  expect(await kept()).toEqual([fresh, again].sort());
  expect((await readdir(snapshots)).filter((name) => name.endsWith('.tmp'))).toEqual([]);
}));

for (const [what, file] of [['a store file', `documents/${id}.json`], ['a backup', `backups/${id}`], ['a file that was set aside', 'set-aside/a.json']] as const) {
  test(`nothing is removed while ${what} cannot be read`, () => inPlace(async ({ library, snapshots, keep, kept }) => {
    const one = await keep('one');
    await symlink('/nowhere/at all', join(library, file));
    expect(valueOf(await tidySnapshots({ library, snapshots, now }))).toBe(0);
    expect(await kept()).toEqual([one]);
  }));
}

test('nothing is removed without a library, and a missing folder is no error', () => inPlace(async ({ library, snapshots, keep, kept }) => {
  const one = await keep('one');
  await rm(library, { recursive: true });
  expect(valueOf(await tidySnapshots({ library, snapshots, now }))).toBe(0);
  expect(await kept()).toEqual([one]);
  expect(valueOf(await tidySnapshots({ library, snapshots: join(snapshots, 'none'), now }))).toBe(0);
}));

test('a look is taken once a week, and one that was killed is made good', () => inPlace(async ({ library, snapshots, keep, kept }) => {
  const needed = await keep('needed');
  await writeFile(join(library, 'documents', `${id}.json`), `"${needed}"`);
  valueOf(await tidySnapshots({ library, snapshots, now }));
  const later = await keep('later');
  expect(valueOf(await tidySnapshots({ library, snapshots, now: '2026-05-16T00:00:00.000Z' }))).toBe(0);
  expect(await kept()).toContain(later);
  // As if it had been killed between taking a text away and looking at it.
  await rename(join(snapshots, `${needed}.txt.gz`), join(snapshots, `${needed}.txt.gz.unneeded`));
  expect(valueOf(await tidySnapshots({ library, snapshots, now: '2026-05-18T00:00:00.000Z' }))).toBe(1);
  expect(await kept()).toEqual([needed]);
}));

test('the texts of a document that was marked, edited and looked at again stay as long as its backups', () => inWorkshop(async ({ folders, documents, write, library }) => {
  const first = 'Only the ferryman 😀 knew the hour.\n';
  const path = await write('a.txt', first);
  const { opened } = await openAndSettle(documents, path);
  valueOf(await documents.get(1)!.saveChange(adding(annotationOn(first, 'ferryman 😀', 1))));
  await documents.close(1);
  await write('a.txt', `Someone else wrote here.\n${first}`);
  await openAndSettle(documents, path);
  await documents.close(1);
  const names = async (): Promise<string[]> => (await readdir(folders.snapshots)).filter((name) => name.endsWith('.gz'));
  expect(await names()).toHaveLength(2);
  const unneeded = digestOf('x');
  await writeSnapshot(folders.snapshots, unneeded, 'x');
  for (const name of await names()) await utimes(join(folders.snapshots, name), longAgo, longAgo);
  expect(valueOf(await tidySnapshots({ library: folders.library, snapshots: folders.snapshots, now }))).toBe(1);
  expect(await names()).toHaveLength(2);
  expect(opened.documentId).not.toBe('');
  await library.close();
  const again = await openLibrary(folders.library, { now: tick, newId: () => id, onProblem: () => undefined });
  expect((await again.find(path))?.text?.digest).toBe(digestOf(`Someone else wrote here.\n${first}`));
  await again.close();
}));
