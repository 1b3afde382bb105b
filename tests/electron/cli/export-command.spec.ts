import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { wholeExport } from '../../../core/export/options';
import { adding } from '../../../core/session/change';
import { runExport, type ExportRequest } from '../../../electron/cli/export-command';
import { annotationOn, openAndSettle, valueOf, type Workshop } from '../workshop';
import { inShell } from './shell';

const text = 'First line, with a cafe\u0301.\nThe ferryman 😀 nodded.\nThe end.\n';
const marks = [
  annotationOn(text, 'First line', 1, { comment: '=1+1', tags: ['opening'] }),
  annotationOn(text, 'line, with', 2, { color: 'blue', resolved: true }),
  annotationOn(text, '😀 nodded', 3, { style: 'underline', color: 'pink', comment: 'he did', tags: ['é, too'] }),
];

async function annotate({ documents, write }: Workshop, name: string, content = text): Promise<void> {
  const { opened } = await openAndSettle(documents, await write(name, content));
  valueOf(await documents.get(1, opened.documentId)!.saveChange(adding(...marks)));
  await documents.close(1);
}

function request(fields: Partial<ExportRequest>): ExportRequest {
  return { files: ['a.txt'], formats: ['jsonld'], out: null, options: wholeExport, force: false, json: false, ...fields };
}

test('several files in several formats: a line each on stdout, progress and counts on stderr', () => inShell(async (shell) => {
  await annotate(shell, 'a.txt');
  await annotate(shell, 'b.txt', `${text}More.\n`);
  expect(await runExport(shell.context, request({ files: ['a.txt', 'b.txt'], formats: ['csv', 'org'], out: 'copies/new' }))).toBe(0);
  const { out, told } = shell.take();
  const names = ['a.annotated.csv', 'a.annotated.notes.org', 'b.annotated.csv', 'b.annotated.notes.org'];
  expect(out).toBe(names.map((name) => `${join(shell.folder, 'copies/new', name)}\n`).join(''));
  expect(told).toContain(`1 of 4: ${join(shell.folder, 'a.txt')}, Spreadsheet (CSV)\n3 annotations exported.\n`);
  expect(told).toContain('4 of 4:');
  expect(await readdir(join(shell.folder, 'copies/new'))).toEqual(names);
}));

