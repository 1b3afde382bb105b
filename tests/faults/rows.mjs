// Which test stands for which row of faults, and what becomes of the row when one defence is taken out of the sources: its test has to fail then.
// A check that never fails proves nothing. `from` stands once in `file`; `only` is the part of the test's name.
const badStates = 'tests/electron/storage/bad-states.spec.ts';
const library = 'tests/electron/storage/library.spec.ts';
const watching = 'tests/electron/watch-file.spec.ts';
const windows = 'tests/faults/window.spec.ts';
const whichText = 'tests/electron/which-text.spec.ts';
const windowText = 'electron/window-text.ts';
const durableFile = 'electron/storage/durable-file.ts';
const lock = 'electron/storage/lock.ts';
const keepBeside = { file: durableFile, from: 'await keepAs(target, `${target}.bak`);', to: '' };
const keepDated = { file: durableFile, from: 'if (!this.worthBackup || !isBackupDue(this.lastBackup, now)) return;', to: 'if (now) return;' };

const brief = 'tests/electron/storage/faults.spec.ts';
const durableWrite = 'electron/storage/durable-write.ts';

/** @type {readonly import('./rows.d.mts').Row[]} */
export const rows = [
  { row: 'D1', defence: 'a new file takes the old one’s place', file: durableWrite, from: 'return takePlace(path, await writeAhead(path, pieces, options), options);', to: 'await options.beforeRename?.();\n  await rm(path, { force: true });\n  return writePieces(path, pieces, options);', test: brief, only: 'killed at random moments' },
  { row: 'D1', defence: 'a lock whose owner is gone is taken over', file: lock, from: "if (state === 'gone') return true;", to: "if (state === 'gone') return false;", test: brief, only: 'killed at random moments' },
  {
    row: 'D2', defence: 'the window is told only when the disk has it', file: 'electron/change-handlers.ts',
    from: "return change ? withSession(documents, owner, documentId, (session) => session.saveChange(change)) : refused('change');",
    to: 'setTimeout(() => { void withSession(documents, owner, documentId, (session) => session.saveChange(change!)); }, 2_000); return success(null);',
    test: windows, only: 'D2',
  },
  { row: 'D3', defence: 'errors of the system reach whoever saves', file: durableWrite, from: 'return takePlace(path, await writeAhead(path, pieces, options), options);', to: "return writeAhead(path, pieces, options).then((ahead) => takePlace(path, ahead, options)).catch((error) => ({ inode: String(error), size: 0, modified: '' }));", test: brief, only: 'a system call that fails' },
  { row: 'D3', defence: 'what is in memory is on the disk', file: 'electron/storage/document-store.ts', from: '    await this.adapter.write(next);\n    this.data = next;', to: '    this.data = next;\n    await this.adapter.write(next);', test: brief, only: 'a system call that fails' },
  { row: 'D5', defence: 'the checksum has to be right', file: 'core/store-file.ts', from: "if (summary && sum !== null && lines[lines.length - 1] === `,\"sha256\":\"${sum}\"}`) {", to: 'if (summary && sum !== null) {', test: badStates, only: 'finds one letter changed' },
  { row: 'D5', defence: 'the last good state is kept beside the file', ...keepBeside, test: badStates, only: 'finds an empty file' },
  { row: 'D5', defence: 'dated backups', ...keepDated, test: badStates, only: 'finds no documents at all' },
  { row: 'D5', defence: 'damaged bytes are set aside', file: durableFile, from: 'if (found) setAsideAs = await setAside(this.path, this.options.setAside, this.options.now());', to: 'if (found) void setAside;', test: badStates, only: 'finds null' },
  { row: 'D5', defence: 'what is whole in a damaged file is used', file: durableFile, from: 'withSalvage(copy?.stored ?? null, rest)', to: '(copy?.stored ?? null)', test: badStates, only: 'finds all but the last byte' },
  { row: 'D5', defence: 'bytes that are no UTF-8 are damage', file: 'electron/storage/read-store.ts', from: "new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })", to: "new TextDecoder('utf-8', { ignoreBOM: true })", test: badStates, only: 'finds bytes that are no UTF-8 under a checksum' },
  { row: 'D5', defence: 'a newer version is not written to', file: durableFile, from: 'if (this.newer !== null) throw new StorageFailure(', to: 'if (this.newer === -1) throw new StorageFailure(', test: badStates, only: 'finds a file of a newer Manicule' },
  { row: 'D5', defence: 'only files are read', file: 'electron/storage/read-store.ts', from: 'if (!found.isFile()) return null;', to: '', test: badStates, only: 'finds a folder of that name' },
  { row: 'D5', defence: 'a link leads where the person said', file: durableFile, from: 'const target = await followLinks(this.path);\n    const before', to: 'const target = this.path;\n    const before', test: badStates, only: 'finds a link that the person made' },
  { row: 'D5', defence: 'a lock without content is given up', file: lock, from: "if (state === 'unknown') return unchangedFor(path, mark) > forgottenAfter;", to: "if (state === 'unknown') return unchangedFor(path, mark) < 0 * forgottenAfter;", test: badStates, only: 'finds a lock without content' },
  { row: 'D5', defence: 'the index is believed only with its checksum', file: 'electron/storage/library-index.ts', from: 'if (content.slice(end) !== ', to: "if (content === '' && content.slice(end) !== ", test: badStates, only: 'finds an index that says something else' },
  { row: 'D5', defence: 'a version kept apart that changed meanwhile stays', file: 'electron/storage/beside.ts', from: 'await takeAside(copy.path, copy.stamp, this.surroundings.setAside, this.surroundings.now());', to: 'const now = this.surroundings.now(); await takeAside(copy.path, (await besideStamp(copy.path)) as Stamp, this.surroundings.setAside, now);', test: 'tests/electron/storage/beside.spec.ts', only: 'changes while it is taken in' },
  { row: 'D6', defence: 'one writer at a time', file: lock, from: 'const lock = await acquire(path, performance.now() + limit);', to: 'void acquire; void limit; const lock = { check: () => {}, giveBack: async () => {} } as OwnLock;', test: brief, only: 'two programs that save' },
  { row: 'D6', defence: 'a second start hands over', file: 'electron/reader-app.ts', from: 'if (!app.requestSingleInstanceLock({ files: packFiles(files) })) {', to: 'if (!app.requestSingleInstanceLock({ files: packFiles(files) }) && files.length > 999) {', test: 'tests/e2e/command-line.spec.ts', only: 'a second start hands its files over' },
  { row: 'D6', defence: 'what is handed over while the program is left is opened by the next start', file: 'electron/reader-app.ts', from: 'if (files) app.relaunch(', to: 'if (files && files.length > 999) app.relaunch(', test: 'tests/e2e/command-line.spec.ts', only: 'a second start hands its files over' },
  { row: 'D6', defence: 'a window that is closing is none to show a file in', file: 'electron/windows.ts', from: 'return !await window.isGoing();', to: 'return true;', test: 'tests/e2e/windows.spec.ts', only: 'closes is shown in a new one' },
  { row: 'D7', defence: 'a failed change is kept', file: 'renderer/saver.ts', from: 'this.waiting = [done, ...this.waiting];', to: 'this.waiting = [];', test: windows, only: 'D7' },
  { row: 'D7', defence: 'a failed save is tried again', file: 'renderer/saver.ts', from: 'this.timer = setTimeout(() => { this.next(); }, retryAfter);', to: 'void retryAfter;', test: windows, only: 'D7' },
  { row: 'D8', defence: 'revisions order versions', file: 'core/model/merge-records.ts', from: 'const wins = a.revision === b.revision ? contentOf(a) >= contentOf(b) : a.revision > b.revision;', to: 'const wins = a.modified >= b.modified;', test: library, only: 'clocks that jump' },
  { row: 'D8', defence: 'revisions order backups', file: 'electron/storage/backups.ts', from: 'sort((a, b) => b.revision - a.revision || (a.date < b.date ? 1 : -1))', to: 'sort((a, b) => (a.date < b.date ? 1 : -1))', test: library, only: 'clocks that jump' },
  { row: 'D9', defence: 'the file as it was is kept', ...keepBeside, test: 'tests/electron/storage/versions.spec.ts', only: 'opens a file of version 1' },
  { row: 'D9', defence: 'a file of an older version is kept', file: durableFile, from: 'if (this.version < currentSchema.version) await', to: 'if (this.version > currentSchema.version) await', test: 'tests/electron/storage/versions.spec.ts', only: 'the next version keeps a file' },
  { row: 'D10', defence: 'the copy beside the file', ...keepBeside, test: library, only: 'the backup drill' },
  { row: 'D10', defence: 'dated backups', ...keepDated, test: library, only: 'the backup drill' },
  { row: 'D10', defence: 'documents whose file is gone are looked for', file: 'electron/storage/library-catalog.ts', from: 'for (const documentId of findings.missing) await this.restore(documentId);', to: '', test: library, only: 'the backup drill' },
  { row: 'D10', defence: 'the person is told from when it is', file: durableFile, from: 'origin: `${path} (${found.savedAt})`', to: 'origin: path', test: library, only: 'the backup drill' },
  { row: 'F3', defence: 'the folder is watched, not the file', file: 'electron/watch-file.ts', from: 'const watcher = watch(dirname(path), ', to: 'const watcher = watch(path, ', test: watching, only: 'tells that a file is back' },
  { row: 'F3', defence: 'a file that still changes is waited for', file: 'electron/watch-file.ts', from: 'if (before !== after) {', to: 'if (before === undefined) {', test: watching, only: 'does not tell of half a file' },
  { row: 'F3', defence: 'what is being written is not taken away', file: 'renderer/reopening.ts', from: 'return editing !== null || tagging !== null;', to: 'return false;', test: windows, only: 'F3: .* writing a note' },
  { row: 'F3', defence: 'what is marked on a text that the record has left names it', file: windowText, from: 'if (this.#file) return this.isThatOf(newest) ? null : this.name;', to: 'if (this.#file) return null;', test: whichText, only: "another program's record has left" },
  { row: 'F3', defence: 'what is marked before the text is known counts in none', file: windowText, from: 'return newest.file === null && newest.text === null ? null : unknownText;', to: 'return null;', test: whichText, only: 'counts in no other one after a crash' },
  { row: 'F3', defence: 'a document that is left is still saved', file: 'electron/open-documents.ts', from: 'return leaving.find((session) => session.documentId === documentId) ?? null;', to: 'return null;', test: whichText, only: 'still saves of the text that it is leaving' },
  { row: 'F3', defence: 'places are written for the record that they were found for', file: 'electron/settle-record.ts', from: 'const others = newest === record ? new Map<string, Target>() : yield* changedTargets(newest, record);', to: 'const others = new Map<string, Target>();\n    void changedTargets;', test: whichText, only: 'changes while its places are looked for' },
  { row: 'F3', defence: 'a place is believed where it stands exactly', file: 'electron/carry-annotations.ts', from: 'if (earlier !== undefined && standsExactly(earlier, annotation.target)) {', to: 'if (earlier?.slice(position.start, annotation.target.position.end) === annotation.target.quote.exact) {', test: 'tests/electron/carry-annotations.spec.ts', only: 'between its own context' },
  { row: 'C1', defence: 'a crashed page is loaded again', file: 'electron/window.ts', from: 'void this.#recover();', to: '', test: windows, only: 'C1' },
  { row: 'C2', defence: 'a bug is caught and told', file: 'electron/reader-app.ts', from: "process.on('uncaughtException', onBug);", to: '', test: 'tests/e2e/windows.spec.ts', only: 'a bug in the main process is told once' },
];
