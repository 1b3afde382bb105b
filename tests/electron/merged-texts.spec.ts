// Two records of one document that were made on two texts: brought together, no annotation stands on other words than its own.
import { copyFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { Settled } from '../../core/contract';
import { adding } from '../../core/session/change';
import { exportLibrary, importLibrary } from '../../electron/storage/library-file';
import { temporaryFolder } from './storage/store-sample';
import { annotationOn, inWorkshop, openAndSettle, tick, valueOf } from './workshop';

const first = 'It was a bright cold day in the harbour 👍, and the gulls had been complaining.\n\nEvery clock told another hour.\n';
const second = `A new first paragraph that one machine has put in front.\n\n${first}`;

let cleanup: (() => Promise<void>)[] = [];
test.beforeEach(() => { cleanup = []; });
test.afterEach(async () => { for (const end of cleanup) await end(); });

function expectOnTheirWords(text: string, { annotations }: Settled): void {
  expect(annotations.map(({ target: { position } }) => text.slice(position.start, position.end))).toEqual(annotations.map(({ target }) => target.quote.exact));
}

test('a file beside a document that arrives before the text it is about', () => inWorkshop(async (here) => inWorkshop(async (there) => {
  const [ours, theirs] = [join(await temporaryFolder(cleanup), 'a.txt'), join(await temporaryFolder(cleanup), 'a.txt')];
  here.besideFolders.push(join(ours, '..'));
  there.besideFolders.push(join(theirs, '..'));
  await writeFile(ours, first);
  await writeFile(theirs, second);
  await openAndSettle(here.documents, ours);
  await here.documents.close(1);
  await openAndSettle(there.documents, theirs);
  valueOf(await there.documents.get(1)!.saveChange(adding(annotationOn(second, 'another hour', 1), annotationOn(second, 'bright cold', 2))));
  await there.documents.close(1);
  await copyFile(`${theirs}.manicule.json`, `${ours}.manicule.json`);
  for (const time of ['then', 'again']) {
    const { settled } = await openAndSettle(here.documents, ours);
    expect(settled.annotations, time).toHaveLength(2);
    expectOnTheirWords(first, settled);
    await here.documents.close(1);
  }
  await writeFile(ours, second);
  const { settled } = await openAndSettle(here.documents, ours);
  expectOnTheirWords(second, settled);
})));

test('a library file from a machine on which the text is another one', () => inWorkshop(async (there) => inWorkshop(async (here) => {
  const path = await there.write('a.txt', second);
  await openAndSettle(there.documents, path);
  valueOf(await there.documents.get(1)!.saveChange(adding(annotationOn(second, 'another hour', 1))));
  await there.documents.close(1);
  const out = join(there.folder, 'all.manicule');
  valueOf(await exportLibrary(there.library, out, tick(), false));
  await writeFile(path, first);
  for (const offset of [1, 2, 3, 4, 5]) {
    await openAndSettle(here.documents, path);
    here.documents.get(1)!.saveReadingPosition(offset);
    await here.documents.close(1);
  }
  valueOf(await importLibrary(here.library, out));
  const { settled } = await openAndSettle(here.documents, path);
  expect(settled.annotations).toHaveLength(1);
  expectOnTheirWords(first, settled);
})));
