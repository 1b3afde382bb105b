import { copyFile, readFile, readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { AnnotationsPart } from '../../core/contract';
import { adding } from '../../core/session/change';
import { success } from '../../core/problem';
import { standardSettings, type SettingsChange } from '../../core/settings';
import { wholeExport } from '../../core/export/options';
import { withLooksOfWindow } from '../../electron/document-looks';
import type { DrawnPage } from '../../electron/look-at-copy';
import type { RunApart } from '../../electron/run-apart';
import { createHandlers, type Desktop, type Handlers } from '../../electron/request-handlers';
import { annotationOn, inWorkshop, openAndSettle, runHere, tick, valueOf, type Workshop } from './workshop';

const text = 'Only the ferryman 😀 knew the hour.\n';

interface Bench {
  readonly workshop: Workshop;
  readonly handlers: Handlers;
  readonly clipboard: string[];
  readonly printed: string[];
  readonly drawn: DrawnPage[];
  readonly done: (number | null)[];
  readonly shown: string[];
  readonly changes: SettingsChange[];
  readonly openedPaths: string[];
  answers: { copy: string | null; annotations: string | null; moved: string | null };
}

async function atBench(use: (bench: Bench) => Promise<void>): Promise<void> {
  await inWorkshop(async (workshop) => {
    const { documents, library, folders } = workshop;
    const bench: Omit<Bench, 'handlers'> = { workshop, clipboard: [], printed: [], drawn: [], done: [], shown: [], changes: [], openedPaths: [], answers: { copy: null, annotations: null, moved: null } };
    const desktop: Desktop = {
      start: () => Promise.resolve({ version: '1', platform: 'linux', settings: standardSettings, systemLanguage: 'en', document: null }),
      openPath: async (path, reveal) => {
        bench.openedPaths.push(reveal === undefined ? path : `${path}#${reveal}`);
        return documents.open(path, 1);
      },
      chooseDocument: () => Promise.resolve(null),
      chooseCopy: () => Promise.resolve(bench.answers.copy),
      chooseAnnotations: () => Promise.resolve(bench.answers.annotations),
      chooseMoved: () => Promise.resolve(bench.answers.moved),
      chooseTourCopy: () => Promise.resolve(join(workshop.folder, 'kept.md')),
      language: () => 'en',
      samplePath: () => workshop.write('sample.md', '# Sample'),
      exportProgress: (_documentId, done) => { bench.done.push(done); },
      printPage: (html) => {
        bench.printed.push(html);
        return Promise.resolve(success(true));
      },
      drawPage: (page) => {
        bench.drawn.push(page);
        return Promise.resolve(success('data:,'));
      },
      saveSettings: (change) => {
        bench.changes.push(change);
        return Promise.resolve(success(null));
      },
      besideFolders: () => bench.changes.findLast(({ besideFolders }) => besideFolders !== undefined)?.besideFolders ?? [],
      copyText: (copied) => { bench.clipboard.push(copied); },
      showInFolder: (path) => { bench.shown.push(path); },
      storageFolder: folders.root,
      readyToClose: () => undefined,
      textShown: () => undefined,
    };
    const handlers = createHandlers({ owner: 1, documents, library: Promise.resolve(library), desktop, run: runHere, runApart: ((name, input, _signal, tell) => runHere(name, input, tell)) satisfies RunApart, runSearch: runHere, tour: workshop.tour, version: '1', now: tick, recentChanged: () => undefined });
    await use({ ...bench, handlers, answers: bench.answers });
  });
}

test('annotations are kept beside the files of a folder, and back; the window names the document alone', () => atBench(async ({ workshop, handlers, changes }) => {
  const path = await workshop.write('a.txt', text);
  const { opened } = await openAndSettle(workshop.documents, path);
  const mark = annotationOn(text, '😀', 1, { comment: 'smiles' });
  valueOf(await handlers.saveChange(opened.documentId, adding(mark)));
  expect(valueOf(await handlers.findPlace(opened.documentId))).toEqual({ beside: false, folder: workshop.folder, besideName: 'a.txt.manicule.json', storage: workshop.folders.root });
  expect(await handlers.keepBeside(opened.documentId, 'yes')).toMatchObject({ ok: false });
  const follow = async (beside: boolean) => {
    const moving = handlers.keepBeside(opened.documentId, beside);
    const moved = await moving;
    workshop.besideFolders.splice(0, 9, ...changes.at(-1)?.besideFolders ?? []);
    return moved;
  };
  workshop.besideFolders.push(workshop.folder);
  expect(valueOf(await follow(true))).toEqual({ documents: 1, annotations: 1, problems: [] });
  expect(changes).toEqual([{ besideFolders: [workshop.folder] }]);
  expect(await readFile(`${path}.manicule.json`, 'utf8')).toContain('smiles');
  expect(valueOf(await follow(false))).toEqual({ documents: 1, annotations: 1, problems: [] });
  expect(changes.at(-1)).toEqual({ besideFolders: [] });
  expect(valueOf(await follow(true)).annotations).toBe(1);
  for (const folder of ['/etc', null, join(workshop.folder, '..')]) expect(await handlers.leaveFolder(folder)).toMatchObject({ ok: false, problem: { kind: 'invalid-argument' } });
  expect(valueOf(await handlers.leaveFolder(workshop.folder))).toEqual({ documents: 1, annotations: 1, problems: [] });
  expect(changes.at(-1)).toEqual({ besideFolders: [] });
  expect(await readdir(workshop.folder)).not.toContain('a.txt.manicule.json');
  expect(valueOf(await handlers.settle(opened.documentId)).annotations).toEqual([mark]);
}));

test('annotations of someone else beside a file are counted, and come in like an import', () => atBench(async ({ workshop, handlers }) => {
  const path = await workshop.write('a.txt', text);
  const { opened } = await openAndSettle(workshop.documents, path);
  const mark = annotationOn(text, '😀', 1, { comment: 'smiles' });
  valueOf(await handlers.saveChange(opened.documentId, adding(mark)));
  await copyFile(join(workshop.folders.library, 'documents', `${(await workshop.library.find(path))!.documentId}.json`), `${path}.manicule.json`);
  expect(valueOf(await handlers.settle(opened.documentId)).unknownBeside).toBe(0);
  valueOf(await handlers.saveChange(opened.documentId, { added: [], updated: [], removed: [mark] }));
  const other = await workshop.write('b.txt', text);
  await rename(`${path}.manicule.json`, `${other}.manicule.json`);
  const second = await openAndSettle(workshop.documents, other);
  expect(second.settled.unknownBeside).toBe(1);
  expect(valueOf(await handlers.importBeside(second.opened.documentId))).toMatchObject({ change: { added: [{ id: mark.id, comment: 'smiles' }] }, conflicts: [] });
}));

test('a document is saved, exported and imported by its id', () => atBench(async ({ workshop, handlers, answers, shown }) => {
  const { opened } = await openAndSettle(workshop.documents, await workshop.write('a.txt', text));
  const mark = annotationOn(text, '😀', 1, { comment: 'smiles' });
  expect(await handlers.saveChange(opened.documentId, adding(mark))).toEqual({ ok: true, value: null });
  expect(await handlers.showInFolder('lastExport')).toMatchObject({ ok: false });
  expect(await handlers.exportCopy(opened.documentId, 'html', wholeExport)).toEqual({ ok: true, value: null });
  answers.copy = join(workshop.folder, 'a.html');
  expect(await handlers.exportCopy(opened.documentId, 'html', wholeExport)).toEqual({ ok: true, value: { path: answers.copy, annotations: 1, losses: [], leftOut: { annotations: 0, comments: 0, replies: 0 } } });
  expect(await readFile(answers.copy, 'utf8')).toContain('smiles');
  valueOf(await handlers.showInFolder('lastExport'));
  valueOf(await handlers.showInFolder('storage'));
  expect(shown).toEqual([answers.copy, workshop.folders.root]);
  answers.annotations = answers.copy;
  expect(await handlers.importAnnotations(opened.documentId)).toMatchObject({ ok: true, value: { alreadyThere: 1, conflicts: [] } });
  expect(await handlers.settle(opened.documentId)).toMatchObject({ ok: true, value: { annotations: [mark], problems: [] } });
  const [recent] = await handlers.listRecent();
  expect(recent).toMatchObject({ name: 'a.txt', annotations: 1 });
  valueOf(await handlers.forgetRecent(recent!.documentId));
  expect(await handlers.listRecent()).toEqual([]);
  expect(await handlers.openRecent(recent!.documentId)).toMatchObject({ ok: true, value: { annotations: [mark] } });
}));

test('a change that is too large for one message comes in parts and is saved as one', () => atBench(async ({ workshop, handlers }) => {
  const { opened } = await openAndSettle(workshop.documents, await workshop.write('a.txt', text));
  const marks = ['Only', 'the', '😀', 'knew'].map((exact, number) => annotationOn(text, exact, number));
  const [change, other] = ['00000000-0000-4000-8000-00000000000a', '00000000-0000-4000-8000-00000000000b'];
  const send = (name: unknown, part: unknown) => handlers.sendPart(opened.documentId, name, part);
  // One that was given up: nothing of it is saved.
  valueOf(await send(other, JSON.stringify(adding(marks[3]!))));
  for (const mark of marks.slice(0, 3)) valueOf(await send(change, JSON.stringify(adding(mark))));
  for (const [name, part] of [[change, '{'], [change, '{"added":[{}]}'], [change, adding(marks[0]!)], ['x', '{}']]) expect(await send(name, part)).toMatchObject({ ok: false, problem: { kind: 'invalid-argument' } });
  expect(await handlers.saveParts(opened.documentId, other)).toMatchObject({ ok: false });
  expect(await handlers.saveParts(other, change)).toMatchObject({ ok: false });
  valueOf(await handlers.saveParts(opened.documentId, change));
  expect(await handlers.saveParts(opened.documentId, change)).toMatchObject({ ok: false });
  expect(valueOf(await handlers.settle(opened.documentId)).annotations).toEqual(marks.slice(0, 3));
}));

test('very many annotations come in parts; the same list keeps its number', () => atBench(async ({ workshop, handlers }) => {
  const path = await workshop.write('a.txt', text);
  const { opened } = await openAndSettle(workshop.documents, path);
  const marks = Array.from({ length: 1_200 }, (_, number) => annotationOn(text, '😀', number, { comment: `${String(number)} 😀` }));
  valueOf(await handlers.saveChange(opened.documentId, adding(...marks)));
  await workshop.documents.close(1);
  const again = valueOf(await workshop.documents.open(path, 1));
  expect(again).toMatchObject({ annotations: [], long: { count: 1_200 } });
  const { list } = again.long!;
  for (let index = 1, { last } = again.firstChunk; !last; index += 1) ({ last } = valueOf(await handlers.readChunk(again.documentId, index)));
  const settled = valueOf(await handlers.settle(again.documentId));
  expect(settled).toMatchObject({ annotations: [], long: { list } });
  const read: unknown[] = [];
  for (let from: number | null = 0; from !== null;) {
    const part: AnnotationsPart = valueOf(await handlers.readAnnotations(again.documentId, list, from));
    expect(part.json.length).toBeLessThan(300_000);
    read.push(...(JSON.parse(part.json) as { annotations: unknown[] }).annotations);
    from = part.next;
  }
  expect(read).toEqual(marks);
  valueOf(await handlers.saveChange(again.documentId, { added: [], updated: [], removed: [marks[3]!] }));
  expect(valueOf(await handlers.settle(again.documentId)).long).toEqual({ list: list + 1, count: 1_199 });
  for (const [other, from] of [[list + 9, 0], [list, 9_999]] as const) expect(await handlers.readAnnotations(again.documentId, other, from)).toMatchObject({ ok: false });
}));

test('a file that changes while it is read is told once it rests', () => atBench(async ({ workshop, handlers }) => {
  const path = await workshop.write('long.txt', text.repeat(40_000));
  const opened = valueOf(await workshop.documents.open(path, 1));
  await workshop.write('long.txt', text.repeat(50_000));
  const reading = async (): Promise<unknown> => {
    for (let index = 1; ; index += 1) {
      const chunk = await handlers.readChunk(opened.documentId, index);
      if (!chunk.ok || chunk.value.last) return chunk;
    }
  };
  expect(await reading()).toMatchObject({ ok: false, problem: { kind: 'changed-while-reading' } });
  await expect.poll(() => workshop.notices).toEqual([{ kind: 'file-changed', documentId: opened.documentId, gone: false }]);
}));

test('what is asked for anew is asked for by the opening that the window shows', () => atBench(async ({ workshop, handlers }) => {
  const path = await workshop.write('a.txt', text);
  const first = await openAndSettle(workshop.documents, path);
  valueOf(await handlers.saveChange(first.opened.documentId, adding(annotationOn(text, '😀', 1))));
  await workshop.documents.close(1);
  const { opened } = await openAndSettle(workshop.documents, path);
  const { digest } = (await workshop.library.find(path))!.text!;
  // An answer that comes while something is being typed is not shown, and neither is what came between.
  for (const next of [path, await workshop.write('b.txt', text)]) {
    expect(valueOf(await handlers.reopen(opened.documentId)).formerText).toBe(digest);
    valueOf(await workshop.documents.open(next, 1));
  }
  expect(valueOf(await handlers.reopen(opened.documentId)).formerText).toBe(digest);
}));

test('the look of a document is kept under its id in the library, whatever the window calls it', () => atBench(async ({ workshop, handlers, changes }) => {
  const path = await workshop.write('b.txt', text);
  const { look } = standardSettings;
  const opened = valueOf(await workshop.documents.open(path, 1));
  valueOf(await handlers.saveSettings({ sidebar: true, documentLooks: { [opened.documentId]: { ...look, theme: 'sepia' } } }));
  valueOf(await handlers.saveSettings({ documentLooks: { [opened.documentId]: null } }));
  const recordId = (await workshop.library.find(path))!.documentId;
  expect(recordId).not.toBe(opened.documentId);
  expect(changes).toEqual([
    { sidebar: true, documentLooks: { [recordId]: { ...look, theme: 'sepia' } } },
    { documentLooks: { [recordId]: null } },
  ]);
  expect(await handlers.saveSettings('x')).toMatchObject({ ok: false });
}));

test('the look of a document whose file opens afresh is kept under its id in the library, and given, by whichever opening the window names it', () => atBench(async ({ workshop, handlers, changes }) => {
  const path = await workshop.write('b 😀.txt', text);
  const { look } = standardSettings;
  const own = { ...look, theme: 'sepia' } as const;
  const { opened } = await openAndSettle(workshop.documents, path);
  valueOf(await handlers.saveChange(opened.documentId, adding(annotationOn(text, '😀', 1, { comment: 'e\u0301' }))));
  const recordId = workshop.documents.get(1)!.recordId!;
  // Its answer is not shown as long as something is being typed.
  const afresh = valueOf(await handlers.reopen(opened.documentId));
  const kept = { ...standardSettings, documentLooks: { [recordId]: own } };
  expect(withLooksOfWindow(workshop.documents, 1, kept).documentLooks).toEqual({ [recordId]: own, [opened.documentId]: own, [afresh.documentId]: own });
  for (const { documentId } of [opened, afresh]) valueOf(await handlers.saveSettings({ documentLooks: { [documentId]: own } }));
  expect(changes).toEqual([{ documentLooks: { [recordId]: own } }, { documentLooks: { [recordId]: own } }]);
  expect(withLooksOfWindow(workshop.documents, 1, kept).documentLooks).toEqual({ [recordId]: own, [afresh.documentId]: own });
  expect(withLooksOfWindow(workshop.documents, 2, kept)).toEqual(kept);
}));

test('a choice of annotations is looked at, written, copied and printed', () => atBench(async ({ workshop, handlers, answers, clipboard, printed, drawn, done }) => {
  const { opened } = await openAndSettle(workshop.documents, await workshop.write('a.txt', text));
  const [smile, hour] = [annotationOn(text, '😀', 1, { comment: 'smiles' }), annotationOn(text, 'hour', 2, { color: 'blue', comment: 'which?' })];
  valueOf(await handlers.saveChange(opened.documentId, adding(smile, hour)));
  const options = { ...wholeExport, colors: ['blue'] };
  expect(valueOf(await handlers.previewCopy(opened.documentId, 'critic', options))).toEqual({
    annotations: 1, losses: [{ kind: 'look-left-out', count: 1 }], leftOut: { annotations: 1, comments: 0, replies: 0 },
    text: 'Only the ferryman 😀 knew the {==hour==}{>>which?<<}.\n', whole: true,
  });
  expect(valueOf(await handlers.previewCopy(opened.documentId, 'html', options)).text).toBeNull();
  for (const format of ['html', 'pdf', 'pdf-margin']) expect(valueOf(await handlers.drawCopy(opened.documentId, format, { ...options, paper: 'Letter' }))).toBe('data:,');
  expect(valueOf(await handlers.drawCopy(opened.documentId, 'critic', options))).toBeNull();
  expect(drawn.map(({ width }) => width)).toEqual([1040, 816, 816]);
  expect(drawn.map(({ html }) => [html.includes('which?'), html.includes('smiles'), html.includes('class="sheet-head">a.txt<')])).toEqual([[true, false, false], [false, false, true], [true, false, true]]);
  answers.copy = join(workshop.folder, 'a.critic.md');
  valueOf(await handlers.exportCopy(opened.documentId, 'critic', options));
  expect(await readFile(answers.copy, 'utf8')).toBe('Only the ferryman 😀 knew the {==hour==}{>>which?<<}.\n');
  expect(done).toEqual([0.2, 0.4, 0.8, 1, null]);
  expect(valueOf(await handlers.copyAnnotations(opened.documentId, 'quote', [smile.id]))).toBe(1);
  expect(valueOf(await handlers.copyAnnotations(opened.documentId, 'critic', null))).toBe(2);
  expect(valueOf(await handlers.copyAnnotations(opened.documentId, 'critic', []))).toBe(0);
  expect(clipboard).toEqual(['“😀”\n(a.txt, line 1)', '{==😀==}{>>smiles<<}\n\n{==hour==}{>>which?<<}']);
  expect(valueOf(await handlers.printCopy(opened.documentId))).toBe(true);
  expect(printed[0]).toContain('which?');
  valueOf(await handlers.cancelExport(opened.documentId));
}));

test('the export dialog cannot be led onto the document', () => atBench(async ({ workshop, handlers, answers }) => {
  const path = await workshop.write('a.txt', text);
  const { opened } = await openAndSettle(workshop.documents, path);
  answers.copy = path;
  expect(await handlers.exportCopy(opened.documentId, 'html', wholeExport)).toMatchObject({ ok: false, problem: { kind: 'write-failed', code: 'SOURCE' } });
  expect(await readFile(path, 'utf8')).toBe(text);
}));

/** Values that have broken programs. */
const hostile: readonly unknown[] = [
  undefined, null, true, 0, -0, -1, 1.5, NaN, Infinity, -Infinity, 2 ** 53, 2 ** 31, '', ' ', '\0', '\ud800', '\udc00x', '../../../../etc/passwd', '/etc/passwd', '/dev/zero',
  'file:///etc/passwd', '__proto__', 'constructor', 'x'.repeat(200_000), '00000000-0000-4000-8000-000000000001', [], [[]], [null], {}, { __proto__: { length: 1 } },
  JSON.parse('{"__proto__": {"added": []}}'), { added: {}, updated: [], removed: [] }, { added: [], updated: [], removed: [null] }, { added: [{ id: 1 }], updated: [], removed: [] },
  { length: 1e9 }, new Date(0), new Map([['a', 1]]), new Uint8Array(8), Symbol.iterator, 10n, () => 'called', { toString: () => { throw new Error('thrown by an argument'); } },
  { then: () => undefined }, new Error('an error'), Object.create(null), /x/,
];

/** Numbers without chance: the same run each time. */
function* numbers(seed: number): Generator<number, never> {
  for (let state = seed; ;) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    yield state;
  }
}

