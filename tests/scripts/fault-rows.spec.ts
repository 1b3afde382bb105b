import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { rows } from '../faults/rows.mjs';

const project = path.resolve(import.meta.dirname, '../..');

test('each defence that is taken out to check a test stands where it is looked for', async () => {
  const wrong: string[] = [];
  for (const { row, defence, file, from } of rows) {
    if ((await readFile(path.join(project, file), 'utf8')).split(from).length !== 2) wrong.push(`${row}, “${defence}”: not once in ${file}`);
  }
  expect(wrong).toEqual([]);
});
