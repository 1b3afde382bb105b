import { expect, test } from '@playwright/test';
import { type Segments, segmentBoth } from '../../../core/anchor/segments';
import { seeded } from './random-text';

const shown = (text: string, { count, start, end }: Segments): string[] => Array.from({ length: count }, (_, index) => text.slice(start[index], end[index]));

const cut = (text: string): string[] => shown(text, segmentBoth(text, '', 0, text.length, 0).olds);

test('lines are cut, and long ones at the ends of sentences', () => {
  expect(cut('  One line.  \n\n\t\r\nThis sentence is long enough. This one is too, isn\'t it? Short. End')).toEqual([
    'One line.', 'This sentence is long enough.', 'This one is too, isn\'t it?', 'Short. End',
  ]);
  expect(cut('No stop without white space.after it: version 1.2')).toEqual(['No stop without white space.after it: version 1.2']);
  expect(cut('一二三四五六七八九十一二三四五六七八九十一二三四。五六七')).toEqual(['一二三四五六七八九十一二三四五六七八九十一二三四。', '五六七']);
  expect(cut(' \n \n')).toEqual([]);
});

/** The same rule, unit by unit. */
function slowly(text: string): string[] {
  const found: string[] = [];
  for (const line of text.split('\n')) {
    let from = 0;
    for (let at = 0; at <= line.length; at++) {
      const begin = from + (line.slice(from).length - line.slice(from).trimStart().length);
      const stops = /[。！？]/.test(line[at] ?? '') || (/[.!?؟۔।]/.test(line[at] ?? '') && /\s/.test(line[at + 1] ?? '\n'));
      if (at < line.length && !(stops && at + 1 - begin >= 24)) continue;
      if (line.slice(begin, at + 1).trim() !== '') found.push(line.slice(begin, at + 1).trim());
      from = at + 1;
    }
  }
  return found;
}

/** Segments that differ from the rule's, or that have another's id, in one pair of texts. */
function faultsOf(oldText: string, newText: string): string[] {
  const { olds, news, ids } = segmentBoth(oldText, newText, 0, oldText.length, newText.length);
  const keys = new Map<string, number>();
  const faults: string[] = [];
  for (const [text, side] of [[oldText, olds], [newText, news]] as const) {
    const found = shown(text, side);
    if (found.join('|') !== slowly(text).join('|')) faults.push(JSON.stringify([oldText, newText]));
    found.forEach((key, index) => {
      if ((keys.get(key) ?? side.id[index]) !== side.id[index]) faults.push(`${key}: two ids`);
      keys.set(key, side.id[index] as number);
    });
  }
  if (new Set(keys.values()).size !== ids || keys.size !== ids) faults.push('ids that are not one to one');
  return faults;
}

test('both sides are cut by the same rule, whatever was taken over from the other, and equal segments get equal ids', () => {
  const random = seeded(7);
  const alphabet = ['a', 'b ', ' ', '\n', '. ', '.', '。', '\r\n', '\t', 'word ', 'a longer stretch of words ', '! ', '\u00a0'];
  const text = (length: number): string => Array.from({ length }, () => alphabet[Math.floor(random() * alphabet.length)]).join('');
  const faults: string[] = [];
  for (let turn = 0; turn < 1000; turn++) {
    const [head, tail] = [text(40), text(60)];
    faults.push(...faultsOf(head + text(10) + tail + text(3), (random() < 0.5 ? text(8) : '') + head + text(10) + tail + (random() < 0.3 ? head : '')));
  }
  expect(faults).toEqual([]);
});
