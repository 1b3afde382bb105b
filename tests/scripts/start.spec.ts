import { expect, test } from '@playwright/test';
import { asksForCommand, commandSwitches, electronSwitches } from '../../scripts/start.mjs';

const cases: { args: string[]; command: boolean }[] = [
  { args: [], command: false },
  { args: ['notes 👩‍🚀.txt'], command: false },
  { args: ['--user-data-dir=/tmp/p', 'notes.txt'], command: false },
  { args: ['exports/list.txt'], command: false },
  { args: ['export', 'notes.txt', '--to', 'html'], command: true },
  { args: ['--user-data-dir=/tmp/p', 'list', 'notes.txt', '--json'], command: true },
  { args: ['import', 'notes.txt', 'a.jsonld'], command: true },
  { args: ['library', 'export', 'all.manicule'], command: true },
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

test('a command is told that there is no display only where there is none', () => {
  expect(commandSwitches({ DISPLAY: ':7' })).toEqual([]);
  expect(commandSwitches({ WAYLAND_DISPLAY: 'wayland-0' })).toEqual([]);
  expect(commandSwitches({})).toEqual(process.platform === 'linux' ? ['--ozone-platform=headless'] : []);
});