test('a folder means its annotated texts, by name; hidden files, earlier copies, pictures and folders are passed over', () => inShell(async (shell) => {
  await mkdir(join(shell.folder, 'notes/deep'), { recursive: true });
  for (const name of ['z.md', 'a.txt', 'a.md', '.hidden']) await annotate(shell, `notes/${name}`, `${text}${name}\n`);
  await shell.write('notes/plain.txt', 'nothing marked');
  await shell.write('notes/picture.png', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'));
  await symlink('nowhere', join(shell.folder, 'notes/dangling'));
  const folder = join(shell.folder, 'notes');
  expect(await runExport(shell.context, request({ files: ['notes'] }))).toBe(0);
  const first = shell.take();
  expect(first.out.trim().split('\n')).toEqual(['a.md.annotated.jsonld', 'a.txt.annotated.jsonld', 'z.annotated.jsonld'].map((name) => join(folder, name)));
  expect(first.told).toContain('3 files in folders have no annotations here and were passed over.');
  expect(await runExport(shell.context, request({ files: ['notes', 'notes/z.md'], force: true, out: 'notes' }))).toBe(0);
  expect(shell.take().out.trim().split('\n')).toHaveLength(3);
}));

test('a folder without annotated texts is no failure, and says so', () => inShell(async (shell) => {
  await mkdir(join(shell.folder, 'empty'));
  await shell.write('empty/plain.txt', 'nothing marked');
  expect(await runExport(shell.context, request({ files: ['empty'] }))).toBe(0);
  expect(shell.take()).toEqual({ out: '', told: '1 file in the folder has no annotations here and was passed over.\n' });
}));

test('two copies of one run never take one path, not by force either', () => inShell(async (shell) => {
  await mkdir(join(shell.folder, 'one'));
  await annotate(shell, 'a.txt');
  await annotate(shell, 'one/a.txt', `${text}Another.\n`);
  expect(await runExport(shell.context, request({ files: ['a.txt', 'one/a.txt'], out: 'copies', force: true }))).toBe(1);
  const { out, told } = shell.take();
  expect(out.trim().split('\n')).toHaveLength(1);
  expect(told).toContain('exists already');
}));

test('one failing file keeps no other from being exported', () => inShell(async (shell) => {
  await annotate(shell, 'a.txt');
  expect(await runExport(shell.context, request({ files: ['nowhere.txt', 'a.txt'] }))).toBe(1);
  const { out, told } = shell.take();
  expect(out).toBe(`${join(shell.folder, 'a.annotated.jsonld')}\n`);
  expect(told).toContain('There is no file');
}));

test('many copies into what is a file: refused, and the file stays', () => inShell(async (shell) => {
  await annotate(shell, 'a.txt');
  await shell.write('taken', 'mine');
  expect(await runExport(shell.context, request({ formats: ['csv', 'tsv'], out: 'taken' }))).toBe(1);
  expect(shell.take().told).toContain('not a folder');
  expect(await readFile(join(shell.folder, 'taken'), 'utf8')).toBe('mine');
}));

const choices = [
  ['by colour', { colors: ['pink', 'blue'] }, 2, '1 annotation was not asked for.'],
  ['by tag', { tags: ['é, too'] }, 1, '2 annotations were not asked for.'],
  ['by state', { resolved: 'resolved' }, 1, '2 annotations were not asked for.'],
  ['without comments', { withComments: false }, 3, '2 comments stay here.'],
] as const;
for (const [name, options, count, sentence] of choices) {
  test(`a choice ${name} tells what stays here`, () => inShell(async (shell) => {
    await annotate(shell, 'a.txt');
    expect(await runExport(shell.context, request({ options: { ...wholeExport, ...options } }))).toBe(0);
    expect(shell.take().told.split('\n').slice(0, 2)).toEqual([count === 1 ? '1 annotation exported.' : `${String(count)} annotations exported.`, sentence]);
    expect(JSON.parse(await readFile(join(shell.folder, 'a.annotated.jsonld'), 'utf8'))).toMatchObject({ total: count });
  }));
}

test('cells are guarded unless it is told otherwise', () => inShell(async (shell) => {
  await annotate(shell, 'a.txt');
  for (const guard of [null, true, false]) {
    await runExport(shell.context, request({ formats: ['csv', 'tsv'], options: { ...wholeExport, guard }, force: true }));
    const guarded = await Promise.all(['csv', 'tsv'].map(async (kind) => (await readFile(join(shell.folder, `a.annotated.${kind}`), 'utf8')).includes("'=1+1")));
    expect(guarded).toEqual([guard ?? true, guard ?? false]);
  }
}));

test('for programs: one object a line, with losses in numbers, failures too', () => inShell(async (shell) => {
  await annotate(shell, 'a.txt');
  await writeFile(join(shell.folder, 'a.annotated.csv'), 'mine');
  expect(await runExport(shell.context, request({ files: ['a.txt', 'nowhere.txt'], formats: ['readwise', 'csv'], json: true }))).toBe(1);
  const lines = shell.take().out.trim().split('\n').map((line) => JSON.parse(line) as unknown);
  const file = join(shell.folder, 'a.txt');
  expect(lines).toEqual([
    { file: join(shell.folder, 'nowhere.txt'), format: null, problem: { kind: 'file-not-found', path: join(shell.folder, 'nowhere.txt') }, message: expect.stringMatching(/^There is no file “.*”\. .+\. Check the name/) as unknown },
    {
      file, format: 'readwise', path: join(shell.folder, 'a.annotated.readwise.csv'), annotations: 3,
      losses: expect.arrayContaining([{ kind: 'look-left-out', count: 2 }]) as unknown, leftOut: { annotations: 0, comments: 0, replies: 0 },
    },
    { file, format: 'csv', problem: { kind: 'file-exists', path: join(shell.folder, 'a.annotated.csv') }, message: expect.stringContaining('--force') as unknown },
  ]);
}));
