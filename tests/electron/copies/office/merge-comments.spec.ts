import { expect, test } from '@playwright/test';
import type { CopyInput } from '../../../../core/export/copy';
import type { Annotation } from '../../../../core/model/annotation';
import { createDocx } from '../../../../electron/copies/office/docx-export';
import { createOdt } from '../../../../electron/copies/office/odt-export';
import { editPackage } from './edit-package';
import { copyOf, entryOf, imported } from './office-samples';

const source = 'One 😀 hand points.\r\nAnother hand re\u0301sts.\nThe end.\n';
const reply = { id: '00000000-0000-4000-8000-00000000aaaa', creator: 'Bea', created: '2026-11-04T08:00:00.000Z', modified: '2026-11-04T08:00:00.000Z', comment: 'Which one?' };

/** Overlapping, answered, resolved; the last two are alike but for their passages. */
function sample(): CopyInput {
  return copyOf(source, [
    entryOf(source, 1, '😀 hand', { comment: 'First\r\nsecond \u0007', tags: ['two words', 'tag'], replies: [reply], color: 'green' }),
    entryOf(source, 2, 'hand points', { comment: 'Settled', resolved: true, style: 'underline' }),
    entryOf(source, 3, 're\u0301sts', { comment: 'Same' }),
    entryOf(source, 4, 'The', { comment: 'Same' }),
    entryOf(source, 5, 'end', {}),
  ]);
}

type Edits = Parameters<typeof editPackage>[1];
type Fields = Partial<Annotation>;

/** What Word writes around a comment of its own; its paragraph ids are large. */
function wordComment(id: number, paraId: string, author: string, text: string, date = '2026-12-01T10:00:00Z'): string {
  return `<w:comment w:id="${id}" w:author="${author}" w:date="${date}" w:initials="X"><w:p w14:paraId="${paraId}" w14:textId="77777777"><w:pPr><w:pStyle w:val="CommentText"/></w:pPr><w:r><w:t>${text}</w:t></w:r></w:p></w:comment>`;
}

const comments = 'word/comments.xml';
const extended = 'word/commentsExtended.xml';
const body = 'word/document.xml';

function addTo(part: string, content: string): (xml: string) => string {
  return (xml) => xml.replace(`</${part}>`, `${content}</${part}>`);
}

/** Puts a comment's range around the first run that holds `text`. */
function around(id: number, text: string): (xml: string) => string {
  return (xml) => xml.replace(new RegExp(`<w:r>(?:(?!</w:r>).)*${text}.*?</w:r>`), (run) => (
    `<w:commentRangeStart w:id="${id}"/>${run}<w:commentRangeEnd w:id="${id}"/><w:r><w:commentReference w:id="${id}"/></w:r>`
  ));
}

