import { expect, test } from '@playwright/test';
import { exporters } from '../../../core/export/exporters';
import { detectImport, importAnnotations, type ImportFormat } from '../../../core/import/importers';
import { hardCopy } from '../export/sample-copies';

const input = hardCopy();
const cases: readonly { name: string; content: string; format: ImportFormat | null; count: number | null }[] = [
  { name: 'JSON-LD', content: exporters.jsonld.create(input).content, format: 'jsonld', count: input.entries.length },
  { name: 'Hypothesis', content: exporters.hypothesis.create(input).content, format: 'hypothesis', count: input.entries.length },
  { name: 'Hypothesis rows', content: '[{"uri":"http://x.invalid","user":"acct:a@b","text":"x"}]', format: 'hypothesis', count: 1 },
  { name: 'Readwise', content: exporters.readwise.create(input).content, format: 'readwise', count: input.entries.length },
  { name: 'CriticMarkup', content: exporters.critic.create(input).content, format: 'critic', count: input.entries.length },
  { name: 'CriticMarkup from the first character', content: '{==x==}', format: 'critic', count: 1 },
  { name: 'KOReader', content: '{"title":"x","entries":[{"text":"fox"}]}', format: 'koreader', count: 1 },
  { name: 'Kindle', content: 'A (B)\n- Your Highlight on page 1 | Added on Monday, March 2, 2020 1:02:03 PM\n\nfox\n==========\n', format: 'kindle', count: 1 },
  { name: 'an empty collection', content: '{"type":"AnnotationCollection","total":0}', format: 'jsonld', count: 0 },
  { name: 'damaged JSON', content: '{"type":"AnnotationCollection",', format: 'jsonld', count: null },
  { name: 'plain text', content: 'Dear reader,\n', format: null, count: null },
  { name: 'nothing', content: '', format: null, count: null },
];

for (const { name, content, format, count } of cases) {
  test(`knows ${name}`, () => {
    expect(detectImport(content)).toBe(format);
    const result = importAnnotations(content, input.source, input.name);
    expect(result.ok ? result.value.length : null).toBe(count);
  });
}
