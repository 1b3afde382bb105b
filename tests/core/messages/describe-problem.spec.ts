import { expect, test } from '@playwright/test';
import { describeProblem } from '../../../core/messages/describe-problem';
import { english } from '../../../core/messages/en';
import type { Problem } from '../../../core/problem';
import { translate } from '../../../electron/texts';

const path = '/home/ana/cafe\u0301 😀.txt';

const problems: { readonly [Kind in Problem['kind']]: Extract<Problem, { kind: Kind }> } = {
  'file-not-found': { kind: 'file-not-found', path },
  'no-permission': { kind: 'no-permission', path },
  'is-folder': { kind: 'is-folder', path },
  'not-a-regular-file': { kind: 'not-a-regular-file', path },
  'binary-file': { kind: 'binary-file', path },
  'changed-while-reading': { kind: 'changed-while-reading', path },
  'file-vanished': { kind: 'file-vanished', path },
  'file-too-large': { kind: 'file-too-large', path, size: 600_000_000, limit: 500_000_000 },
  'read-failed': { kind: 'read-failed', path, code: 'EIO' },
  'write-failed': { kind: 'write-failed', path, code: 'ENOSPC' },
  'file-exists': { kind: 'file-exists', path },
  'print-failed': { kind: 'print-failed', reason: 'No printer' },
  'save-failed': { kind: 'save-failed', path, code: 'EUNHEARDOF' },
  'beside-failed': { kind: 'beside-failed', path, code: 'EROFS' },
  'beside-taken': { kind: 'beside-taken', path },
  'conflict-damaged': { kind: 'conflict-damaged', path },
  'store-damaged': { kind: 'store-damaged', path, setAsideAs: '/aside.json', recoveredFrom: 'the copy of Tuesday' },
  'settings-unreadable': { kind: 'settings-unreadable', path, code: 'EACCES', setAsideAs: '/aside/settings.json' },
  'settings-damaged': { kind: 'settings-damaged', path, setAsideAs: '/aside.json' },
  'store-newer': { kind: 'store-newer', path, version: 7 },
  'store-locked': { kind: 'store-locked', path },
  'not-annotations': { kind: 'not-annotations', path, reason: 'It is not JSON.' },
  'not-a-library': { kind: 'not-a-library', path },
  'unknown-format': { kind: 'unknown-format', format: 'papyrus' },
  'unknown-document': { kind: 'unknown-document', documentId: 'x' },
  'invalid-argument': { kind: 'invalid-argument', argument: 'index' },
  'passage-too-long': { kind: 'passage-too-long', length: 2_000_000, limit: 1_000_000 },
  cancelled: { kind: 'cancelled' },
  unexpected: { kind: 'unexpected', request: 'settle' },
};

for (const problem of Object.values(problems)) {
  test(`${problem.kind} says what, why and what to do`, () => {
    const { what, why, whatToDo } = describeProblem(problem, translate);
    for (const sentence of [what, why, whatToDo]) {
      expect(sentence).toMatch(/^[^{}]+[.?]$/);
      expect(sentence).not.toMatch(/^(problem|cause)\./);
    }
    if ('path' in problem) expect(what).toContain(path);
  });
}

test('causes are told in words, unknown ones by their code', () => {
  expect(describeProblem(problems['write-failed'], translate).why).toBe('The disk is full.');
  expect(describeProblem(problems['save-failed'], translate).why).toBe('The system said EUNHEARDOF.');
});

test('a damaged store without an earlier copy says so', () => {
  expect(describeProblem({ ...problems['store-damaged'], recoveredFrom: null }, translate).whatToDo).toContain('no earlier copy');
});

test('no text is empty, and plural forms come in pairs', () => {
  for (const [key, text] of Object.entries(english)) {
    expect(text, key).not.toBe('');
    if (key.endsWith('_one')) expect(english, key).toHaveProperty([key.replace(/_one$/, '_other')]);
  }
});

test('a store file that was gone from its place is not said to be set aside', () => {
  const { why } = describeProblem({ kind: 'store-damaged', path, setAsideAs: '', recoveredFrom: 'a backup' }, translate);
  expect(why).toBe('It was gone from its place.');
});
