import { expect, test } from '@playwright/test';
import { HandedFiles } from '../../electron/handed-files';

test('what is handed over is opened when there are windows, and kept for the next start when there are none any more', () => {
  const told: string[] = [];
  const take = (): string[] => told.splice(0);
  const handed = new HandedFiles({ open: (file) => { told.push(file); }, focus: () => { told.push('focus'); } });
  handed.take(['/a é.txt']);
  handed.take([]);
  expect(take(), 'a window before the first one would have no page').toEqual([]);
  handed.ready();
  expect(take()).toEqual(['/a é.txt']);
  handed.take([]);
  handed.take(['/b.txt', '/c 😀.txt']);
  expect(take()).toEqual(['focus', '/b.txt', '/c 😀.txt']);
  handed.leave();
  expect(handed.forNextStart).toBeNull();
  handed.take([]);
  expect(handed.forNextStart).toEqual([]);
  handed.take(['/d.txt']);
  handed.take(['/e.txt']);
  expect(take()).toEqual([]);
  expect(handed.forNextStart).toEqual(['/d.txt', '/e.txt']);
  handed.ready();
  expect(take(), 'someone decided to stay').toEqual(['/d.txt', '/e.txt']);
  handed.leave();
  handed.take([]);
  handed.ready();
  expect(take()).toEqual(['focus']);
  expect(handed.forNextStart).toBeNull();
});

test('a first start without a file is not asked for twice', () => {
  const told: string[] = [];
  const handed = new HandedFiles({ open: (file) => { told.push(file); }, focus: () => { told.push('focus'); } });
  handed.take([]);
  handed.ready();
  expect(told).toEqual([]);
});
