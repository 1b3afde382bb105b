import { expect, test } from '@playwright/test';
import { argumentsToStartAgain, printsSomething, readLaunch, type Launch } from '../../../electron/cli/launch-arguments';

const folder = '/home/ana/texts';
const app = '/opt/manicule';

interface Case {
  readonly name: string;
  readonly argv: readonly string[];
  /** Null: packaged. */
  readonly appFolder?: string | null;
  readonly launch: Launch;
}

const windowWith = (...files: string[]): Launch => ({ mode: 'window', files, profile: null });
const command = (...words: string[]): Launch => ({ mode: 'command', words, profile: null });

const cases: readonly Case[] = [
  { name: 'nothing at all', argv: ['manicule'], launch: windowWith() },
  { name: 'one file', argv: ['manicule', 'a.txt'], launch: windowWith('/home/ana/texts/a.txt') },
  { name: 'several files, one absolute', argv: ['manicule', 'a.txt', '/b/c.md'], launch: windowWith('/home/ana/texts/a.txt', '/b/c.md') },
  { name: 'an emoji and a combining mark in a name', argv: ['manicule', '👩‍👩‍👧.txt', 'e\u0301.txt'], launch: windowWith('/home/ana/texts/👩‍👩‍👧.txt', '/home/ana/texts/e\u0301.txt') },
  { name: 'a file named like a command', argv: ['manicule', './export'], launch: windowWith('/home/ana/texts/export') },
  { name: 'a file after two dashes', argv: ['manicule', '--', 'export', '-x.txt'], launch: windowWith('/home/ana/texts/export', '/home/ana/texts/-x.txt') },
  { name: 'switches of Chromium beside a file', argv: ['manicule', '--no-sandbox', '--lang=de', 'a.txt', '--disable-gpu'], launch: windowWith('/home/ana/texts/a.txt') },
  { name: 'an unknown switch beside a file', argv: ['manicule', '--never-heard-of', 'a.txt'], launch: windowWith('/home/ana/texts/a.txt') },
  {
    name: 'a profile', argv: ['manicule', '--user-data-dir=profiles/a b', 'a.txt'],
    launch: { mode: 'window', files: ['/home/ana/texts/a.txt'], profile: '/home/ana/texts/profiles/a b' },
  },
  {
    name: 'two profiles: the last one counts', argv: ['manicule', '--user-data-dir=/x', 'list', 'a.txt', '--user-data-dir=/y'],
    launch: { mode: 'command', words: ['list', 'a.txt'], profile: '/y' },
  },
  { name: 'a profile without a folder', argv: ['manicule', 'list', 'a.txt', '--user-data-dir'], launch: { mode: 'wrong-use' } },
  { name: 'a profile with an empty folder', argv: ['manicule', '--user-data-dir='], launch: { mode: 'wrong-use' } },
  { name: 'a command', argv: ['manicule', 'export', 'a.txt', '--to', 'html', '--out', 'b.html'], launch: command('export', 'a.txt', '--to', 'html', '--out', 'b.html') },
  { name: 'a command behind switches', argv: ['manicule', '--no-sandbox', '--log-level=3', 'list', 'a.txt', '--json'], launch: command('list', 'a.txt', '--json') },
  { name: 'a command with a file after two dashes', argv: ['manicule', 'list', '--json', '--', '--no-sandbox'], launch: command('list', '--json', '--', '--no-sandbox') },
  { name: 'wrong use of a command is left to the command', argv: ['manicule', 'list', '--colour'], launch: command('list', '--colour') },
  { name: 'help', argv: ['manicule', '--help'], launch: command('--help') },
  { name: 'help of a command', argv: ['manicule', 'export', '-h'], launch: command('export', '-h') },
  { name: 'the version, with a switch', argv: ['manicule', '--no-sandbox', '--version'], launch: command('--version') },
  { name: 'as Playwright starts it packaged', argv: ['manicule', '--inspect=0', '--remote-debugging-port=0', 'a.txt'], launch: windowWith('/home/ana/texts/a.txt') },
  { name: 'unpackaged', argv: ['electron', app, 'a.txt'], appFolder: app, launch: windowWith('/home/ana/texts/a.txt') },
  { name: 'unpackaged by a relative folder', argv: ['electron', '../../../opt/manicule', 'list', 'a.txt'], appFolder: app, launch: command('list', 'a.txt') },
  { name: 'unpackaged, the folder itself as a second word', argv: ['electron', app, app], appFolder: app, launch: windowWith(app) },
  {
    name: 'as Playwright starts it unpackaged', argv: ['electron', '-r', '/x/loader.js', '--inspect=0', '--remote-debugging-port=0', '--no-sandbox', app, 'export', 'a.txt', '--to', 'jsonld'],
    appFolder: app, launch: command('export', 'a.txt', '--to', 'jsonld'),
  },
  { name: 'as macOS starts it', argv: ['Manicule', '-psn_0_12345'], launch: windowWith() },
];

for (const { name, argv, appFolder = null, launch } of cases) {
  test(name, () => {
    expect(readLaunch(argv, appFolder, folder)).toEqual(launch);
  });
}

test('Chromium is started to print only for formats that are printed', () => {
  const printing = [['export', 'a.txt', '--to', 'pdf'], ['export', '--to=html,pdf-margin', 'a.txt'], ['export', 'a.txt', '--to', 'docx,pdf', '--force']];
  const others = [['export', 'a.txt', '--to', 'html'], ['export', 'pdf', '--to', 'docx', '--out', 'pdf'], ['list', '--to', 'pdf'], ['export', '--to']];
  expect(printing.map(printsSomething)).toEqual([true, true, true]);
  expect(others.map(printsSomething)).toEqual([false, false, false, false]);
});

test('started once more it has its switches, and other files', () => {
  const again = (argv: readonly string[], appFolder: string | null, files: readonly string[]) => argumentsToStartAgain(argv, appFolder, folder, files);
  expect(again(['manicule', '--user-data-dir=/p q', 'a.txt', '--lang=de', '--', '-x.txt'], null, ['/b é.txt', '/--c.txt'])).toEqual(['--user-data-dir=/p q', '--lang=de', '--', '/b é.txt', '/--c.txt']);
  expect(again(['manicule', 'a.txt'], null, [])).toEqual([]);
  const unpackaged = ['electron', '-r', '/x/loader.js', '--no-sandbox', '--user-data-dir=p', '../../../opt/manicule', 'a.txt'];
  expect(again(unpackaged, app, ['/b.txt'])).toEqual(['--no-sandbox', '--user-data-dir=p', app, '--', '/b.txt']);
  expect(readLaunch(['electron', ...again(unpackaged, app, ['/b.txt'])], app, folder)).toEqual({ mode: 'window', files: ['/b.txt'], profile: `${folder}/p` });
});
