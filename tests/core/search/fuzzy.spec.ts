import { expect, test } from '@playwright/test';
import { fuzzyPick, fuzzyScore } from '../../../core/search/fuzzy';

const names = ['Highlight in yellow', 'Highlight in green', 'Next annotation', 'Normal text size', 'Export as PDF', 'Résumé öffnen', '次の注釈', 'Delete 👩‍⚖️'];

const cases: readonly (readonly [string, readonly string[]])[] = [
  ['', names],
  ['hy', ['Highlight in yellow']],
  ['green high', ['Highlight in green']],
  ['na', ['Next annotation', 'Normal text size']],
  ['text', ['Normal text size']],
  ['PDF', ['Export as PDF']],
  ['resume', ['Résumé öffnen']],
  ['注釈', ['次の注釈']],
  ['👩‍⚖️', ['Delete 👩‍⚖️']],
  ['zzz', []],
];

for (const [typed, found] of cases) {
  test(`“${typed}” finds what is meant`, () => {
    expect(fuzzyPick(names, typed, (name) => name)).toEqual(found);
  });
}

test('a word that begins a word answers better than one inside, and that better than scattered letters', () => {
  const [start, inside, scattered] = ['annotation list', 'reannotate', 'a nice note'].map((name) => fuzzyScore(name, 'anno'));
  expect(start!).toBeLessThan(inside!);
  expect(inside!).toBeLessThan(scattered!);
});