test('600 calls with hostile arguments are answered, and do nothing', () => atBench(async ({ workshop, handlers, clipboard, openedPaths }) => {
  const { opened } = await openAndSettle(workshop.documents, await workshop.write('a.txt', text));
  const mark = annotationOn(text, 'hour', 1);
  valueOf(await handlers.saveChange(opened.documentId, adding(mark)));
  const recordId = workshop.documents.get(1)?.recordId ?? '';
  const names = (Object.keys(handlers) as (keyof Handlers)[]).filter((name) => name !== 'start');
  const random = numbers(4711);
  const pick = <Item>(items: readonly Item[]): Item => items[random.next().value % items.length]!;
  for (let call = 0; call < 600; call += 1) {
    const name = names[call % names.length]!;
    const parameters = [random.next().value % 3 === 0 ? opened.documentId : pick(hostile), pick(hostile), pick(hostile)].slice(0, random.next().value % 4);
    const answer: unknown = await handlers[name](...parameters);
    // What a document of its own holds, it may be told when it asks rightly: also of one that it has not left yet.
    const secret = name === 'settle' || name === 'reopen' || name === 'readAnnotations' ? /root:|at .*\.ts/ : /root:|at .*\.ts|ferryman .*knew/;
    expect(JSON.stringify(answer) ?? '', `${name}(${parameters.map((value) => typeof value).join(', ')})`).not.toMatch(secret);
    if (name !== 'listRecent') expect(answer).toHaveProperty('ok');
  }
  expect(openedPaths.filter((path) => !path.startsWith(workshop.folder))).toEqual(openedPaths.filter((path) => ['/etc/passwd', '/dev/zero'].includes(path)));
  expect(clipboard.every((copied) => typeof copied === 'string')).toBe(true);
  expect(valueOf(await workshop.library.load(recordId)).annotations).toEqual([mark]);
}));

