// Earlier states of annotations are brought back, and files that were moved are found again by hand, with nothing lost.
import { readdir, readFile, rename, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { adding, removing, updating } from '../../core/session/change';
import { withFields } from '../../core/model/annotation';
import { isGone, relocate } from '../../electron/locate-document';
import { annotationOn, inWorkshop, openAndSettle, tick, valueOf, type Workshop } from './workshop';

const text = 'Only the ferryman 😀 knew the hour, and the river.\n';
const smile = annotationOn(text, '😀', 1, { comment: 'smiles' });
const hour = annotationOn(text, 'the hour', 2, { comment: 'which?' });

async function marked({ documents, write }: Workshop, name = 'a.txt') {
  const path = await write(name, text);
  const { opened } = await openAndSettle(documents, path);
  const session = documents.get(1, opened.documentId);
  if (!session) throw new Error('The document is not open.');
  valueOf(await session.saveChange({ added: [smile, hour], updated: [], removed: [] }));
  return { path, session, recordId: session.recordId ?? '' };
}

async function compare({ library, run }: Workshop, session: Awaited<ReturnType<typeof marked>>['session'], recordId: string) {
  const states = valueOf(await library.earlierStates(recordId));
  const earlier = valueOf(await library.earlierState(recordId, states[0]?.name ?? ''));
  if (!earlier) throw new Error('No earlier state.');
  return { states, compared: valueOf(await run('restore', { basis: valueOf(await session.basis()), earlier })) };
}

test('what was deleted since is brought back, what was changed is asked about, and a second time there is nothing to do', () => inWorkshop(async (workshop) => {
  const { session, recordId } = await marked(workshop);
  valueOf(await session.saveChange(removing(smile)));
  valueOf(await session.saveChange(updating(hour, withFields(hour, { comment: 'noon' }, tick()))));
  const { states, compared } = await compare(workshop, session, recordId);
  expect(states).toMatchObject([{ annotations: 2 }]);
  expect(compared.change).toMatchObject({ added: [{ id: smile.id, comment: 'smiles' }], updated: [], removed: [] });
  expect(compared.conflicts).toMatchObject([{ mine: { comment: 'noon' }, theirs: { comment: 'which?' } }]);
  valueOf(await session.saveChange(compared.change));
  const { annotations, deleted } = valueOf(await workshop.library.load(recordId));
  expect(annotations.map(({ comment }) => comment).sort()).toEqual(['noon', 'smiles']);
  expect(deleted).toEqual([]);
  expect((await compare(workshop, session, recordId)).compared.change.added).toEqual([]);
}));

test('an annotation of an earlier text comes back in its place in the present one', () => inWorkshop(async (workshop) => {
  const { path, session, recordId } = await marked(workshop);
  await session.close();
  await writeFile(path, `A new first line.\n${text}`);
  const { opened, settled } = await openAndSettle(workshop.documents, path);
  expect(settled.annotations).toHaveLength(2);
  const again = workshop.documents.get(1, opened.documentId);
  const here = settled.annotations.find(({ id }) => id === smile.id);
  if (!again || !here) throw new Error('It is not open.');
  valueOf(await again.saveChange(removing(here)));
  const { compared } = await compare(workshop, again, recordId);
  expect(compared.conflicts).toEqual([]);
  expect(compared.change.added).toMatchObject([{ id: smile.id, target: { position: { start: text.indexOf('😀') + 18 }, quote: { exact: '😀' } } }]);
}));

test('a damaged state gives what can be read of it; names that are none are refused', () => inWorkshop(async (workshop) => {
  const { session, recordId } = await marked(workshop);
  valueOf(await session.saveChange(removing(smile)));
  const folder = join(workshop.folders.library, 'backups', recordId);
  const [name] = await readdir(folder);
  if (name === undefined) throw new Error('There is no backup.');
  const whole = await readFile(join(folder, name), 'utf8');
  await writeFile(join(folder, name), whole.slice(0, whole.length - 60));
  const { compared } = await compare(workshop, session, recordId);
  expect(compared.change.added).toMatchObject([{ id: smile.id }]);
  for (const wrong of ['', '..', '../../a.txt', `${name}/../${name}`, '/etc/passwd']) expect(valueOf(await workshop.library.earlierState(recordId, wrong))).toBeNull();
}));

test('a file that was moved and edited is found again by hand, with its annotations in place', () => inWorkshop(async (workshop) => {
  const { library, documents, folder } = workshop;
  const { path, session, recordId } = await marked(workshop);
  await session.close();
  const moved = join(folder, 'elsewhere é.txt');
  await rename(path, moved);
  await writeFile(moved, `Once: ${text}`);
  expect(await isGone(path)).toBe(true);
  expect(await library.recent(5)).toMatchObject([{ documentId: recordId, missing: true, annotations: 2 }]);
  valueOf(await relocate(library, recordId, moved));
  const { settled } = await openAndSettle(documents, moved);
  expect(settled.textChanged).toBe(true);
  expect(settled.annotations.map(({ target }) => target.quote.exact).sort()).toEqual(['the hour', '😀'].sort());
  expect(await library.recent(5)).toMatchObject([{ documentId: recordId, path: moved, missing: false }]);
}));

test('located in a file that has annotations of its own, both sets are there, and neither record is lost', () => inWorkshop(async (workshop) => {
  const { library, documents, write } = workshop;
  const { path, session, recordId } = await marked(workshop);
  await session.close();
  const other = await write('other.txt', `Another day. ${text}`);
  const { opened } = await openAndSettle(documents, other);
  const second = documents.get(1, opened.documentId);
  if (!second) throw new Error('It is not open.');
  valueOf(await second.saveChange(adding(annotationOn(`Another day. ${text}`, 'Another day', 3, { comment: 'mine' }))));
  await second.close();
  await unlink(path);
  valueOf(await relocate(library, recordId, other));
  const { settled } = await openAndSettle(documents, other);
  expect(settled.annotations.map(({ comment }) => comment).sort()).toEqual(['mine', 'smiles', 'which?']);
  expect(settled.annotations.find(({ id }) => id === smile.id)?.target.position.start).toBe(13 + text.indexOf('😀'));
  expect(valueOf(await library.load(recordId)).annotations).toHaveLength(2);
}));

test('what is no text takes no annotations over', () => inWorkshop(async (workshop) => {
  const { library, folder, write } = workshop;
  const { path, session, recordId } = await marked(workshop);
  await session.close();
  await unlink(path);
  const binary = await write('picture.png', Uint8Array.from([137, 80, 78, 71, 0, 0, 0, 1]));
  expect(await relocate(library, recordId, binary)).toMatchObject({ ok: false, problem: { kind: 'binary-file' } });
  expect(await relocate(library, recordId, folder)).toMatchObject({ ok: false, problem: { kind: 'is-folder' } });
  expect(await library.recent(5)).toMatchObject([{ path, missing: true }]);
}));
