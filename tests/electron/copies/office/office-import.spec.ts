import { expect, test } from '@playwright/test';
import { strToU8, zipSync, type Zippable } from 'fflate';
import { createDocx } from '../../../../electron/copies/office/docx-export';
import { createOdt } from '../../../../electron/copies/office/odt-export';
import { importOfficeCopy } from '../../../../electron/copies/office/merge-comments';
import { looksLikeOffice, readOfficeCopy } from '../../../../electron/copies/office/office-import';
import { editPackage, partOf } from './edit-package';
import { copyOf, entryOf, imported, kinds, read } from './office-samples';

const source = 'One 😀 hand e\u0301.\n';
const input = copyOf(source, [entryOf(source, 1, 'hand', { comment: 'Said' }), entryOf(source, 2, '😀 hand', { comment: 'Over it' })]);
const docx = async (): Promise<Uint8Array> => (await createDocx(input)).content;
const odt = async (): Promise<Uint8Array> => (await createOdt(input)).content;

const wordSpace = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';
const megabyte = 1024 * 1024;

function zip(parts: Readonly<Record<string, string | Uint8Array>>): Uint8Array {
  const files: Zippable = Object.fromEntries(Object.entries(parts).map(([path, content]) => [path, typeof content === 'string' ? strToU8(content) : content]));
  return zipSync(files);
}

function document(xml: string, prologue = ''): (content: string) => string {
  return () => `${prologue}<w:document xmlns:w="${wordSpace}"><w:body>${xml}</w:body></w:document>`;
}

/** Offset of the entry of a part in the table of contents. */
function entryAt(bytes: Uint8Array, path: string): number {
  return Buffer.from(bytes).lastIndexOf(path) - 46;
}

async function patched(path: string, patch: (bytes: Buffer, entry: number) => void): Promise<Uint8Array> {
  const bytes = Buffer.from(await docx());
  patch(bytes, entryAt(bytes, path));
  return bytes;
}

const body = 'word/document.xml';
const laughs = `<!DOCTYPE w:document [<!ENTITY a "${'ha'.repeat(50)}">${Array.from({ length: 9 }, (_, index) => `<!ENTITY ${'bcdefghij'.charAt(index)} "${`&${'abcdefghi'.charAt(index)};`.repeat(10)}">`).join('')}]>`;

