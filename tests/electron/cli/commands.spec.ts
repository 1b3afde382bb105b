import { randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { wholeExport } from '../../../core/export/options';
import { adding } from '../../../core/session/change';
import { applyOffer } from '../../../electron/cli/apply-offer';
import type { CommandContext } from '../../../electron/cli/command-context';
import { runExport, type ExportRequest } from '../../../electron/cli/export-command';
import { runImport } from '../../../electron/cli/import-command';
import { runLibraryExport, runLibraryImport } from '../../../electron/cli/library-command';
import { runList } from '../../../electron/cli/list-command';
import { loadDocumentText, type LoadText } from '../../../electron/document-text';
import { profileFolders } from '../../../electron/profile';
import { openLibrary } from '../../../electron/storage/library';
import { annotationOn, openAndSettle, tick, valueOf, type Workshop } from '../workshop';
import { inShell } from './shell';

const text = 'First line, with a cafe\u0301.\nThe ferryman 😀 nodded\u001b[31m.\nThe end.\n';
const marks = [
  annotationOn(text, 'First line', 1, { comment: 'a **start**\nof things', tags: ['opening'] }),
  annotationOn(text, 'line, with', 2, { color: 'blue' }),
  annotationOn(text, '😀 nodded\u001b[31m', 3, { style: 'underline', color: 'pink' }),
];

/** An export of `a.txt` beside it, as the command line asks for it when nothing else is said. */
function exporting(fields: Partial<ExportRequest>): ExportRequest {
  return { files: ['a.txt'], formats: ['html'], out: null, options: wholeExport, force: false, json: false, ...fields };
}

async function annotated({ documents, write }: Workshop, content = text): Promise<string> {
  const path = await write('a.txt', content);
  const { opened } = await openAndSettle(documents, path);
  valueOf(await documents.get(1, opened.documentId)!.saveChange(adding(...marks)));
  await documents.close(1);
  return path;
}

test('the list names line, colour, style, state, tags, words and comment, one annotation after the other', () => inShell(async (shell) => {
  await annotated(shell);
  expect(await runList(shell.context, 'a.txt', false)).toBe(0);
  expect(shell.take()).toEqual({
    out: 'line 1, yellow, highlight, in place, #opening: “First line”\n    a **start** of things\n'
      + 'line 1, blue, highlight, in place: “line, with”\n'
      + 'line 2, pink, underline, in place: “😀 nodded[31m”\n',
    told: '',
  });
}));

test('the list for programs is a collection with places and states', () => inShell(async (shell) => {
  const path = await annotated(shell);
  await writeFile(path, `Before it all, a line.\n${text.replace('The ferryman 😀 nodded\u001b[31m.', 'Gone and forgotten.')}`);
  expect(await runList(shell.context, 'a.txt', true)).toBe(0);
  const { out, told } = shell.take();
  expect(told).toBe('');
  const collection = JSON.parse(out) as { type: string; total: number; first: { items: Record<string, unknown>[] } };
  expect(collection).toMatchObject({ type: 'AnnotationCollection', total: 3 });
  expect(out).toContain('"moved"');
  expect(out).toContain('"orphaned"');
  expect(out).toContain(`"start": ${String('Before it all, a line.\n'.length)}`);
}));

test('annotations beside a file count where its folder is chosen, and are told of where it is not', () => inShell(async (shell) => {
  const path = await annotated(shell);
  const { context, library, besideFolders, folder, take } = shell;
  besideFolders.push(folder);
  valueOf(await library.beside.moveOut(folder));
  const other: CommandContext = { ...context, folders: profileFolders(join(folder, 'other profile')) };
  expect(await runList(other, 'a.txt', false)).toBe(0);
  expect(take()).toEqual({ out: 'No annotations.\n', told: '3 annotations lie beside a.txt that are not here. “manicule import” with a.txt.manicule.json adds them.\n' });
  expect(await runImport(other, { file: 'a.txt', annotations: 'a.txt.manicule.json', prefer: null })).toBe(0);
  take();
  expect(await runList(other, 'a.txt', false)).toBe(0);
  expect(take()).toMatchObject({ told: '', out: expect.stringContaining('blue') as unknown as string });
  const third: CommandContext = { ...context, folders: profileFolders(join(folder, 'third profile')) };
  await mkdir(third.folders.root);
  await writeFile(third.folders.settings, JSON.stringify({ besideFolders }));
  expect(await runList(third, 'a.txt', false)).toBe(0);
  expect(take()).toMatchObject({ told: '', out: expect.stringContaining('blue') as unknown as string });
  // What is saved is there for the next export, which does not take the file beside for a text.
  const extra = annotationOn(text, 'The end', 9, { comment: 'from outside' });
  valueOf(await library.saveChange((await library.find(path))!.documentId, adding(extra)));
  expect(await readFile(`${path}.manicule.json`, 'utf8')).toContain('from outside');
  expect(await runExport(third, exporting({ files: ['.'], formats: ['jsonld'], out: join(folder, 'out') }))).toBe(0);
  expect(take().out).toBe(`${join(folder, 'out', 'a.annotated.jsonld')}\n`);
  expect(await readFile(join(folder, 'out', 'a.annotated.jsonld'), 'utf8')).toContain('from outside');
}));

test('a file without annotations has an empty list', () => inShell(async (shell) => {
  await shell.write('b.txt', 'nothing');
  expect(await runList(shell.context, 'b.txt', false)).toBe(0);
  expect(shell.take().out).toBe('No annotations.\n');
  expect(await runList(shell.context, 'b.txt', true)).toBe(0);
  expect(JSON.parse(shell.take().out)).toMatchObject({ total: 0 });
}));

test('an export goes beside the file, into a folder or to a path, and replaces only by force', () => inShell(async (shell) => {
  await annotated(shell);
  const request = exporting({});
  expect(await runExport(shell.context, request)).toBe(0);
  const beside = join(shell.folder, 'a.annotated.html');
  expect(shell.take()).toEqual({ out: `${beside}\n`, told: '3 annotations exported.\n' });
  expect(await runExport(shell.context, request)).toBe(1);
  expect(shell.take().told).toContain('exists already');
  expect(await runExport(shell.context, { ...request, force: true })).toBe(0);
  expect(await runExport(shell.context, { ...request, out: 'profile' })).toBe(0);
  expect((await stat(join(shell.folders.root, 'a.annotated.html'))).size).toBeGreaterThan(1000);
  expect(await runExport(shell.context, { ...request, formats: ['jsonld'], out: 'x.jsonld' })).toBe(0);
  expect(JSON.parse(await readFile(join(shell.folder, 'x.jsonld'), 'utf8'))).toMatchObject({ total: 3 });
}));

test('an export onto the file itself is refused, by force too', () => inShell(async (shell) => {
  const path = await annotated(shell);
  expect(await runExport(shell.context, exporting({ out: './profile/../a.txt', force: true }))).toBe(1);
  expect(shell.take().told).toContain('the text itself');
  expect(await readFile(path, 'utf8')).toBe(text);
}));

for (const format of ['jsonld', 'html', 'docx', 'odt'] as const) {
  test(`importing ${format} brings everything over once`, () => inShell(async (shell) => {
    await annotated(shell);
    await runExport(shell.context, exporting({ formats: [format], out: `copy.${format}` }));
    await shell.write('other.txt', `One more line in front.\n${text}`);
    shell.take();
    expect(await runImport(shell.context, { file: 'other.txt', annotations: `copy.${format}`, prefer: null })).toBe(0);
    expect(shell.take()).toEqual({ out: '', told: '3 added, 0 updated, 0 already there.\n' });
    expect(await runImport(shell.context, { file: 'other.txt', annotations: `copy.${format}`, prefer: null })).toBe(0);
    expect(shell.take().told).toBe('0 added, 0 updated, 3 already there.\n');
    const { settled, opened } = await openAndSettle(shell.documents, join(shell.folder, 'other.txt'));
    expect(opened.unchanged).toBe(true);
    expect(settled.annotations).toHaveLength(3);
    expect(settled.placements).toEqual({});
  }));
}

test('two versions of one annotation are told, kept apart, and settled as asked for', () => inShell(async (shell) => {
  await annotated(shell);
  const theirs = { ...marks[0]!, comment: 'seen otherwise', color: 'green', target: { ...marks[0]!.target } } as const;
  await runExport(shell.context, exporting({ formats: ['jsonld'], out: 'copy.jsonld' }));
  const copy = join(shell.folder, 'copy.jsonld');
  await writeFile(copy, (await readFile(copy, 'utf8')).replace('a **start**\\nof things', theirs.comment));
  const importing = { file: 'a.txt', annotations: 'copy.jsonld' } as const;
  const comments = async (): Promise<string[]> => {
    shell.take();
    await runList(shell.context, 'a.txt', false);
    return shell.take().out.match(/^ {4}.*$/gm) ?? [];
  };
  shell.take();
  expect(await runImport(shell.context, { ...importing, prefer: null })).toBe(1);
  const { out, told } = shell.take();
  expect(out).toBe('');
  expect(told).toMatch(/1 annotation is another version here\..*--prefer.*\n.*“First line”\n.*here:.*a \*\*start.*\n.*there:.*seen otherwise/);
  expect(await comments()).toEqual(['    a **start** of things']);
  expect(await runImport(shell.context, { ...importing, prefer: 'mine' })).toBe(0);
  expect(await comments()).toEqual(['    a **start** of things']);
  for (let times = 0; times < 2; times += 1) {
    expect(await runImport(shell.context, { ...importing, prefer: 'both' })).toBe(0);
    expect((await comments()).sort()).toEqual(['    a **start** of things', '    seen otherwise']);
  }
}));

test('an import that brings nothing, or cannot be read, leaves no record behind', () => inShell(async (shell) => {
  await shell.write('a.txt', text);
  await shell.write('empty.json', JSON.stringify({ title: 'a', entries: [] }));
  const known = async (): Promise<readonly string[]> => {
    const library = await openLibrary(shell.folders.library, { now: tick, newId: randomUUID, onProblem: (problem) => shell.problems.push(problem) });
    const ids = await library.documentIds();
    await library.close();
    return ids;
  };
  expect(await runImport(shell.context, { file: 'a.txt', annotations: 'empty.json', prefer: null })).toBe(0);
  expect(shell.take().told).toContain('empty.json');
  expect(await runImport(shell.context, { file: 'a.txt', annotations: 'gone.json', prefer: null })).toBe(1);
  expect(shell.take().told).toContain('gone.json');
  expect(await known()).toEqual([]);
  await annotated(shell);
  expect(await runImport(shell.context, { file: 'a.txt', annotations: 'empty.json', prefer: null })).toBe(0);
  expect(await known()).toHaveLength(1);
}));

test('what changed while an import was read is compared again, and settled as asked for', () => inShell(async (shell) => {
  const path = await annotated(shell);
  const { opened } = await openAndSettle(shell.documents, path);
  const session = shell.documents.get(1, opened.documentId)!;
  const [first, second] = [marks[0]!, marks[1]!];
  const theirs = { ...first, comment: 'theirs 😀', revision: 2 };
  // Read when the first was as it had been made, and the second was not there.
  const offer = { change: { added: [{ ...second, comment: 'brought' }], updated: [{ before: first, after: theirs }], removed: [] }, conflicts: [] };
  valueOf(await session.saveChange({ added: [], updated: [{ before: first, after: { ...first, comment: 'meanwhile', revision: 2 } }], removed: [] }));
  const kept = valueOf(await applyOffer(session, offer, null));
  expect(kept.offer.conflicts.map(({ mine, theirs: brought }) => [mine.comment, brought.comment])).toEqual([['', 'brought'], ['meanwhile', 'theirs 😀']]);
  expect(kept.change).toEqual(adding());
  const taken = valueOf(await applyOffer(session, offer, 'theirs'));
  expect(taken.change.updated.map(({ after }) => [after.comment, after.revision])).toEqual([['brought', 2], ['theirs 😀', 3]]);
  const comments = valueOf(await session.basis()).annotations.map(({ comment }) => comment);
  expect(comments).toEqual(expect.arrayContaining(['brought', 'theirs 😀']));
}));

test('what another program is writing while an import is applied is seen, and kept', () => inShell(async (shell) => {
  const path = await annotated(shell);
  const { opened } = await openAndSettle(shell.documents, path);
  const session = shell.documents.get(1, opened.documentId)!;
  const first = marks[0]!;
  const offer = { change: { added: [], updated: [{ before: first, after: { ...first, comment: 'theirs 😀', revision: 2 } }], removed: [] }, conflicts: [] };
  const other = await openLibrary(shell.folders.library, { now: tick, newId: randomUUID, onProblem: (problem) => shell.problems.push(problem) });
  let applying: ReturnType<typeof applyOffer> | null = null;
  valueOf(await other.revise(session.recordId!, () => {
    applying = applyOffer(session, offer, 'mine');
    return { added: [], updated: [{ before: first, after: { ...first, comment: 'meanwhile', revision: 2 } }], removed: [] };
  }));
  await other.close();
  expect(valueOf(await applying!).offer.conflicts.map(({ mine, theirs }) => [mine.comment, theirs.comment])).toEqual([['meanwhile', 'theirs 😀']]);
  expect(valueOf(await session.basis()).annotations.map(({ comment }) => comment)).toContain('meanwhile');
}));

test('a passage that never had a place has no line, and a file without annotations is said to have none', () => inShell(async (shell) => {
  await shell.write('a.txt', text);
  await shell.write('book.json', JSON.stringify({ title: 'a', entries: [{ text: 'This stands nowhere' }, { text: 'The end', note: 'or not?' }] }));
  await shell.write('empty.json', JSON.stringify({ title: 'a', entries: [] }));
  expect(await runImport(shell.context, { file: 'a.txt', annotations: 'book.json', prefer: null })).toBe(0);
  expect(shell.take().told).toBe('2 added, 0 updated, 0 already there.\n1 annotation could not be placed for certain; it waits for review.\n');
  expect(await runList(shell.context, 'a.txt', false)).toBe(0);
  expect(shell.take().out).toBe('no place yet, yellow, highlight, passage gone: “This stands nowhere”\nline 3, yellow, highlight, in place: “The end”\n    or not?\n');
  expect(await runImport(shell.context, { file: 'a.txt', annotations: 'empty.json', prefer: null })).toBe(0);
  expect(shell.take().told).toBe('“empty.json” holds no annotations.\n');
}));

test('theirs takes the place of mine', () => inShell(async (shell) => {
  await annotated(shell);
  await runExport(shell.context, exporting({ formats: ['jsonld'], out: 'copy.jsonld' }));
  const copy = join(shell.folder, 'copy.jsonld');
  await writeFile(copy, (await readFile(copy, 'utf8')).replace('a **start**\\nof things', 'seen otherwise'));
  expect(await runImport(shell.context, { file: 'a.txt', annotations: 'copy.jsonld', prefer: 'theirs' })).toBe(0);
  shell.take();
  await runList(shell.context, 'a.txt', false);
  expect(shell.take().out.match(/^ {4}.*$/gm)).toEqual(['    seen otherwise']);
  expect(await runImport(shell.context, { file: 'a.txt', annotations: 'copy.jsonld', prefer: null })).toBe(0);
}));

test('the whole library goes out as one file and into another profile, once', () => inShell(async (shell) => {
  await annotated(shell);
  expect(await runLibraryExport(shell.context, 'all.manicule', false)).toBe(0);
  expect(shell.take()).toEqual({ out: '', told: 'Documents exported: 1, with 3 annotations in all.\n' });
  expect(await runLibraryExport(shell.context, 'all.manicule', false)).toBe(1);
  expect(shell.take().told).toContain('exists already');
  expect(await runLibraryExport(shell.context, 'all.manicule', true)).toBe(0);
  shell.take();
  const other = { ...shell.context, folders: profileFolders(join(shell.folder, 'other')) };
  expect(await runLibraryImport(other, 'all.manicule')).toBe(0);
  expect(await runLibraryImport(other, 'all.manicule')).toBe(0);
  expect(shell.take().told).toBe('Documents read: 1. Annotations added: 3.\nDocuments read: 1. Annotations added: 0.\n');
  expect(await runList(other, 'a.txt', false)).toBe(0);
  expect(shell.take().out).toContain('😀 nodded');
  expect(await runLibraryImport(other, 'a.txt')).toBe(1);
}));

test('a renamed file is known to every command', () => inShell(async (shell) => {
  const path = await annotated(shell);
  await rename(path, join(shell.folder, 'renamed.txt'));
  expect(await runList(shell.context, 'renamed.txt', false)).toBe(0);
  expect(shell.take().out).toContain('First line');
}));

/** Enough of a text to be known again when it was edited. */
const report = `${text}${Array.from({ length: 9 }, (_, n) => `Section ${String(n)} says what state item number ${String(n)} is in 😀, and who signs.\n`).join('')}`;

test('a command goes by no guess: of much the same text it tells, and takes nothing from there; an import says what came along', () => inShell(async (shell) => {
  await annotated(shell, report);
  await shell.write('feb.txt', `February.\n${report}`);
  const alike = 'feb.txt has no annotations of its own. It holds much of the text of a.txt: opened in a window, it gets a copy of the annotations of that file.\n';
  expect(await runList(shell.context, 'feb.txt', false)).toBe(0);
  expect(shell.take()).toEqual({ out: 'No annotations.\n', told: alike });
  expect(await runExport(shell.context, exporting({ files: ['feb.txt'], formats: ['jsonld'] }))).toBe(0);
  expect(shell.take().told).toContain(alike);
  expect(await readFile(join(shell.folder, 'feb.annotated.jsonld'), 'utf8')).not.toContain('First line');
  expect(await shell.library.find(join(shell.folder, 'feb.txt'))).toBeNull();
  await shell.write('one.jsonld', strangers('February', 'from outside'));
  expect(await runImport(shell.context, { file: 'feb.txt', annotations: 'one.jsonld', prefer: null })).toBe(0);
  expect(shell.take().told).toContain('feb.txt has got a copy of 3 annotations of a.txt, whose text it holds, or much of it.\n');
  expect((await shell.library.find(join(shell.folder, 'feb.txt')))?.annotations).toHaveLength(4);
}));

test('the same text in other bytes is known to every command', () => inShell(async (shell) => {
  await annotated(shell);
  await shell.write('crlf.txt', text.replaceAll('\n', '\r\n'));
  expect(await runList(shell.context, 'crlf.txt', false)).toBe(0);
  expect(shell.take()).toMatchObject({ told: '', out: expect.stringContaining('line 2, pink, underline, in place') as unknown });
}));

test('an import while the document is open reaches the window', () => inShell(async (shell) => {
  await annotated(shell);
  await runExport(shell.context, exporting({ formats: ['jsonld'], out: 'copy.jsonld' }));
  const { opened } = await openAndSettle(shell.documents, await shell.write('b.txt', `${text}Another.\n`));
  expect(opened.annotations).toEqual([]);
  expect(await runImport(shell.context, { file: 'b.txt', annotations: 'copy.jsonld', prefer: null })).toBe(0);
  await expect.poll(() => shell.notices.filter(({ kind }) => kind === 'annotations-changed')).toHaveLength(1);
  const late = annotationOn(text, 'The end', 9);
  valueOf(await shell.documents.get(1, opened.documentId)!.saveChange(adding(late)));
  await shell.documents.close(1);
  expect(valueOf(await shell.documents.open(join(shell.folder, 'b.txt'), 1)).annotations).toHaveLength(4);
}));

const failing = [
  ['no such file', (context: CommandContext) => runList(context, 'nowhere.txt', false), 'There is no file'],
  ['a folder', (context: CommandContext) => runImport(context, { file: '.', annotations: 'a.txt', prefer: null }), 'is a folder'],
  ['a device', (context: CommandContext) => runList(context, '/dev/zero', true), 'not an ordinary file'],
  ['annotations that are none', (context: CommandContext) => runImport(context, { file: 'a.txt', annotations: 'a.txt', prefer: null }), 'holds no annotations'],
  ['annotations that are not there', (context: CommandContext) => runImport(context, { file: 'a.txt', annotations: 'nowhere.html', prefer: null }), 'There is no file'],
] as const;
for (const [name, run, message] of failing) {
  test(`${name}: status 1, a sentence on stderr, nothing on stdout`, () => inShell(async (shell) => {
    await annotated(shell);
    expect(await run(shell.context)).toBe(1);
    const { out, told } = shell.take();
    expect(out).toBe('');
    expect(told).toMatch(/^manicule: .*\n$/);
    expect(told).toContain(message);
  }));
}

/** Annotations of a text as another program would write them: each on a word of its own. */
function strangers(content: string, comment: string): string {
  const words = [...content.matchAll(/\w+/g)];
  return JSON.stringify(words.map(({ 0: word, index }) => ({
    '@context': 'http://www.w3.org/ns/anno.jsonld', id: `urn:uuid:${randomUUID()}`, type: 'Annotation', motivation: 'commenting',
    body: { type: 'TextualBody', value: comment, purpose: 'commenting' },
    target: { source: 'a.txt', selector: [{ type: 'TextQuoteSelector', exact: word, prefix: content.slice(0, index), suffix: content.slice(index + word.length) }] },
  })));
}

test('an import reads its file once', () => inShell(async ({ context, write, library }) => {
  const path = await write('a.txt', text);
  await write('from.jsonld', strangers(text, 'é'));
  const read: string[] = [];
  const load: LoadText = (file, encoding) => {
    read.push(file);
    return loadDocumentText(file, encoding);
  };
  expect(await runImport(context, { file: 'a.txt', annotations: 'from.jsonld', prefer: null }, load)).toBe(0);
  expect(read).toEqual([path]);
  expect((await library.find(path))?.text).not.toBeNull();
}));

test('imports while a window saves, and opens, lose nothing of either', () => inShell(async (shell) => {
  const { context, documents, library, write } = shell;
  const path = await write('a.txt', text);
  const each = [...text.matchAll(/\w+/g)].length;
  const names = ['one', 'two', 'three'];
  for (const name of names) await write(`${name}.jsonld`, strangers(text, name));
  const saving = async (): Promise<void> => {
    const { opened } = await openAndSettle(documents, path);
    for (let count = 0; count < 20; count += 1) valueOf(await documents.get(1, opened.documentId)!.saveChange(adding(annotationOn(text, 'ferryman', 100 + count, { comment: 'of the window' }))));
  };
  const statuses = await Promise.all([saving(), ...names.map((name) => runImport(context, { file: 'a.txt', annotations: `${name}.jsonld`, prefer: null }))]);
  expect(statuses.slice(1)).toEqual([0, 0, 0]);
  await documents.close(1);
  const comments = (await library.find(path))?.annotations.map(({ comment }) => comment) ?? [];
  expect(Object.fromEntries([...names, 'of the window'].map((name) => [name, comments.filter((comment) => comment === name).length]))).toEqual({ one: each, two: each, three: each, 'of the window': 20 });
  expect(comments).toHaveLength(3 * each + 20);
  expect(shell.problems).toEqual([]);
}));