/** Word numbers the comments anew when it saves, and puts them in another order. */
function renumber(xml: string): string {
  return xml.replace(/(<w:comment(?:RangeStart|RangeEnd|Reference)? w:id=")(\d+)"/g, (_, before: string, id: string) => `${before}${90 - Number(id)}"`);
}

function reorder(xml: string): string {
  const each = xml.match(/<w:comment .*?<\/w:comment>/g) ?? [];
  return renumber(xml.replace(each.join(''), each.reverse().join('')));
}

const modifiedLater = '2026-12-01T10:00:00.000Z';
const answered = { comments: addTo('w:comments', wordComment(40, '1A2B3C4D', 'Cleo', 'Both, I think 👍🏽')), extended: addTo('w15:commentsEx', '<w15:commentEx w15:paraId="1A2B3C4D" w15:paraIdParent="00000001" w15:done="0"/>') };

const word: readonly { readonly name: string; readonly edits: Edits; readonly changed: Readonly<Record<number, Fields>>; readonly added?: readonly Fields[] }[] = [
  { name: 'nothing changed', edits: {}, changed: {} },
  { name: 'saved with other numbers in another order', edits: { [comments]: reorder, [body]: renumber }, changed: {} },
  { name: 'a comment edited: tags and untouched fields stay as they are', edits: { [comments]: (xml) => xml.replace('>First<', '>First of all<') }, changed: { 1: { comment: 'First of all\nsecond ␇' } } },
  { name: 'a tag added', edits: { [comments]: (xml) => xml.replace('#tag<', '#tag</w:t></w:r></w:p><w:p><w:r><w:t>#new<') }, changed: { 1: { tags: ['two words', 'tag', 'new'] } } },
  { name: 'all tags removed', edits: { [comments]: (xml) => xml.replace(/#tag</, '<').replace('#two words', 'no tag') }, changed: { 1: { comment: 'First\nsecond ␇\nno tag\n', tags: [] } } },
  { name: 'resolved and opened again', edits: { [extended]: (xml) => xml.replace('w15:paraId="00000001" w15:done="0"', 'w15:paraId="00000001" w15:done="1"').replace('w15:paraId="00000003" w15:done="1"', 'w15:paraId="00000003" w15:done="0"') }, changed: { 1: { resolved: true }, 2: { resolved: false } } },
  { name: 'a reply edited', edits: { [comments]: (xml) => xml.replace('Which one?', 'Which?') }, changed: { 1: { replies: [{ ...reply, comment: 'Which?' }] } } },
  { name: 'a reply added', edits: { [comments]: answered.comments, [extended]: answered.extended, [body]: around(40, 'hand') }, changed: { 1: { modified: modifiedLater, replies: [reply, expect.objectContaining({ creator: 'Cleo', created: modifiedLater, comment: 'Both, I think 👍🏽' }) as never] } } },
  { name: 'a comment deleted: its annotation stays', edits: { [comments]: (xml) => xml.replace(/<w:comment w:id="3".*?<\/w:comment>/, '') }, changed: {} },
  { name: 'every comment deleted, and the parts with them', edits: { [comments]: () => null, [extended]: () => null, 'word/commentsIds.xml': () => null, 'word/commentsExtensible.xml': () => null }, changed: {} },
  { name: 'the paragraph ids lost', edits: { [comments]: (xml) => xml.replace(/ w14:paraId="\w+"/g, ''), [extended]: () => null }, changed: {} },
  {
    name: 'the paragraph ids lost and one comment edited', edits: { [comments]: (xml) => xml.replace(/ w14:paraId="\w+"/g, '').replace('Settled', 'Settled?'), [extended]: () => null }, changed: { 2: { comment: 'Settled?' } },
  },
  {
    name: 'the ids given out anew, one of ours to a comment of somebody else', changed: {},
    edits: { [comments]: (xml) => addTo('w:comments', wordComment(41, '00000003', 'Cleo', 'Mine'))(xml.replace(/ w14:paraId="\w+"/g, '')), [extended]: () => null, [body]: around(41, 'Another') },
    added: [{ creator: 'Cleo', comment: 'Mine' }],
  },
  {
    name: 'a comment added, with a tag', edits: { [comments]: addTo('w:comments', wordComment(41, '2A2B3C4D', 'Cleo', 'Who?</w:t></w:r></w:p><w:p><w:r><w:t>#ask')), [body]: around(41, 'Another') }, changed: {},
    added: [{ creator: 'Cleo', created: modifiedLater, comment: 'Who?', tags: ['ask'], target: expect.objectContaining({ position: { start: 21, end: 34 } }) as never }],
  },
  {
    name: 'a comment added and answered', changed: {},
    edits: {
      [comments]: addTo('w:comments', wordComment(41, '2A2B3C4D', 'Cleo', 'Who?') + wordComment(42, '3A2B3C4D', 'Dan', 'Me')), [body]: around(41, 'Another'),
      [extended]: addTo('w15:commentsEx', '<w15:commentEx w15:paraId="2A2B3C4D" w15:done="1"/><w15:commentEx w15:paraId="3A2B3C4D" w15:paraIdParent="2A2B3C4D" w15:done="1"/>'),
    },
    added: [{ creator: 'Cleo', comment: 'Who?', resolved: true, replies: [expect.objectContaining({ creator: 'Dan', comment: 'Me' }) as never] }],
  },
  {
    name: 'a comment on a point: the word before it', edits: { [comments]: addTo('w:comments', wordComment(41, '2A2B3C4D', 'Cleo', 'Here')), [body]: (xml) => xml.replace('</w:p>', '<w:r><w:commentReference w:id="41"/></w:r></w:p>') }, changed: {},
    added: [{ comment: 'Here', target: expect.objectContaining({ quote: expect.objectContaining({ exact: 'points.' }) as never }) as never }],
  },
  {
    name: 'answers in a circle', edits: { [comments]: addTo('w:comments', wordComment(41, '2A2B3C4D', 'Cleo', 'a') + wordComment(42, '3A2B3C4D', 'Dan', 'b')), [extended]: addTo('w15:commentsEx', '<w15:commentEx w15:paraId="2A2B3C4D" w15:paraIdParent="3A2B3C4D"/><w15:commentEx w15:paraId="3A2B3C4D" w15:paraIdParent="2A2B3C4D"/>') }, changed: {},
    added: [{ comment: 'a', replies: [expect.objectContaining({ comment: 'b' }) as never] }],
  },
];

function expectations(changed: Readonly<Record<number, Fields>>): unknown[] {
  return sample().entries.map(({ annotation }, index) => {
    const fields = changed[index + 1];
    const { start, end } = sample().entries[index]!.placement.span!;
    const placed = { ...annotation, target: { ...annotation.target, position: { start, end }, quote: expect.objectContaining({ exact: annotation.target.quote.exact }) as never } };
    return fields ? { ...placed, revision: annotation.revision + 1, ...fields } : placed;
  });
}

for (const { name, edits, changed, added = [] } of word) {
  test(`Word: ${name}`, async () => {
    const file = editPackage((await createDocx(sample())).content, edits);
    const result = imported(file, source).map(({ annotation }) => annotation);
    expect(result.slice(0, 5)).toEqual(expectations(changed));
    expect(result.slice(5)).toEqual(added.map((fields) => expect.objectContaining(fields) as never));
    expect(imported(file, source)).toEqual(imported(file, source));
  });
}

const content = 'content.xml';
const writer: typeof word = [
  { name: 'a comment edited', edits: { [content]: (xml) => xml.replace('>First<', '>First of all<') }, changed: { 1: { comment: 'First of all\nsecond ␇' } } },
  { name: 'resolved', edits: { [content]: (xml) => xml.replace('loext:resolved="false"', 'loext:resolved="true"') }, changed: { 1: { resolved: true } } },
  {
    name: 'a comment added, another answered', changed: { 3: { modified: modifiedLater, replies: [expect.objectContaining({ creator: 'Cleo', comment: 'Is it  so?' }) as never] } },
    edits: { [content]: (xml) => xml.replace('Another', (passage) => {
      const said = (name: string, text: string, parent = ''): string => `<office:annotation office:name="${name}"${parent}><dc:creator>Cleo</dc:creator><dc:date>2026-12-01T10:00:00.000000000</dc:date><text:p>${text}</text:p></office:annotation>`;
      return `${said('__Annotation__1', 'New')}${passage}<office:annotation-end office:name="__Annotation__1"/>${said('__Annotation__2', 'Is it <text:s/>so?', ' loext:parent-name="00000000-0000-4000-8000-000000000003"')}`;
    }) },
    added: [{ creator: 'Cleo', created: modifiedLater, comment: 'New', target: expect.objectContaining({ position: { start: 21, end: 28 } }) as never }],
  },
];

for (const { name, edits, changed, added = [] } of writer) {
  test(`Writer: ${name}`, async () => {
    const file = editPackage((await createOdt(sample())).content, edits);
    const result = imported(file, source).map(({ annotation }) => annotation);
    expect(result.slice(0, 5)).toEqual(expectations(changed));
    expect(result.slice(5)).toEqual(added.map((fields) => expect.objectContaining(fields) as never));
  });
}

test('a new comment finds its place by its words when the text is another one', async () => {
  const file = editPackage((await createDocx(sample())).content, { [comments]: addTo('w:comments', wordComment(41, '2A2B3C4D', 'Cleo', 'Who?')), [body]: around(41, 'Another') });
  const last = imported(file, `A new beginning.\n${source}`).at(-1)!;
  expect(last).toMatchObject({ fits: false, annotation: { target: { position: { start: 0, end: 0 }, quote: { exact: 'Another hand ', suffix: 're\u0301sts.\nThe end.\n' } } } });
});

test('an edited body still gives the annotations, and no source', async () => {
  const file = editPackage((await createDocx(sample())).content, { [body]: (xml) => xml.replace('Another', 'Some other') });
  expect(imported(file, source).map(({ annotation }) => annotation)).toEqual(expectations({}));
});

test('comments of a document that Manicule never saw become annotations, the same ones at every import', async () => {
  const foreign = { 'customXml/item1.xml': () => null };
  const file = editPackage((await createDocx(sample())).content, foreign);
  const result = imported(file, source);
  expect(result.map(({ annotation, fits }) => [annotation.creator, annotation.comment, annotation.resolved, annotation.replies.length, annotation.target.quote.exact, fits])).toEqual([
    ['Ada Lovelace', 'First\nsecond ␇\n#two words', false, 1, '😀 hand', true], ['Ada Lovelace', 'Settled', true, 0, 'hand points', true],
    ['Ada Lovelace', 'Same', false, 0, 're\u0301sts', true], ['Ada Lovelace', 'Same', false, 0, 'The', true],
  ]);
  expect(new Set(result.map(({ annotation }) => annotation.id)).size).toBe(4);
  expect(imported(file, source)).toEqual(result);
});