const wrongCalls: readonly (readonly [string, (handlers: Handlers) => Promise<unknown>, string])[] = [
  ['an id that is none', (handlers) => handlers.readChunk('a', 0), 'documentId'],
  ['minus zero as a chunk', (handlers) => handlers.readChunk('00000000-0000-4000-8000-000000000001', -0), 'index'],
  ['half a chunk', (handlers) => handlers.readChunk('00000000-0000-4000-8000-000000000001', 0.5), 'index'],
  ['a position that is not a number', (handlers) => handlers.saveReadingPosition('00000000-0000-4000-8000-000000000001', '1'), 'offset'],
  ['a change that is none', (handlers) => handlers.saveChange('00000000-0000-4000-8000-000000000001', { added: [] }), 'change'],
  ['a text that is none for the clipboard', (handlers) => handlers.copyText({}), 'text'],
  ['a dropped file with a relative path', (handlers) => handlers.openDropped('a.txt'), 'file'],
  ['a dropped file with a NUL in its path', (handlers) => handlers.openDropped('/tmp/a\0.txt'), 'file'],
  ['export options that are none', (handlers) => handlers.exportCopy('00000000-0000-4000-8000-000000000001', 'html', { colors: 'all' }), 'options'],
  ['a form for the clipboard that is none', (handlers) => handlers.copyAnnotations('00000000-0000-4000-8000-000000000001', 'html', null), 'form'],
  ['ids that are none', (handlers) => handlers.copyAnnotations('00000000-0000-4000-8000-000000000001', 'quote', ['1']), 'ids'],
  ['something else to show', (handlers) => handlers.showInFolder('/etc'), 'what'],
  ['less than nothing unsaved', (handlers) => handlers.readyToClose(-1), 'unsaved'],
];
for (const [name, call, argument] of wrongCalls) {
  test(`${name} is refused by name`, () => atBench(async ({ handlers }) => {
    expect(await call(handlers)).toEqual({ ok: false, problem: { kind: 'invalid-argument', argument } });
  }));
}

test('a document that is not open here is unknown', () => atBench(async ({ workshop, handlers }) => {
  const other = valueOf(await workshop.documents.open(await workshop.write('b.txt', 'b'), 2));
  expect(await handlers.readChunk(other.documentId, 0)).toEqual({ ok: false, problem: { kind: 'unknown-document', documentId: other.documentId } });
  expect(await handlers.settle(other.documentId)).toMatchObject({ ok: false, problem: { kind: 'unknown-document' } });
}));

test('an unknown format is named', () => atBench(async ({ handlers }) => {
  expect(await handlers.exportCopy('00000000-0000-4000-8000-000000000001', 'papyrus')).toEqual({ ok: false, problem: { kind: 'unknown-format', format: 'papyrus' } });
}));