const refused: readonly { readonly name: string; make(): Promise<Uint8Array> | Uint8Array }[] = [
  { name: 'nothing', make: () => new Uint8Array() },
  { name: 'text', make: () => strToU8('Dear reader,') },
  { name: 'the first bytes of an archive', make: () => strToU8('PK\u0003\u0004') },
  { name: 'an archive of nothing', make: () => zip({}) },
  { name: 'an archive of something else', make: () => zip({ 'a.txt': 'a' }) },
  { name: 'a spreadsheet', make: () => zip({ '[Content_Types].xml': '<Types><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>', 'xl/workbook.xml': '<x/>' }) },
  { name: 'an OpenDocument spreadsheet', make: () => zip({ mimetype: 'application/vnd.oasis.opendocument.spreadsheet', 'content.xml': '<x/>' }) },
  { name: 'an old or locked Word file', make: () => Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(512)]) },
  { name: 'an ODT that is locked', make: async () => editPackage(await odt(), { 'META-INF/manifest.xml': (xml) => xml.replace('/>', '><manifest:encryption-data/></manifest:file-entry>') }) },
  { name: 'a file cut off', make: async () => (await docx()).subarray(0, -30) },
  { name: 'a file cut off in the middle', make: async () => (await docx()).subarray(0, 4_000) },
  { name: 'half the table of contents', make: async () => { const bytes = await docx(); return Buffer.concat([bytes.subarray(0, -400), bytes.subarray(-22)]); } },
  { name: 'a bomb: 200 MB of blanks', make: async () => editPackage(await docx(), { [body]: document(' '.repeat(200 * megabyte)) }) },
  { name: 'a bomb that says it is small', make: () => patched(body, (bytes, entry) => bytes.writeUInt32LE(10, entry + 24)) },
  { name: 'a part that says it is enormous', make: () => patched(body, (bytes, entry) => bytes.writeUInt32LE(0xfffffff0, entry + 24)) },
  { name: 'a part that says it is larger than it is', make: () => patched(body, (bytes, entry) => bytes.writeUInt32LE(bytes.readUInt32LE(entry + 24) + 1, entry + 24)) },
  { name: 'a part that is somewhere else', make: () => patched(body, (bytes, entry) => bytes.writeUInt32LE(7, entry + 42)) },
  { name: 'a part beyond the end', make: () => patched(body, (bytes, entry) => bytes.writeUInt32LE(0xffffffff, entry + 42)) },
  { name: 'a part with a wrong checksum', make: () => patched(body, (bytes, entry) => bytes.writeUInt32LE(1, entry + 16)) },
  { name: 'an encrypted part', make: () => patched(body, (bytes, entry) => bytes.writeUInt16LE(1, entry + 8)) },
  { name: 'a part packed in another way', make: () => patched(body, (bytes, entry) => bytes.writeUInt16LE(99, entry + 10)) },
  { name: 'two parts of one name', make: async () => Buffer.from(Buffer.from(await docx()).toString('latin1').replaceAll('word/settings.xml', 'word/document.xml'), 'latin1') },
  { name: 'the main part missing', make: async () => editPackage(await docx(), { [body]: () => null }) },
  { name: 'entities that grow', make: async () => editPackage(await docx(), { [body]: document('<w:p><w:r><w:t>&j;</w:t></w:r></w:p>', laughs) }) },
  { name: 'an entity from a file', make: async () => editPackage(await docx(), { [body]: document('<w:p><w:r><w:t>&x;</w:t></w:r></w:p>', '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>') }) },
  { name: 'an unknown entity', make: async () => editPackage(await docx(), { [body]: document('<w:p>&nbsp;</w:p>') }) },
  { name: 'elements that never end', make: async () => editPackage(await docx(), { [body]: document('<w:p><w:r>') }) },
  { name: 'a nest of a million elements', make: async () => editPackage(await docx(), { [body]: document('<w:p>'.repeat(1_000_000) + '</w:p>'.repeat(1_000_000)) }) },
  { name: 'no XML', make: async () => editPackage(await docx(), { [body]: () => '\u0000\u0001' }) },
  { name: 'comments that are no XML', make: async () => editPackage(await docx(), { 'word/comments.xml': () => '<w:comments' }) },
  { name: 'bytes that are no UTF-8', make: async () => editPackageBytes(await docx(), body, Buffer.from([0x3c, 0x61, 0x3e, 0xff, 0xfe, 0x3c, 0x2f, 0x61, 0x3e])) },
];

function editPackageBytes(bytes: Uint8Array, path: string, content: Uint8Array): Uint8Array {
  return zip({ '[Content_Types].xml': partOf(bytes, '[Content_Types].xml'), [path]: content });
}

for (const { name, make } of refused) {
  test(`refuses ${name}`, async () => {
    const result = readOfficeCopy(await make());
    expect(result).toMatchObject({ ok: false, problem: { kind: 'not-annotations', path: '' } });
    if (!result.ok && result.problem.kind === 'not-annotations') expect(result.problem.reason).toMatch(/^[A-Z].{10,300}\.$/);
  });
}

test('bytes changed anywhere give an answer or a reason, never an exception', async () => {
  for (const { create } of kinds) {
    const whole = Buffer.from((await create(input)).content);
    for (let at = 0; at < whole.length; at += 7) {
      const bytes = Buffer.from(whole);
      bytes[at] = 255 - (bytes[at] ?? 0);
      const copy = readOfficeCopy(bytes);
      if (copy.ok) expect(importOfficeCopy(copy.value, source)).toHaveProperty('ok');
      else expect(copy.problem.kind).toBe('not-annotations');
    }
  }
});

test('names of parts are only names', async () => {
  const file = editPackage(await docx(), { '../../../../tmp/word/document.xml': () => 'x', '/etc/passwd': () => 'x', 'C:\\word\\document.xml': () => 'x', 'customXml/item2.xml': () => '<x/>' });
  expect(read(file)).toMatchObject({ source, comments: [{ text: 'Over it' }, { text: 'Said' }] });
});

