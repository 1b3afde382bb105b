import { expect, test } from '@playwright/test';
import type { CopyInput } from '../../../core/export/copy';
import { exporters } from '../../../core/export/exporters';
import type { TextFormat } from '../../../core/export/formats';
import { askOracle, atLength, foundNothing, oraclesCanRun } from '../../oracles/oracles';
import { bigCopy, hardCopy } from './sample-copies';

interface Check {
  readonly format: TextFormat;
  readonly script: string;
  readonly file: string;
  /** Further arguments after the file. */
  readonly more?: readonly string[];
}

const checks: readonly Check[] = [
  { format: 'jsonld', script: 'check_w3c.py', file: 'out.jsonld' },
  { format: 'html', script: 'check_html.py', file: 'out.html' },
  { format: 'critic', script: 'check_critic.py', file: 'out.critic.md' },
  { format: 'markdown', script: 'check_notes.py', file: 'out.notes.md', more: ['gfm'] },
  { format: 'org', script: 'check_notes.py', file: 'out.notes.org', more: ['org'] },
  { format: 'review', script: 'check_notes.py', file: 'out.review.md', more: ['gfm'] },
  { format: 'csv', script: 'check_csv.py', file: 'out.csv', more: ['--guarded'] },
  { format: 'tsv', script: 'check_csv.py', file: 'out.tsv' },
  { format: 'readwise', script: 'check_csv.py', file: 'out.readwise.csv', more: ['--quote=Highlight', '--comment=Note'] },
  { format: 'hypothesis', script: 'check_hypothesis.py', file: 'out.hypothesis.json' },
  { format: 'review-json', script: 'check_review.py', file: 'out.review.json' },
];

const long = { '100 KB with 300 annotations': () => bigCopy(100_000, 300) };
const inputs: Readonly<Record<string, () => CopyInput>> = { 'a text full of traps': hardCopy, ...(atLength ? long : {}) };

if (oraclesCanRun) {
  for (const { format, ...check } of checks) {
    for (const [name, create] of Object.entries(inputs)) {
      test(`${check.script} finds nothing in ${format} of ${name}`, () => {
        test.setTimeout(300_000);
        const input = create();
        expect(askOracle(input, { ...check, content: exporters[format].create(input).content })).toMatch(foundNothing);
      });
    }
  }
}
