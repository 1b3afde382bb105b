import { expect, test } from '@playwright/test';
import { Repeats } from '../../../core/anchor/repeats';
import { randomText, seeded } from './random-text';

test('what stands twice is told from what stands once, however often it is asked', () => {
  const random = seeded(1);
  const block = randomText(random, 900);
  const text = `${randomText(random, 40_000)}${block}${randomText(random, 30_000)}${block}${randomText(random, 20_000)}`;
  const at = text.indexOf(block);
  const repeats = new Repeats(text);
  const wrong: string[] = [];
  for (let turn = 0; turn < 300; turn++) {
    const length = 1 + Math.floor(random() * 120);
    const from = turn % 2 === 0 ? at + Math.floor(random() * (block.length - length)) : Math.floor(random() * (text.length - length));
    const part = text.slice(from, from + length);
    if (repeats.isTwice(part) !== (text.indexOf(part) !== text.lastIndexOf(part))) wrong.push(part);
  }
  expect(wrong).toEqual([]);
});

test('a part may overlap itself, and be shorter than any window', () => {
  const repeats = new Repeats(`${'ab'.repeat(40)} x`);
  for (let turn = 0; turn < 30; turn++) {
    expect(repeats.isTwice('ab'.repeat(20))).toBe(true);
    expect(repeats.isTwice('x')).toBe(false);
    expect(repeats.isTwice('ab'.repeat(40))).toBe(false);
  }
});
