import { expect, test } from '@playwright/test';
import { parsePlace } from '../../core/go-to';

const cases: readonly (readonly [string, ReturnType<typeof parsePlace>])[] = [
  ['1', { kind: 'paragraph', number: 1 }],
  [' 1,200 ', { kind: 'paragraph', number: 1_200 }],
  ['1 200', { kind: 'paragraph', number: 1_200 }],
  ['2000', { kind: 'paragraph', number: 2_000 }],
  ['１２', { kind: 'paragraph', number: 12 }],
  ['2001', null],
  ['0', null],
  ['', null],
  ['-3', null],
  ['twelve', null],
  ['50%', { kind: 'percent', percent: 50 }],
  ['12,5 %', { kind: 'percent', percent: 12.5 }],
  ['100 %', { kind: 'percent', percent: 100 }],
  ['101%', null],
];

for (const [typed, place] of cases) {
  test(`reads “${typed}”`, () => {
    expect(parsePlace(typed, 2_000)).toEqual(place);
  });
}
