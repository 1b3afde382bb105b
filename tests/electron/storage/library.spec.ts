import { copyFile, mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { changingTag } from '../../../core/model/tags';
import { adding, updating } from '../../../core/session/change';
import { backUp, listBackups, superfluous } from '../../../electron/storage/backups';
import { beforeCall } from './meanwhile';
import { annotationWith, commentsOf, openIn, saveComments, temporaryFolder, valueOf } from './store-sample';

let cleanup: (() => Promise<void>)[] = [];
test.beforeEach(() => { cleanup = []; });
test.afterEach(async () => { for (const end of cleanup) await end(); });

const path = '/texts/Brief 👍.txt';

test('keeps what was saved, for the next one who opens it', async () => {
  const folder = await temporaryFolder(cleanup);
  const first = await openIn(folder, cleanup);
  expect(await first.library.find(path)).toBeNull();
  const { documentId } = valueOf(await first.library.create(path));
  const [a] = await saveComments(first.library, documentId, 'é a', 'b 👍🏽', 'c');
  const after = { ...a!, comment: 'a, edited', revision: 2 };
  valueOf(await first.library.saveChange(documentId, updating(a!, after)));
  valueOf(await first.library.update(documentId, { readingPosition: 7, encoding: 'windows-1252' }));
  await first.library.close();
  const second = await openIn(folder, cleanup);
  expect(await second.library.find(path)).toMatchObject({ documentId, readingPosition: 7, encoding: 'windows-1252', annotations: [after, { comment: 'b 👍🏽' }, { comment: 'c' }] });
  expect([...first.problems, ...second.problems]).toEqual([]);
});

test('files are for the person alone, and one document is one file', async () => {
  const { library, folder } = await openIn(await temporaryFolder(cleanup), cleanup);
  const { documentId } = valueOf(await library.create(path));
  await saveComments(library, documentId, 'a');
  expect((await stat(join(folder, 'documents', `${documentId}.json`))).mode & 0o777).toBe(0o600);
  expect((await readdir(join(folder, 'documents'))).sort()).toEqual([`${documentId}.json`, `${documentId}.json.bak`]);
  expect(await readdir(join(folder, 'locks'))).toEqual([]);
});

test('two who ask at once get one record', async () => {
  const folder = await temporaryFolder(cleanup);
  const [one, two] = [await openIn(folder, cleanup), await openIn(folder, cleanup)];
  const made = await Promise.all([one.library.create(path), two.library.create(path), one.library.create(path)]);
  expect(new Set(made.map((result) => valueOf(result).documentId)).size).toBe(1);
  expect(await one.library.recent(5)).toHaveLength(1);
});

test('saves asked for together are all there, each answered with a state that has it', async () => {
  const { library } = await openIn(await temporaryFolder(cleanup), cleanup);
  const { documentId } = valueOf(await library.create(path));
  const annotations = Array.from({ length: 30 }, (_, index) => annotationWith(String(index)));
  const records = await Promise.all(annotations.map((annotation) => library.saveChange(documentId, { added: [annotation], updated: [], removed: [] })));
  for (const [index, record] of records.entries()) expect(valueOf(record).annotations).toContainEqual(annotations[index]);
  expect(valueOf(await library.load(documentId)).annotations).toHaveLength(30);
});

test('tells of what another one wrote, and keeps both sides of a conflict', async () => {
  const folder = await temporaryFolder(cleanup);
  const [one, two] = [await openIn(folder, cleanup), await openIn(folder, cleanup)];
  const { documentId } = valueOf(await one.library.create(path));
  const [a] = await saveComments(one.library, documentId, 'first');
  valueOf(await two.library.load(documentId));
  valueOf(await one.library.saveChange(documentId, updating(a!, { ...a!, revision: 2, comment: 'by one é' })));
  await expect.poll(() => two.changed.map(commentsOf)).toContainEqual(['by one é']);
  valueOf(await two.library.saveChange(documentId, updating(a!, { ...a!, revision: 2, comment: 'by two 👍' })));
  await expect.poll(() => one.changed.map(commentsOf)).toContainEqual(['by one é', 'by two 👍']);
});

test('a save that stood still until its lock was someone else’s keeps what they saved', async () => {
  const folder = await temporaryFolder(cleanup);
  const [slow, quick] = [await openIn(folder, cleanup), await openIn(folder, cleanup)];
  const { documentId } = valueOf(await slow.library.create(path));
  await saveComments(slow.library, documentId, 'first');
  const kept = join(folder, 'documents', `${documentId}.json.bak`);
  const end = beforeCall(['rename'], (_from, to) => to === kept, async () => {
    await rm(join(folder, 'locks', `${documentId}.lock`));
    await saveComments(quick.library, documentId, 'quick 🙂');
    // It is gone before it could see what was written over.
    await quick.library.close();
  });
  await saveComments(slow.library, documentId, 'slow e\u0301').finally(end);
  const again = await openIn(folder, cleanup);
  expect(commentsOf(valueOf(await again.library.load(documentId)))).toEqual(['first', 'quick 🙂', 'slow e\u0301']);
  expect(await readdir(join(folder, 'locks'))).toEqual([]);
});

test('does not tell of what was saved here', async () => {
  const { library, changed } = await openIn(await temporaryFolder(cleanup), cleanup);
  const { documentId } = valueOf(await library.create(path));
  await saveComments(library, documentId, 'a', 'b');
  valueOf(await library.load(documentId));
  expect(changed).toEqual([]);
});

test('the list of recent documents can forget one, which loses nothing', async () => {
  const folder = await temporaryFolder(cleanup);
  const { library } = await openIn(folder, cleanup, { now: () => '2026-03-01T00:00:00.000Z' });
  const first = valueOf(await library.create('/texts/a.txt'));
  const second = valueOf(await library.create('/texts/b.txt'));
  await saveComments(library, first.documentId, 'x');
  valueOf(await library.update(second.documentId, { opened: '2026-04-01T00:00:00.000Z' }));
  expect((await library.recent(9)).map(({ name, annotations }) => [name, annotations])).toEqual([['b.txt', 0], ['a.txt', 1]]);
  expect(await library.recent(1)).toHaveLength(1);
  expect(await library.forgetRecent(first.documentId)).toEqual({ ok: true, value: null });
  expect((await library.recent(9)).map(({ name }) => name)).toEqual(['b.txt']);
  await rm(join(folder, 'index.json'), { force: true });
  const again = await openIn(folder, cleanup);
  expect((await again.library.recent(9)).map(({ name }) => name)).toEqual(['b.txt']);
  expect(commentsOf(await again.library.find('/texts/a.txt'))).toEqual(['x']);
  valueOf(await again.library.update(first.documentId, { opened: '2026-05-01T00:00:00.000Z' }));
  expect((await again.library.recent(9)).map(({ name }) => name)).toEqual(['a.txt', 'b.txt']);
});

test('finds documents by their bytes, and by a new path', async () => {
  const { library } = await openIn(await temporaryFolder(cleanup), cleanup);
  const { documentId } = valueOf(await library.create(path));
  valueOf(await library.update(documentId, { file: { size: 3, modifiedMs: 1, sha256: 'abc' } }));
  expect((await library.findByDigest('abc')).map((record) => record.documentId)).toEqual([documentId]);
  expect(await library.findByDigest('abd')).toEqual([]);
  valueOf(await library.update(documentId, { path: '/elsewhere/e\u0301.txt' }));
  expect(await library.find(path)).toBeNull();
  expect((await library.find('/elsewhere/e\u0301.txt'))?.documentId).toBe(documentId);
});

for (const bad of ['', 'no id', '../../etc/passwd', '00000000-0000-4000-8000-000000000000']) {
  test(`knows no document "${bad}"`, async () => {
    const { library } = await openIn(await temporaryFolder(cleanup), cleanup);
    for (const answer of [await library.load(bad), await library.saveChange(bad, { added: [annotationWith('a')], updated: [], removed: [] }), await library.update(bad, {}), await library.forgetRecent(bad)]) {
      expect(answer).toEqual({ ok: false, problem: { kind: 'unknown-document', documentId: bad } });
    }
  });
}

test.describe('a folder that is synchronised between machines', () => {
  for (const name of ['ID (conflicted copy 2026-01-01).json', 'ID.sync-conflict-20260101-120000-ABCDEFG.json', '11111111-1111-4111-8111-111111111111.json']) {
    test(`merges ${name}`, async () => {
      const [here, there] = [await temporaryFolder(cleanup), await temporaryFolder(cleanup)];
      const one = await openIn(here, cleanup);
      const { documentId } = valueOf(await one.library.create(path));
      const [a] = await saveComments(one.library, documentId, 'first', 'second');
      const file = join(here, 'documents', `${documentId}.json`);
      await mkdir(join(there, 'documents'));
      await copyFile(file, join(there, 'documents', `${documentId}.json`));
      const two = await openIn(there, cleanup);
      valueOf(await two.library.saveChange(documentId, updating(a!, { ...a!, revision: 2, comment: 'there' })));
      valueOf(await one.library.saveChange(documentId, updating(a!, { ...a!, revision: 2, comment: 'here' })));
      valueOf(await one.library.saveChange(documentId, { added: [], updated: [], removed: valueOf(await one.library.load(documentId)).annotations.filter(({ comment }) => comment === 'second') }));
      const copy = join(here, 'documents', name.replace('ID', documentId));
      await copyFile(join(there, 'documents', `${documentId}.json`), copy);
      await expect.poll(() => one.changed.map(commentsOf)).toContainEqual(['here', 'there']);
      await expect.poll(() => readdir(join(here, 'documents'))).not.toContain(name.replace('ID', documentId));
      expect(await readdir(join(here, 'set-aside'))).toHaveLength(1);
      const again = await openIn(here, cleanup);
      expect(commentsOf(await again.library.find(path))).toEqual(['here', 'there']);
      expect([...one.problems, ...again.problems]).toEqual([]);
    });
  }

  test('keeps what it knows when the file is replaced by one that was changed apart', async () => {
    const [here, there] = [await temporaryFolder(cleanup), await temporaryFolder(cleanup)];
    const one = await openIn(here, cleanup);
    const { documentId } = valueOf(await one.library.create(path));
    await saveComments(one.library, documentId, 'both');
    const file = join('documents', `${documentId}.json`);
    await mkdir(join(there, 'documents'));
    await copyFile(join(here, file), join(there, file));
    await saveComments((await openIn(there, cleanup)).library, documentId, 'there');
    await saveComments(one.library, documentId, 'here');
    await writeFile(join(here, file), await readFile(join(there, file)));
    expect(commentsOf(valueOf(await one.library.load(documentId)))).toEqual(['both', 'here', 'there']);
    expect(JSON.parse(await readFile(join(here, file), 'utf8'))).toMatchObject({ data: { count: 3 } });
  });

  for (const noticed of ['by a look', 'by a save'] as const) {
    test(`tells of what was saved as often elsewhere, and holds more, noticed ${noticed}`, async () => {
      const [here, there] = [await temporaryFolder(cleanup), await temporaryFolder(cleanup)];
      const one = await openIn(here, cleanup);
      const { documentId } = valueOf(await one.library.create(path));
      await saveComments(one.library, documentId, 'both');
      const file = join('documents', `${documentId}.json`);
      await mkdir(join(there, 'documents'));
      await copyFile(join(here, file), join(there, file));
      await saveComments((await openIn(there, cleanup)).library, documentId, 'there e\u0301');
      valueOf(await one.library.update(documentId, { readingPosition: 7 }));
      await copyFile(join(there, file), join(here, 'arriving'));
      await rename(join(here, 'arriving'), join(here, file));
      if (noticed === 'by a look') valueOf(await one.library.load(documentId));
      else valueOf(await one.library.update(documentId, { readingPosition: 8 }));
      expect(one.changed.map(commentsOf)).toContainEqual(['both', 'there e\u0301']);
    });
  }

  test('makes one of two records that two machines made for one path', async () => {
    const [here, there] = [await temporaryFolder(cleanup), await temporaryFolder(cleanup)];
    const [one, two] = [await openIn(here, cleanup), await openIn(there, cleanup)];
    await saveComments(one.library, valueOf(await one.library.create(path)).documentId, 'here');
    const other = valueOf(await two.library.create(path)).documentId;
    await saveComments(two.library, other, 'there');
    await saveComments(two.library, other, 'there, too');
    for (const ending of ['.json', '.json.bak']) await copyFile(join(there, 'documents', `${other}${ending}`), join(here, 'documents', `${other}${ending}`));
    const again = await openIn(here, cleanup);
    await again.library.recent(1);
    expect(commentsOf(await again.library.find(path))).toEqual(['here', 'there', 'there, too']);
    expect(await again.library.recent(9)).toHaveLength(1);
    expect(again.problems).toEqual([]);
  });
});

test.describe('dated backups', () => {
  test('are made of good states, ten minutes apart', async () => {
    let now = Date.parse('2026-03-01T12:00:00.000Z');
    const folder = await temporaryFolder(cleanup);
    const { library } = await openIn(folder, cleanup, { now: () => new Date(now).toISOString() });
    const { documentId } = valueOf(await library.create(path));
    for (const minutes of [1, 1, 1, 20, 1, 20]) {
      now += minutes * 60_000;
      await saveComments(library, documentId, String(minutes));
    }
    const backups = await listBackups(join(folder, 'backups', documentId));
    expect(backups.map(({ date }) => date)).toEqual(['2026-03-01T12:44:00.000Z', '2026-03-01T12:23:00.000Z', '2026-03-01T12:02:00.000Z']);
    const oldest = await readFile(join(folder, 'backups', documentId, backups[2]!.name), 'utf8');
    expect(JSON.parse(oldest)).toMatchObject({ data: { annotations: [{ comment: '1' }] } });
  });

  test('are found whatever their count of saves', async () => {
    const folder = await temporaryFolder(cleanup);
    await writeFile(join(folder, 'file'), 'x');
    for (const [index, count] of [7, 1_234_567_890, 2 ** 40].entries()) await backUp(join(folder, 'file'), join(folder, 'backups'), count, `2026-03-0${String(index + 1)}T00:00:00.000Z`);
    expect((await listBackups(join(folder, 'backups'))).map(({ revision }) => revision)).toEqual([2 ** 40, 1_234_567_890, 7]);
  });

  test('are thinned: ten, then one a day, then one a week', () => {
    const hours = Array.from({ length: 24 * 200 }, (_, age) => {
      const date = new Date(Date.parse('2026-06-30T23:00:00.000Z') - age * 3_600_000).toISOString();
      return { name: date, revision: 10_000 - age, date };
    });
    const gone = new Set(superfluous(hours));
    const kept = hours.filter((backup) => !gone.has(backup));
    expect(kept.slice(0, 10)).toEqual(hours.slice(0, 10));
    expect(kept.slice(10, 24).map(({ date }) => date.slice(0, 10))).toEqual(Array.from({ length: 14 }, (_, day) => `2026-06-${String(30 - day)}`));
    const weeks = kept.slice(24).map(({ date }) => Date.parse(date));
    expect(weeks.length).toBeGreaterThan(20);
    for (const [index, time] of weeks.entries()) if (index > 0) expect(weeks[index - 1]! - time).toBe(7 * 86_400_000);
  });

  test('are removed on the disk, too', async () => {
    const folder = await temporaryFolder(cleanup);
    await writeFile(join(folder, 'file'), 'x');
    const place = join(folder, 'backups');
    for (let count = 0; count < 40; count += 1) await backUp(join(folder, 'file'), place, count, new Date(Date.parse('2026-03-01T00:00:00.000Z') + count * 900_000).toISOString());
    expect(await readdir(place)).toHaveLength(11);
  });
});

test('a count of changes at the end of the numbers costs no annotation', async () => {
  const folder = await temporaryFolder(cleanup);
  const { library } = await openIn(folder, cleanup);
  const { documentId } = valueOf(await library.create(path));
  const precious = annotationWith('precious é', { revision: Number.MAX_SAFE_INTEGER, tags: ['x'] });
  valueOf(await library.saveChange(documentId, adding(precious, annotationWith('other'))));
  for (const [from, to] of [['x', 'y'], ['y', 'z']] as const) {
    const again = await openIn(folder, cleanup);
    valueOf(await again.library.revise(documentId, (record) => changingTag(record.annotations, from, to, '2026-01-01T00:00:00.000Z')));
    const { annotations } = valueOf(await (await openIn(folder, cleanup)).library.load(documentId));
    expect(annotations.map(({ comment, tags }) => [comment, tags])).toEqual(expect.arrayContaining([['precious é', [to]], ['other', ['é', '👍']]]));
    expect([annotations.length, again.problems]).toEqual([2, []]);
  }
});

test('clocks that jump change nothing', async () => {
  const times = ['2046-01-01', '1996-02-29', '1970-01-01', '2026-03-29', '2038-01-19', '2026-01-01'];
  let turn = 0;
  const folder = await temporaryFolder(cleanup);
  const now = () => `${times[(turn += 1) % times.length]!}T03:14:07.999Z`;
  const { library, problems } = await openIn(folder, cleanup, { now });
  const { documentId } = valueOf(await library.create(path));
  const comments = Array.from({ length: 30 }, (_, index) => String(index));
  const [first] = await saveComments(library, documentId, ...comments);
  expect(valueOf(await library.load(documentId)).annotations.map(({ comment }) => comment)).toEqual(comments);
  expect(problems).toEqual([]);
  // Changed twice here, once elsewhere, where the clock is ahead.
  const edited = { ...first!, revision: 3, modified: '1970-01-01T00:00:00.000Z', comment: 'here' };
  valueOf(await library.saveChange(documentId, updating(first!, edited)));
  const elsewhere = { ...first!, revision: 2, modified: '2046-01-01T00:00:00.000Z', comment: 'there' };
  const record = { ...valueOf(await library.load(documentId)), annotations: [elsewhere] };
  valueOf(await library.takeIn({ record, revision: 99, listed: true, lineage: new Map() }));
  expect(valueOf(await library.load(documentId)).annotations.find(({ id }) => id === first!.id)?.comment).toBe('here');
  // The newest backup is the one that was made last, whatever date it bears.
  const before = valueOf(await library.load(documentId));
  await saveComments(library, documentId, 'last');
  await library.close();
  await rm(join(folder, 'documents'), { recursive: true });
  const again = await openIn(folder, cleanup, { now });
  expect(commentsOf(await again.library.find(path))).toEqual(commentsOf(before));
});

test('the backup drill: what is deleted comes back from the copy beside it, then from a dated backup, and it is told from when', async () => {
  const folder = await temporaryFolder(cleanup);
  let minute = 0;
  const now = () => `2026-05-0${String(1 + Math.floor(minute / 60))}T10:${String((minute += 1) % 60).padStart(2, '0')}:00.000Z`;
  const before = await openIn(folder, cleanup, { now });
  const { documentId } = valueOf(await before.library.create(path));
  await saveComments(before.library, documentId, 'a 😀', 'b');
  minute += 20;
  await saveComments(before.library, documentId, 'c', 'd');
  await before.library.close();
  const file = join(folder, 'documents', `${documentId}.json`);
  for (const { lost, comments, from } of [
    { lost: [file], comments: ['a 😀', 'b', 'c'], from: /\.json\.bak \(2026-05-01T10:\d\d:00\.000Z\)$/ },
    { lost: [file, `${file}.bak`, join(folder, 'index.json')], comments: ['a 😀', 'b'], from: /backups.*\.json \(2026-05-01T10:\d\d:00\.000Z\)$/ },
  ]) {
    for (const gone of lost) await rm(gone);
    const { library, problems } = await openIn(folder, cleanup, { now });
    expect(commentsOf(await library.find(path))).toEqual(comments);
    expect(problems).toMatchObject([{ kind: 'store-damaged', recoveredFrom: expect.stringMatching(from) as unknown }]);
    await library.close();
  }
});

test('a file whose time and size stay is still read again when it is another file', async () => {
  const folder = await temporaryFolder(cleanup);
  const { library } = await openIn(folder, cleanup);
  const { documentId } = valueOf(await library.create(path));
  await saveComments(library, documentId, 'first');
  const other = await openIn(folder, cleanup);
  const file = join(folder, 'documents', `${documentId}.json`);
  const before = await stat(file);
  await saveComments(other.library, documentId, 'other');
  await utimes(file, before.atime, before.mtime);
  expect(commentsOf(valueOf(await library.load(documentId)))).toEqual(['first', 'other']);
});

test('a library whose folder cannot be made finds nothing, and says why it cannot save', async () => {
  const folder = await temporaryFolder(cleanup);
  await writeFile(join(folder, 'file'), '');
  const { library } = await openIn(join(folder, 'file', 'below'), cleanup);
  expect(await library.find(path)).toBeNull();
  expect(await library.recent(5)).toEqual([]);
  expect(await library.create(path)).toMatchObject({ ok: false, problem: { kind: 'save-failed', code: 'ENOTDIR' } });
});

test('a folder that goes while the library is open is made again', async () => {
  const folder = await temporaryFolder(cleanup);
  const { library } = await openIn(folder, cleanup);
  const { documentId } = valueOf(await library.create(path));
  await saveComments(library, documentId, 'a');
  await rm(folder, { recursive: true });
  await mkdir(folder);
  await saveComments(library, documentId, 'b');
  expect(commentsOf(valueOf(await library.load(documentId)))).toEqual(['a', 'b']);
});
