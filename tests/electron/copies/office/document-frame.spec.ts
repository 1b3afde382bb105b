import { expect, test } from '@playwright/test';
import { createDocx } from '../../../../electron/copies/office/docx-export';
import { createOdt } from '../../../../electron/copies/office/odt-export';
import { readXml } from '../../../../electron/copies/office/read-xml';
import { openZip } from '../../../../electron/copies/office/zip-reader';
import { hardCopy } from '../../../core/export/sample-copies';
import { partOf } from './edit-package';
import { copyOf, entryOf } from './office-samples';

const source = 'one two\nשלום עולם 12\nx';
const input = copyOf(source, [entryOf(source, 1, 'one', { style: 'underline', color: 'blue' }), entryOf(source, 2, 'two', { style: 'strikethrough' }), entryOf(source, 3, 'עולם', { color: 'pink' })], 'a <b> & "c".txt');

test('DOCX: title, right-to-left paragraphs and runs, lines and shades', async () => {
  const { content } = await createDocx(input);
  expect(partOf(content, 'docProps/core.xml')).toContain('<dc:title>a &lt;b&gt; &amp; "c".txt</dc:title>');
  const document = partOf(content, 'word/document.xml');
  expect(document).toContain('<w:r><w:rPr><w:u w:val="single" w:color="1f6dbd"/><w:shd w:val="clear" w:color="auto" w:fill="d4eaff"/></w:rPr><w:t xml:space="preserve">one</w:t></w:r>');
  expect(document).toMatch(/<w:strike\/><w:shd [^>]*\/><\/w:rPr><w:t xml:space="preserve">two</);
  expect(document).toMatch(/<w:p><w:pPr><w:bidi\/><\/w:pPr>.*<w:shd [^>]*w:fill="ffb8d6"\/><w:rtl\/><\/w:rPr><w:t xml:space="preserve">עולם</);
  expect(document.match(/<w:bidi\/>/g)).toHaveLength(1);
  expect(partOf(content, 'word/styles.xml')).toContain('<w:lang w:val="x-none" w:bidi="he-IL"/>');
});

test('DOCX: every part is declared, and every relationship leads to a part', async () => {
  const { content } = await createDocx(hardCopy());
  const names = openZip(content).names;
  const declared = [...partOf(content, '[Content_Types].xml').matchAll(/PartName="\/([^"]+)"/g)].map(([, path]) => path!);
  for (const path of declared) expect(names).toContain(path);
  for (const [rels, folder] of [['_rels/.rels', ''], ['word/_rels/document.xml.rels', 'word/'], ['customXml/_rels/item1.xml.rels', 'customXml/']] as const) {
    const targets = [...partOf(content, rels).matchAll(/Target="([^"]+)"/g)].map(([, target]) => `${folder}${target}`.replace('word/../', ''));
    expect(targets.length).toBeGreaterThan(0);
    for (const target of targets) expect(names).toContain(target);
  }
});

test('ODT: what it is stands in its first bytes, everything is in the manifest, and the title and direction are told', async () => {
  const { content } = await createOdt(input);
  expect(Buffer.from(content.subarray(30, 30 + 8 + 39)).toString('latin1')).toBe('mimetypeapplication/vnd.oasis.opendocument.text');
  const manifest = partOf(content, 'META-INF/manifest.xml');
  for (const name of openZip(content).names.filter((path) => path !== 'mimetype' && path !== 'META-INF/manifest.xml')) expect(manifest).toContain(`manifest:full-path="${name}"`);
  expect(partOf(content, 'meta.xml')).toContain('<dc:title>a &lt;b&gt; &amp; "c".txt</dc:title>');
  expect(partOf(content, 'content.xml').match(/<text:p text:style-name="RightToLeft">/g)).toHaveLength(1);
});

test('every part of both is well-formed', async () => {
  for (const { content } of [await createDocx(hardCopy()), await createOdt(hardCopy())]) {
    const zip = openZip(content);
    let elements = 0;
    for (const name of zip.names.filter((path) => path !== 'mimetype')) readXml(zip.read(name)!, { open: () => { elements++; } });
    expect(elements).toBeGreaterThan(200);
  }
});
