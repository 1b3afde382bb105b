import { expect, test } from '@playwright/test';
import { resizeKeyOf } from '../../core/keys/resize-keys';
import { pastBlanks, resizedSpan } from '../../core/resizing';

const text = 'One two  three\n\n\tcafe\u0301 👩‍⚖️ end.';
const words = (passage: string) => ({ start: text.indexOf(passage), end: text.indexOf(passage) + passage.length });
const resized = (passage: string, edge: 'start' | 'end', to: number) => {
  const span = resizedSpan(text, words(passage), edge, to);
  return span && text.slice(span.start, span.end);
};

test('an end comes to whole characters, and never behind blanks', () => {
  expect(resized('two', 'end', text.indexOf('three') + 2)).toBe('two  th');
  expect(resized('two', 'end', text.indexOf('three'))).toBe('two');
  expect(resized('three', 'end', text.indexOf('\u0301'))).toBe('three\n\n\tcafe\u0301');
  expect(resized('three', 'end', text.indexOf('⚖'))).toBe('three\n\n\tcafe\u0301 👩‍⚖️');
  expect(resized('end', 'start', text.indexOf('⚖'))).toBe('👩‍⚖️ end');
  expect(resized('three', 'start', text.indexOf('two') + 3)).toBe('three');
});

test('an end that comes to the other one or beyond it leaves one character', () => {
  expect(resized('two', 'end', 0)).toBe('t');
  expect(resized('two', 'start', text.length)).toBe('o');
  expect(resized('cafe\u0301', 'start', text.length)).toBe('e\u0301');
  expect(resized('👩‍⚖️', 'end', 0)).toBe('👩‍⚖️');
});

test('a passage does not get too long', () => {
  const long = 'a'.repeat(1_000_010);
  expect(resizedSpan(long, { start: 0, end: 5 }, 'end', long.length)).toBeNull();
});

test('blanks are passed in both directions, however many', () => {
  const wide = `a${' '.repeat(1_000)}\n${' '.repeat(1_000)}b`;
  expect([pastBlanks(wide, 1, true), pastBlanks(wide, wide.length - 1, false), pastBlanks(wide, 0, true), pastBlanks('  ', 0, true)]).toEqual([wide.length - 1, 1, 0, 2]);
});

test('keys name the end and how far it goes', () => {
  expect(resizeKeyOf('Shift+Right')).toEqual({ arrow: 'right', edge: 'end', byWord: false });
  expect(resizeKeyOf('Ctrl+Alt+Shift+Left')).toEqual({ arrow: 'left', edge: 'start', byWord: true });
  expect(resizeKeyOf('Ctrl+Shift+Up')).toBeNull();
});
