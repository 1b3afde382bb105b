import { writeFileSync } from 'node:fs';
import { chmod, copyFile, link, mkdir, readdir, readFile, rename, rm, stat, symlink, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { adding, updating } from '../../../core/session/change';
import { mayBeConflictCopy } from '../../../electron/storage/beside-names';
import { adoptDocument, identifyDocument } from '../../../electron/identify-document';
import { annotationWith, commentsOf, openIn, rewrite, saveComments, temporaryFolder, valueOf, type OpenedLibrary } from './store-sample';

let cleanup: (() => Promise<void>)[] = [];
test.beforeEach(() => { cleanup = []; });
test.afterEach(async () => { for (const end of cleanup) await end(); });

const source = 'The ferryman 😀 nodded. cafe\u0301\n';

interface Place {
  /** Of the texts. */
  readonly folder: string;
  /** A text, and the file beside it. */
  readonly text: string;
  readonly beside: string;
  /** Opens a profile of its own; `chosen` is whether it keeps annotations beside the texts. */
  profile(chosen: boolean): Promise<OpenedLibrary & { choose(chosen: boolean): void }>;
}

async function placeWith(name = 'Brief 👍.txt'): Promise<Place> {
  const folder = await temporaryFolder(cleanup);
  const text = join(folder, name);
  await writeFile(text, source);
  return {
    folder, text, beside: `${text}.manicule.json`,
    profile: async (chosen) => {
      let folders = chosen ? [folder] : [];
      const opened = await openIn(await temporaryFolder(cleanup), cleanup, { besideFolders: () => folders });
      return { ...opened, choose: (next) => { folders = next ? [folder] : []; } };
    },
  };
}

async function begin({ text }: Place, { library }: OpenedLibrary, ...comments: string[]): Promise<string> {
  const { documentId } = valueOf(await library.create(text));
  await saveComments(library, documentId, ...comments);
  return documentId;
}

/** The comments in a file beside, by plain JSON. */
async function commentsIn(path: string): Promise<string[]> {
  const { data } = JSON.parse(await readFile(path, 'utf8')) as { data: { annotations: { comment: string }[] } };
  return data.annotations.map(({ comment }) => comment).sort();
}

test('what is saved is beside the text when the save answers, and nothing of this machine', async () => {
  const place = await placeWith();
  await chmod(place.text, 0o640);
  const opened = await place.profile(true);
  const documentId = await begin(place, opened, 'é a');
  const before = await stat(place.text, { bigint: true });
  await saveComments(opened.library, documentId, 'b 👍🏽');
  expect(await commentsIn(place.beside)).toEqual(['b 👍🏽', 'é a']);
  const written = await readFile(place.beside, 'utf8');
  expect(written).toMatch(/^\{"format":"manicule-document".*\n,"sha256":"[0-9a-f]{64}"\}\n$/s);
  expect(written).not.toContain(place.folder);
  expect((await stat(place.beside)).mode & 0o777).toBe(0o640);
  expect((await readdir(place.folder)).sort()).toEqual(['Brief 👍.txt', 'Brief 👍.txt.manicule.json']);
  // Where one reads is nobody else's business, and no reason to write.
  const stamp = await stat(place.beside, { bigint: true });
  valueOf(await opened.library.update(documentId, { readingPosition: 7 }));
  expect((await stat(place.beside, { bigint: true })).mtimeNs).toBe(stamp.mtimeNs);
  expect((await stat(place.text, { bigint: true })).mtimeNs).toBe(before.mtimeNs);
  expect(await readFile(place.text, 'utf8')).toBe(source);
  expect(opened.problems).toEqual([]);
});

test('a folder is moved out and back, with the documents that only have annotations beside them', async () => {
  const place = await placeWith();
  const [ann, ben] = [await place.profile(true), await place.profile(false)];
  await begin(place, ann, 'of Ann');
  const other = join(place.folder, 'other.txt');
  await writeFile(other, 'Other.\n');
  const mine = valueOf(await ben.library.create(other)).documentId;
  await saveComments(ben.library, mine, 'of Ben', 'and this');
  valueOf(await ben.library.create(join(place.folder, 'bare.txt')));
  ben.choose(true);
  expect(valueOf(await ben.library.beside.moveOut(place.folder))).toEqual({ documents: 2, annotations: 3, problems: [] });
  expect(await commentsIn(`${other}.manicule.json`)).toEqual(['and this', 'of Ben']);
  expect(await readdir(place.folder)).not.toContain('bare.txt.manicule.json');
  expect(commentsOf(await ben.library.find(place.text))).toEqual(['of Ann']);
  expect((await ben.library.recent(9)).map(({ name }) => name).sort()).toEqual(['bare.txt', 'other.txt']);
  const ended = async () => {
    ben.choose(false);
    return Promise.resolve({ ok: true, value: null } as const);
  };
  expect(valueOf(await ben.library.beside.moveBack(place.folder, ended))).toEqual({ documents: 2, annotations: 3, problems: [] });
  expect((await readdir(place.folder)).sort()).toEqual(['Brief 👍.txt', 'other.txt']);
  expect(await readdir(join(ben.folder, 'set-aside'))).toHaveLength(2);
  expect(commentsOf(await ben.library.find(place.text))).toEqual(['of Ann']);
  expect(commentsOf(await ben.library.find(other))).toEqual(['and this', 'of Ben']);
  // Ann, who still keeps hers there, has lost nothing, and puts it back.
  await saveComments(ann.library, valueOf(await ann.library.create(place.text)).documentId, 'more');
  expect(await commentsIn(place.beside)).toEqual(['more', 'of Ann']);
  expect([...ann.problems, ...ben.problems]).toEqual([]);
});

test('two profiles on one folder have the same annotations; what one deleted does not come back', async () => {
  const place = await placeWith();
  const [ann, ben] = [await place.profile(true), await place.profile(true)];
  const annId = await begin(place, ann, 'first', 'second');
  const benId = await begin(place, ben, 'of Ben');
  valueOf(await ben.library.loadWithBeside(benId));
  const both = valueOf(await ann.library.loadWithBeside(annId));
  expect(commentsOf(both)).toEqual(['first', 'of Ben', 'second']);
  const [first] = both.annotations.filter(({ comment }) => comment === 'first');
  const [second] = both.annotations.filter(({ comment }) => comment === 'second');
  valueOf(await ann.library.saveChange(annId, { added: [], updated: [], removed: [first!] }));
  valueOf(await ben.library.saveChange(benId, updating(second!, { ...second!, comment: 'second, edited', revision: 2 })));
  valueOf(await ann.library.loadWithBeside(annId));
  expect(commentsOf(valueOf(await ben.library.loadWithBeside(benId)))).toEqual(['of Ben', 'second, edited']);
  expect(commentsOf(valueOf(await ann.library.loadWithBeside(annId)))).toEqual(['of Ben', 'second, edited']);
  expect(await commentsIn(place.beside)).toEqual(['of Ben', 'second, edited']);
  // They agree: nothing more is written.
  const stamp = await stat(place.beside, { bigint: true });
  for (const [{ library }, id] of [[ann, annId], [ben, benId], [ann, annId]] as const) valueOf(await library.loadWithBeside(id));
  expect((await stat(place.beside, { bigint: true })).mtimeNs).toBe(stamp.mtimeNs);
});

test('an open document hears of what others write beside it', async () => {
  const place = await placeWith();
  const [ann, ben] = [await place.profile(true), await place.profile(true)];
  const annId = await begin(place, ann, 'of Ann');
  const watch = ann.library.beside.watch(annId, place.text);
  cleanup.unshift(() => Promise.resolve(watch.close()));
  valueOf(await ben.library.loadWithBeside(await begin(place, ben, 'of Ben')));
  await expect.poll(() => commentsOf(ann.changed.at(-1) ?? null)).toEqual(['of Ann', 'of Ben']);
});

const copies = [
  'a.txt.manicule (Ann\'s conflicted copy 2026-01-01).json', 'a.txt.manicule (conflicted copy 2026-01-01 120000).json', 'a.txt.manicule (1).json', 'a.txt.manicule 2.json',
  'a.txt.manicule.sync-conflict-20260101-120000-ABCDEFG.json', 'a.txt.manicule-LAPTOP.json', 'a.txt.manicule_conflict-20260101.json',
];
test('versions that a synchronising program kept apart become one, and are kept aside', async () => {
  const place = await placeWith('a.txt');
  const [ann, ben] = [await place.profile(true), await place.profile(true)];
  const id = await begin(place, ann, 'shared');
  for (const name of copies) {
    await rm(place.beside, { force: true });
    const { documentId } = valueOf(await ben.library.create(place.text));
    await saveComments(ben.library, documentId, name);
    await rename(place.beside, join(place.folder, name));
  }
  const stranger = join(place.folder, 'a.txt.manicule (mine).json');
  await writeFile(stranger, '{"my":"own"}');
  expect(commentsOf(valueOf(await ann.library.loadWithBeside(id)))).toEqual(['shared', ...copies].sort());
  expect((await readdir(place.folder)).sort()).toEqual(['a.txt', 'a.txt.manicule (mine).json', 'a.txt.manicule.json']);
  expect(await readdir(join(ann.folder, 'set-aside'))).toHaveLength(copies.length);
  expect(ann.problems).toEqual([]);
  for (const name of ['a.txt.manicule.json', 'a.txt.manicule-b.manicule.json', 'b.txt.manicule 2.json', 'a.txt.manicules.json']) expect(mayBeConflictCopy(name, place.text), name).toBe(false);
});

for (const form of ['NFC', 'NFD'] as const) {
  const name = 'Cafe\u0301.txt'.normalize(form);
  const otherName = name.normalize(form === 'NFC' ? 'NFD' : 'NFC');

  test(`a version that was kept apart of "é" in another form of Unicode than ${form} is taken in`, async () => {
    const [place, elsewhere] = [await placeWith(name), await placeWith(otherName)];
    const [ann, ben] = [await place.profile(true), await elsewhere.profile(true)];
    const id = await begin(place, ann, 'here');
    await begin(elsewhere, ben, 'elsewhere', 'another');
    // The program that synchronises writes the name of its copy in either form.
    for (const written of [name, otherName]) await copyFile(elsewhere.beside, join(place.folder, `${written}.manicule (conflicted copy).json`));
    expect(commentsOf(valueOf(await ann.library.loadWithBeside(id)))).toEqual(['another', 'elsewhere', 'here']);
    expect((await readdir(place.folder)).sort()).toEqual([name, `${name}.manicule.json`]);
    expect(ann.problems).toEqual([]);
  });

  test(`of two texts whose names only look alike the one in ${form} does not get what is the other's`, async () => {
    const place = await placeWith(name);
    const ann = await place.profile(true);
    const id = await begin(place, ann, 'of this one');
    const other = join(place.folder, otherName);
    await writeFile(other, source);
    // Some file systems take both names for one: then there are no two texts.
    if ((await readdir(place.folder)).filter((entry) => entry.endsWith('.txt')).length === 1) return;
    const { documentId } = valueOf(await ann.library.create(other));
    await saveComments(ann.library, documentId, 'of the other one');
    const copy = join(place.folder, `${otherName}.manicule 2.json`);
    await copyFile(`${other}.manicule.json`, copy);
    expect(commentsOf(valueOf(await ann.library.loadWithBeside(id)))).toEqual(['of this one']);
    expect(await readdir(place.folder)).toContain(`${otherName}.manicule 2.json`);
    expect(commentsOf(valueOf(await ann.library.loadWithBeside(documentId)))).toEqual(['of the other one']);
  });
}

test('a version that was kept apart and changes while it is taken in stays, and comes in the next time', async () => {
  const place = await placeWith('a.txt');
  const copy = join(place.folder, 'a.txt.manicule 2.json');
  let meanwhile: (() => void) | null = null;
  const now = (): string => {
    meanwhile?.();
    return new Date().toISOString();
  };
  const ann = await openIn(await temporaryFolder(cleanup), cleanup, { besideFolders: () => [place.folder], now });
  const id = await begin(place, ann, 'shared');
  const ben = await place.profile(true);
  const benId = await begin(place, ben, 'first');
  const first = await readFile(place.beside);
  await saveComments(ben.library, benId, 'second');
  const second = await readFile(place.beside);
  await rm(place.beside);
  await writeFile(copy, first);
  // The record is being written: the copy was read, and not yet removed.
  meanwhile = () => {
    meanwhile = null;
    writeFileSync(copy, second);
  };
  expect(commentsOf(valueOf(await ann.library.loadWithBeside(id)))).toEqual(['first', 'shared']);
  expect(await readFile(copy)).toEqual(second);
  expect(commentsOf(valueOf(await ann.library.loadWithBeside(id)))).toEqual(['first', 'second', 'shared']);
  expect((await readdir(place.folder)).sort()).toEqual(['a.txt', 'a.txt.manicule.json']);
  expect(ann.problems).toEqual([]);
});

test('a damaged version that was kept apart is told once, and stays as it is', async () => {
  const place = await placeWith('a.txt');
  const ann = await place.profile(true);
  const id = await begin(place, ann, 'a', 'b');
  const copy = join(place.folder, 'a.txt.manicule (1).json');
  const torn = (await readFile(place.beside)).subarray(0, 400);
  await writeFile(copy, torn);
  for (let look = 0; look < 2; look += 1) expect(commentsOf(valueOf(await ann.library.loadWithBeside(id)))).toEqual(['a', 'b']);
  expect(ann.problems).toEqual([{ kind: 'conflict-damaged', path: copy }]);
  expect(await readFile(copy)).toEqual(torn);
});

const tears: readonly { name: string; tear(path: string): Promise<void> }[] = [
  { name: 'empty', tear: (path) => truncate(path, 0) },
  { name: 'full of zeros', tear: (path) => rewrite(path, (bytes) => Buffer.alloc(bytes.length)) },
  { name: 'cut off', tear: async (path) => truncate(path, (await stat(path)).size - 300) },
  { name: 'hit in one place', tear: (path) => rewrite(path, (bytes) => bytes.toString('utf8').replace('of Ann', 'of Axx')) },
];
for (const { name, tear } of tears) {
  test(`a file beside that is ${name} is set aside and made again`, async () => {
    const place = await placeWith();
    const ann = await place.profile(true);
    const id = await begin(place, ann, 'of Ann', 'and this');
    await tear(place.beside);
    const torn = await readFile(place.beside);
    const known = valueOf(await ann.library.loadWithBeside(id));
    expect(commentsOf(known)).toEqual(expect.arrayContaining(['of Ann', 'and this']));
    expect(await commentsIn(place.beside)).toEqual(commentsOf(known));
    const [aside] = await readdir(join(ann.folder, 'set-aside'));
    expect(await readFile(join(ann.folder, 'set-aside', aside!))).toEqual(torn);
    expect(ann.problems).toMatchObject([{ kind: 'store-damaged', path: place.beside }]);
  });
}

const taken: readonly { name: string; put(place: Place): Promise<unknown> }[] = [
  { name: 'a file of the person', put: ({ beside }) => writeFile(beside, '# mine\n') },
  { name: 'a link to the text', put: ({ text, beside }) => symlink(text, beside) },
  { name: 'a second name of the text', put: ({ text, beside }) => link(text, beside) },
  { name: 'a folder', put: ({ beside }) => mkdir(beside) },
];
for (const { name, put } of taken) {
  test(`${name} where the annotations belong is left alone, and told`, async () => {
    const place = await placeWith();
    await put(place);
    const ann = await place.profile(true);
    const id = await begin(place, ann, 'safe', 'too');
    expect(ann.problems).toEqual([{ kind: 'beside-taken', path: place.beside }]);
    expect(commentsOf(valueOf(await ann.library.load(id)))).toEqual(['safe', 'too']);
    expect(await readFile(place.text, 'utf8')).toBe(source);
    if (name === 'a file of the person') expect(await readFile(place.beside, 'utf8')).toBe('# mine\n');
  });
}

test('a text that is called like a file beside is a text, and is never written to', async () => {
  const place = await placeWith('a.txt');
  const ann = await place.profile(false);
  await writeFile(place.beside, '{"format":"manicule-document","of":"someone"}\n');
  await saveComments(ann.library, valueOf(await ann.library.create(place.beside)).documentId, 'on the file itself');
  ann.choose(true);
  await begin(place, ann, 'on the text');
  expect(await readFile(place.beside, 'utf8')).toBe('{"format":"manicule-document","of":"someone"}\n');
  expect(ann.problems).toEqual([{ kind: 'beside-taken', path: place.beside }]);
});

test('where nothing can be written, it is said once, the profile has it, and it gets there later', async () => {
  // Too long a name stands for a full disk or a folder without permission: a person who may do everything is refused, too.
  const place = await placeWith(`${'n'.repeat(240)}.txt`);
  const ann = await place.profile(true);
  const id = await begin(place, ann, 'a', 'b');
  expect(ann.problems).toEqual([{ kind: 'beside-failed', path: place.beside, code: 'ENAMETOOLONG' }]);
  expect(commentsOf(valueOf(await ann.library.load(id)))).toEqual(['a', 'b']);
  expect(await readdir(place.folder)).toHaveLength(1);
  expect(await ann.library.beside.moveOut(place.folder)).toMatchObject({ ok: true, value: { documents: 0, annotations: 0, problems: [{ kind: 'beside-failed' }] } });
  expect(await ann.library.beside.moveOut('/proc/self')).toMatchObject({ ok: false, problem: { kind: 'beside-failed', path: '/proc/self' } });
  const short = join(place.folder, 'short.txt');
  await rename(place.text, short);
  valueOf(await ann.library.update(id, { path: short }));
  expect(await commentsIn(`${short}.manicule.json`)).toEqual(['a', 'b']);
});

test('what is written ahead gets no place when the profile cannot be saved, and is gone then', async () => {
  const place = await placeWith();
  const ann = await place.profile(true);
  const id = await begin(place, ann, 'a');
  const before = await stat(place.beside, { bigint: true });
  const store = join(ann.folder, 'documents');
  await rename(store, `${store}.away`);
  await writeFile(store, 'a file in the way');
  expect(await ann.library.saveChange(id, adding(annotationWith('refused')))).toMatchObject({ ok: false });
  expect((await stat(place.beside, { bigint: true })).ino).toBe(before.ino);
  expect((await readdir(place.folder)).sort()).toEqual(['Brief 👍.txt', 'Brief 👍.txt.manicule.json']);
  await rm(store);
  await rename(`${store}.away`, store);
  const [later] = await saveComments(ann.library, id, 'b');
  // Someone else's change comes in between: what was written ahead of it does not cover it up.
  const ben = await place.profile(true);
  const benId = valueOf(await ben.library.create(place.text)).documentId;
  await Promise.all([saveComments(ben.library, benId, 'c', 'd', 'e'), saveComments(ann.library, id, 'f', 'g', 'h')]);
  valueOf(await ann.library.loadWithBeside(id));
  valueOf(await ben.library.loadWithBeside(benId));
  const all = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
  expect(await commentsIn(place.beside)).toEqual(all);
  expect(commentsOf(valueOf(await ben.library.load(benId)))).toEqual(all);
  expect(valueOf(await ann.library.load(id)).annotations.map((annotation) => annotation.id)).toContain(later!.id);
  expect((await readdir(place.folder)).filter((name) => name.endsWith('.tmp'))).toEqual([]);
});

test('a name as long as it may be beside its text goes out and comes back', async () => {
  const place = await placeWith(`${'é'.repeat(105)}.txt`);
  const ann = await place.profile(true);
  await begin(place, ann, 'a');
  expect(valueOf(await ann.library.beside.moveBack(place.folder, () => Promise.resolve({ ok: true, value: null })))).toEqual({ documents: 1, annotations: 1, problems: [] });
  expect(await readdir(place.folder)).toHaveLength(1);
});

test('a file of a newer Manicule is not touched, and told', async () => {
  const place = await placeWith();
  const newer = '{"format":"manicule-document","version":9,"revision":1,"savedAt":"2026-01-01T00:00:00.000Z","data":{}}\n';
  await writeFile(place.beside, newer);
  const ann = await place.profile(true);
  const id = await begin(place, ann, 'a');
  expect(await readFile(place.beside, 'utf8')).toBe(newer);
  expect(ann.problems).toEqual([{ kind: 'store-newer', path: place.beside, version: 9 }]);
  expect(commentsOf(valueOf(await ann.library.load(id)))).toEqual(['a']);
});

test('a text that was renamed without its annotations is found by its content; what lay beside the old name goes aside', async () => {
  const place = await placeWith();
  const ann = await place.profile(true);
  const id = await begin(place, ann, 'a');
  const file = { size: 3, modifiedMs: 1, sha256: 'b'.repeat(64) };
  valueOf(await ann.library.update(id, { file, text: { digest: 'c'.repeat(64), length: 3 } }));
  const renamed = join(place.folder, 'renamed.txt');
  await rename(place.text, renamed);
  const identity = await identifyDocument(ann.library, renamed, file);
  expect(identity.kind).toBe('renamed');
  valueOf(await adoptDocument(ann.library, renamed, identity));
  expect((await readdir(place.folder)).sort()).toEqual(['renamed.txt', 'renamed.txt.manicule.json']);
  expect(await commentsIn(`${renamed}.manicule.json`)).toEqual(['a']);
});

test('what one side lacks after a crash, the next start brings there', async () => {
  const place = await placeWith();
  const ann = await place.profile(true);
  const id = await begin(place, ann, 'a');
  // Saved, and killed before it was beside; and something beside that the profile has never seen.
  ann.choose(false);
  await saveComments(ann.library, id, 'only in the profile');
  const ben = await place.profile(true);
  valueOf(await ben.library.loadWithBeside(await begin(place, ben, 'only beside')));
  await ann.library.close();
  const again = await openIn(ann.folder, cleanup, { besideFolders: () => [place.folder] });
  await again.library.beside.care();
  expect(commentsOf(await again.library.find(place.text))).toEqual(['a', 'only beside', 'only in the profile']);
  expect(await commentsIn(place.beside)).toEqual(['a', 'only beside', 'only in the profile']);
});

test('what lies beside a text of another folder is counted and looked at, and nothing is written', async () => {
  const place = await placeWith();
  const ann = await place.profile(true);
  await begin(place, ann, 'one', 'two');
  const ben = await place.profile(false);
  expect(await ben.library.beside.unknownBeside(place.text, null)).toBe(2);
  const [one] = (await ann.library.find(place.text))!.annotations;
  const { documentId } = valueOf(await ben.library.create(place.text));
  const record = valueOf(await ben.library.saveChange(documentId, { added: [one!], updated: [], removed: [] }));
  expect(await ben.library.beside.unknownBeside(place.text, record)).toBe(1);
  expect(await ben.library.beside.view(place.text, record)).toBe(record);
  ben.choose(true);
  expect(commentsOf(await ben.library.beside.view(place.text, null))).toEqual(['one', 'two']);
  expect(commentsOf(await ben.library.beside.view(place.text, record))).toEqual(['one', 'two']);
  expect(commentsOf(valueOf(await ben.library.load(documentId)))).toEqual([one!.comment]);
  await copyFile(place.beside, `${place.beside}.kept`);
});
