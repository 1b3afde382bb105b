import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { withFields, type Annotation } from '../../../core/model/annotation';
import { adding, removing, updating, type Change } from '../../../core/session/change';
import { Saver } from '../../../renderer/saver';
import { refuseToOpen } from './meanwhile';
import { annotationWith, commentsOf, openIn, temporaryFolder, valueOf } from './store-sample';

let cleanup: (() => Promise<void>)[] = [];
test.beforeEach(() => { cleanup = []; });
test.afterEach(async () => { for (const end of cleanup) await end(); });

const said = (annotation: Annotation, comment: string): Annotation => withFields(annotation, { comment }, annotation.modified);
const one = annotationWith('first words e\u0301');
const two = said(one, 'second words 👍🏽');
const three = said(two, 'quite another thing');

interface Case {
  readonly name: string;
  /** What is saved before anything fails. */
  readonly before: readonly Change[];
  /** What is saved, and reported as failed. */
  readonly failed: Change;
  /** What the person does while that is so, one after the other. */
  readonly then: readonly Change[];
  readonly comments: readonly string[];
}

const cases: readonly Case[] = [
  { name: 'a new annotation, then edited', before: [], failed: adding(one), then: [updating(one, two), updating(two, three)], comments: ['quite another thing'] },
  { name: 'an edit, then edited again', before: [adding(one)], failed: updating(one, two), then: [updating(two, three)], comments: ['quite another thing'] },
  { name: 'a new annotation, then removed', before: [], failed: adding(one), then: [removing(one)], comments: [] },
  { name: 'an edit, then removed', before: [adding(one)], failed: updating(one, two), then: [removing(two)], comments: [] },
];

for (const { name, before, failed, then, comments } of cases) {
  test(`a save that reached the disk and failed all the same doubles nothing and keeps nothing from going: ${name}`, async () => {
    const folder = await temporaryFolder(cleanup);
    const { library } = await openIn(folder, cleanup);
    const { documentId } = valueOf(await library.create('/texts/Brief 👍.txt'));
    const states: string[] = [];
    const saver = new Saver(async (change) => {
      const saved = await library.saveChange(documentId, change);
      return saved.ok ? { ok: true, value: null } : saved;
    }, ({ kind }) => { states.push(kind); });
    for (const change of before) saver.add(change);
    await expect.poll(() => saver.unsaved).toEqual([]);
    // The record has its new place by then; that its folder cannot be brought to the disk is what fails.
    const end = refuseToOpen(join(folder, 'documents'), 'EMFILE');
    saver.add(failed);
    await saver.settled();
    end();
    expect(states.at(-1)).toBe('failed');
    for (const change of then) saver.add(change);
    await expect.poll(() => saver.unsaved).toEqual([]);
    saver.stop();
    expect(states.at(-1)).toBe('saved');
    expect(commentsOf(valueOf(await library.load(documentId)))).toEqual(comments);
  });
}
