import { expect, test } from '@playwright/test';
import { asksForCommand, electronSwitches } from '../../scripts/start.mjs';

const cases: { args: string[]; command: boolean }[] = [
  { args: [], command: false },
  { args: ['notes 👩‍🚀.txt'], command: false },
  { args: ['--user-data-dir=/tmp/p', 'notes.txt'], command: false },
  { args: ['exports/list.txt'], command: false },
  { args: ['export', 'notes.txt', '--to', 'html'], command: true },
  { args: ['--user-data-dir=/tmp/p', 'list', 'notes.txt', '--json'], command: true },
  { args: ['import', 'notes.txt', 'a.jsonld'], command: true },
  { args: ['--help'], command: true },
  { args: ['--version'], command: true },
];

for (const { args, command } of cases) {
  test(`${JSON.stringify(args)} is ${command ? 'a command' : 'for a window'}`, () => {
    expect(asksForCommand(args)).toBe(command);
  });
}

test('the sandbox is given up for root alone', () => {
  expect(electronSwitches().includes('--no-sandbox')).toBe(process.getuid?.() === 0);
});
