import { expect, test } from '@playwright/test';
import { adding } from '../../core/session/change';
import type { HandlerTools } from '../../electron/request-handlers';
import { TagChanges } from '../../electron/tag-changes';
import { annotationOn, inWorkshop, runHere, tick, valueOf, type Workshop } from './workshop';

const text = 'Only the ferryman 😀 knew the hour.\n';

async function marked({ documents, write }: Workshop, name: string, owner: number, ...tags: string[]): Promise<string> {
  const opened = valueOf(await documents.open(await write(name, `${name}\n${text}`), owner));
  const session = documents.get(owner)!;
  for (let index = 0; !valueOf(await session.source.readChunk(index)).last; index += 1);
  valueOf(await session.settle());
  valueOf(await session.saveChange(adding(annotationOn(`${name}\n${text}`, '😀', owner, { tags }))));
  return documents.get(owner)?.recordId ?? opened.documentId;
}

test('a tag is renamed in all documents but the window\'s own, other windows are told, and it is taken back', () => inWorkshop(async (workshop) => {
  const { library, documents, notices } = workshop;
  const closed = await marked(workshop, 'closed.txt', 3, 'law', 'é');
  await documents.close(3);
  const shownElsewhere = await marked(workshop, 'elsewhere.txt', 2, 'law');
  const own = await marked(workshop, 'own.txt', 1, 'law');
  const changes = new TagChanges({ owner: 1, documents, library: Promise.resolve(library), runSearch: runHere, now: tick } as unknown as HandlerTools);
  const tagsOf = async (documentId: string) => valueOf(await library.load(documentId)).annotations.map(({ tags }) => tags);
  expect(valueOf(await changes.change('law', 'rule'))).toEqual({ annotations: 2, documents: 2 });
  expect(await tagsOf(closed)).toEqual([['rule', 'é']]);
  expect(await tagsOf(shownElsewhere)).toEqual([['rule']]);
  expect(await tagsOf(own)).toEqual([['law']]);
  expect(notices.filter(({ kind }) => kind === 'annotations-changed')).toHaveLength(1);
  expect(valueOf(await changes.takeBack())).toEqual({ annotations: 2, documents: 2 });
  expect(await tagsOf(closed)).toEqual([['law', 'é']]);
  expect(valueOf(await changes.change('nowhere', null))).toEqual({ annotations: 0, documents: 0 });
}));
