import { expect, test } from '@playwright/test';
import { exporters } from '../../../core/export/exporters';
import { textFormats } from '../../../core/export/formats';
import { isChosen, parseExportOptions, selectEntries, wholeExport, type ExportOptions } from '../../../core/export/options';
import { createCsv, createReadwise, createTsv } from '../../../core/export/tables';
import { hardCopy } from './sample-copies';

const everything = hardCopy();

function selected(options: Partial<ExportOptions>): ReturnType<typeof selectEntries> {
  return selectEntries(everything.entries, { ...wholeExport, ...options });
}

test('without a choice everything goes out', () => {
  expect(selected({})).toEqual({ entries: everything.entries, leftOut: { annotations: 0, comments: 0, replies: 0 } });
});

const choices: readonly (readonly [string, Partial<ExportOptions>, (found: ReturnType<typeof selected>['entries'][number]['annotation']) => boolean])[] = [
  ['by colour', { colors: ['green', 'pink'] }, ({ color }) => color === 'green' || color === 'pink'],
  ['by tag', { tags: ['é', 'long'] }, ({ tags }) => tags.includes('é') || tags.includes('long')],
  ['open ones', { resolved: 'open' }, ({ resolved }) => !resolved],
  ['resolved ones', { resolved: 'resolved' }, ({ resolved }) => resolved],
  ['by all at once', { colors: ['yellow'], tags: ['start'], resolved: 'open' }, ({ color, tags, resolved }) => color === 'yellow' && tags.includes('start') && !resolved],
  ['none', { colors: [] }, () => false],
];
for (const [name, options, wanted] of choices) {
  test(`annotations go out ${name}, the others are counted`, () => {
    const { entries, leftOut } = selected(options);
    const expected = everything.entries.filter(({ annotation }) => wanted(annotation));
    expect(entries).toEqual(expected);
    expect(leftOut).toEqual({ annotations: everything.entries.length - expected.length, comments: 0, replies: 0 });
    expect(everything.entries.every(({ annotation }) => isChosen(annotation, { ...wholeExport, ...options }) === wanted(annotation))).toBe(true);
  });
}

for (const format of textFormats) {
  test(`without comments no comment and no reply is in ${format}, but every passage`, () => {
    const { entries, leftOut } = selected({ withComments: false });
    expect(leftOut.comments).toBe(everything.entries.filter(({ annotation }) => annotation.comment !== '').length);
    expect(leftOut.replies).toBe(everything.entries.reduce((sum, { annotation }) => sum + annotation.replies.length, 0));
    expect(entries).toHaveLength(everything.entries.length);
    const { content } = exporters[format].create({ ...everything, entries });
    for (const said of ['The first characters', 'A flag and a thumb', 'Indeed']) expect(content).not.toContain(said);
    expect(content).toContain('quick');
  });
}

test('tables are guarded as they are, or as it is wanted', () => {
  const guarded = (content: string) => content.includes("'=SUM") || content.includes("'.=tag");
  expect(guarded(createCsv(everything).content)).toBe(true);
  expect(guarded(createCsv({ ...everything, guard: false }).content)).toBe(false);
  expect(guarded(createTsv(everything).content)).toBe(false);
  expect(guarded(createTsv({ ...everything, guard: true }).content)).toBe(true);
  expect(createReadwise({ ...everything, guard: true }).content).toContain('"\'=1+1"');
  expect(createReadwise(everything).content).toContain('"=1+1"');
});

test('options from outside are taken as they are, without what is unknown', () => {
  const options: ExportOptions = { colors: ['blue'], tags: ['β', ''], resolved: 'open', withComments: false, guard: true, paper: 'Letter' };
  expect(parseExportOptions({ ...options, format: 'pdf' })).toEqual(options);
  expect(parseExportOptions(wholeExport)).toEqual(wholeExport);
});

const wrong: readonly unknown[] = [
  null, undefined, 'all', [], {}, { ...wholeExport, colors: ['red'] }, { ...wholeExport, colors: 'yellow' }, { ...wholeExport, colors: Array(7).fill('blue') },
  { ...wholeExport, tags: [1] }, { ...wholeExport, tags: ['x'.repeat(1_001)] }, { ...wholeExport, tags: Array(1_001).fill('a') }, { ...wholeExport, tags: undefined },
  { ...wholeExport, resolved: 'closed' }, { ...wholeExport, withComments: 1 }, { ...wholeExport, guard: 'on' }, { ...wholeExport, paper: 'A3' },
];
for (const value of wrong) {
  test(`options are refused: ${String(JSON.stringify(value)).slice(0, 80)}`, () => {
    expect(parseExportOptions(value)).toBeNull();
  });
}