const survived: readonly { readonly name: string; readonly edits: Parameters<typeof editPackage>[1]; readonly text: string }[] = [
  { name: 'deleted, moved and boxed text, field codes, breaks and hyphens', text: 'a\tb\nc\u2011d\u00ad', edits: { [body]: document('<w:p><w:pPr><w:tabs><w:tab w:val="left"/></w:tabs></w:pPr><w:del><w:r><w:delText>x</w:delText></w:r></w:del><w:moveFrom><w:r><w:t>x</w:t></w:r></w:moveFrom><w:r><w:instrText>x</w:instrText><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/></w:r><w:ins><w:r><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t><w:softHyphen/></w:r></w:ins><w:r><w:txbxContent><w:p><w:r><w:t>x</w:t></w:r></w:p></w:txbxContent></w:r></w:p>') } },
  { name: 'another prefix and the strict name space', text: 'a', edits: { [body]: () => '<d:document xmlns:d="http://purl.oclc.org/ooxml/wordprocessingml/main"><d:body><d:p><d:r><d:t>a</d:t></d:r></d:p></d:body></d:document>' } },
  { name: 'CDATA, comments and instructions', text: 'a<b', edits: { [body]: document('<!-- x --><?x y?><w:p><w:r><w:t><![CDATA[a<b]]></w:t></w:r></w:p>') } },
  { name: 'a record of the text that makes no sense', text: source, edits: { 'customXml/item1.xml': (xml) => xml.replace(/<text>.*?<\/text>/, '<text>{"sha256":"0","lineEnds":"n","replaced":[[99999,1],[1,-1]]}</text>') } },
  { name: 'a range that ends before it begins', text: 'ab', edits: { [body]: document('<w:p><w:commentRangeEnd w:id="1"/><w:r><w:t>a</w:t></w:r><w:commentRangeStart w:id="1"/><w:r><w:t>b</w:t></w:r></w:p>') } },
];

for (const { name, edits, text } of survived) {
  test(`reads ${name}`, async () => {
    const file = editPackage(await docx(), edits);
    expect(read(file)).toMatchObject({ text, source: null });
    expect(imported(file, source)).toHaveLength(2);
  });
}

test('OpenDocument text: white space melts, footnotes and drawings stay out, numbers of blanks are kept in bounds', async () => {
  const inner = '<text:h> a  b\n c<text:note><text:note-body><text:p>x</text:p></text:note-body></text:note></text:h><text:p><text:span>d </text:span> e<text:s text:c="2"/><text:tab/>f<text:line-break/><draw:frame><text:p>x</text:p></draw:frame><text:s text:c="9999999999"/><text:s text:c="-1"/><text:s text:c="x"/></text:p>';
  const file = editPackage(await odt(), { 'content.xml': (xml) => xml.replace(/<office:text>.*<\/office:text>/s, `<office:text xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0">\n${inner}\n</office:text>`) });
  expect(read(file).text).toBe(`a b c\nd e  \tf\n${' '.repeat(100_000)}`);
});

test('damaged annotations inside are a problem, and no comments at all are one', async () => {
  const damaged = editPackage(await docx(), { 'customXml/item1.xml': (xml) => xml.replace('<jsonld>', '<jsonld>x') });
  expect(importOfficeCopy(read(damaged), source)).toMatchObject({ ok: false, problem: { kind: 'not-annotations' } });
  const bare = editPackage(await docx(), { 'customXml/item1.xml': () => null, 'word/comments.xml': () => null });
  expect(importOfficeCopy(read(bare), source)).toMatchObject({ ok: false, problem: { kind: 'not-annotations', reason: 'It holds no comments.' } });
});

test('a chain of twenty thousand answers is followed once', async () => {
  const count = 20_000;
  const hex = (number: number): string => (0x100000 + number).toString(16).padStart(8, '0');
  const each = Array.from({ length: count }, (_, index) => index);
  const file = editPackage(await docx(), {
    'word/comments.xml': (xml) => xml.replace('</w:comments>', `${each.map((index) => `<w:comment w:id="${100 + index}" w:author="A"><w:p w14:paraId="${hex(index)}"><w:r><w:t>${index}</w:t></w:r></w:p></w:comment>`).join('')}</w:comments>`),
    'word/commentsExtended.xml': (xml) => xml.replace('</w15:commentsEx>', `${each.map((index) => `<w15:commentEx w15:paraId="${hex(index)}"${index + 1 < count ? ` w15:paraIdParent="${hex(index + 1)}"` : ''}/>`).join('')}</w15:commentsEx>`),
  });
  const result = importOfficeCopy(read(file), source);
  expect(result).toMatchObject({ ok: false, problem: { kind: 'not-annotations' } });
});

test('office files are known by their first bytes', async () => {
  expect([await docx(), await odt(), Buffer.from('d0cf11e0a1b11ae1', 'hex'), strToU8('PK'), strToU8(source)].map(looksLikeOffice)).toEqual([true, true, true, false, false]);
});
