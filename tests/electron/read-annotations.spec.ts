import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { zipSync } from 'fflate';
import { createCopy } from '../../electron/copies/create-copy';
import { readAnnotations } from '../../electron/read-annotations';
import { hardCopy } from '../core/export/sample-copies';
import { inWorkshop, valueOf } from './workshop';

const input = hardCopy();
const document = { name: input.name, source: input.source };

for (const format of ['jsonld', 'html', 'docx', 'odt', 'critic', 'hypothesis', 'readwise'] as const) {
  test(`${format} is known by what it holds, whatever it is called`, () => inWorkshop(async ({ write }) => {
    const { content } = await createCopy(format, input, { paper: 'A4', print: null });
    const read = valueOf(await readAnnotations(await write('no-name', content), document));
    expect(read).toHaveLength(input.entries.length);
    const lossless = ['jsonld', 'html', 'docx', 'odt'].includes(format);
    if (lossless) for (const { annotation } of input.entries) expect(read.map((each) => each.annotation.id)).toContain(annotation.id);
  }));
}

const bomb = zipSync({ '[Content_Types].xml': new Uint8Array(300_000_000) }, { level: 9 });
const hostile: Readonly<Record<string, string | Uint8Array>> = {
  'an empty file': '',
  'a text without annotations': 'Nothing is marked here.',
  'a picture': Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'),
  'a broken PDF': Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(4000)]),
  'a broken ZIP': Buffer.concat([Buffer.from('PK\u0003\u0004'), Buffer.alloc(500)]),
  'a ZIP bomb': bomb,
  'a hundred thousand brackets': '['.repeat(100_000),
  'deep JSON': `${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}`,
  'a very long comment': JSON.stringify({ type: 'Annotation', body: 'x'.repeat(2_000_000), target: 'a' }),
};
for (const [name, content] of Object.entries(hostile)) {
  test(`${name} is refused with a sentence that names the file`, () => inWorkshop(async ({ write }) => {
    const path = await write('given.bin', content);
    const read = await readAnnotations(path, document);
    expect(read).toMatchObject({ ok: false, problem: { kind: 'not-annotations', path } });
    expect(read.ok || read.problem.kind !== 'not-annotations' ? '' : read.problem.reason).toMatch(/^[A-Z].*\.$/);
  }));
}

test('a file that is not there', () => inWorkshop(async ({ folder }) => {
  const path = join(folder, 'nowhere.pdf');
  expect(await readAnnotations(path, document)).toEqual({ ok: false, problem: { kind: 'file-not-found', path } });
}));
