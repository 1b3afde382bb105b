import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@playwright/test';
import { fetchPackage } from '../../scripts/runtime-registry.mjs';

let folder: string;
let spec: string;
const said: string[] = [];
const common = { bytes: 1000, log: (sentence: string) => said.push(sentence) };

test.beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'manicule-download-'));
  spec = path.join(folder, 'source');
  await mkdir(spec);
  await writeFile(path.join(spec, 'package.json'), JSON.stringify({ name: 'packed', version: '1.0.0', files: ['text.txt'] }));
  await writeFile(path.join(spec, 'text.txt'), 'naïve 👩‍🚀\n'.repeat(200));
  said.length = 0;
});
test.afterEach(() => rm(folder, { recursive: true }));

/** The integrity of what npm packs out of the source. */
async function trueIntegrity(): Promise<string> {
  await promisify(execFile)('npm', ['pack', spec, '--pack-destination', folder, '--silent']);
  return `sha512-${createHash('sha512').update(await readFile(path.join(folder, 'packed-1.0.0.tgz'))).digest('base64')}`;
}

test('a whole copy is not downloaded again', async () => {
  const options = { ...common, spec, integrity: await trueIntegrity(), folder: path.join(folder, 'cache') };
  const first = await fetchPackage(options);
  await rm(spec, { recursive: true });
  said.length = 0;
  expect(await fetchPackage(options)).toBe(first);
  expect(said).toEqual([]);
});

test('a partial copy is downloaded again', async () => {
  const options = { ...common, spec, integrity: await trueIntegrity(), folder: path.join(folder, 'cache') };
  const file = await fetchPackage(options);
  const whole = await readFile(file);
  await truncate(file, 100);
  expect(await fetchPackage(options)).toBe(file);
  expect(await readFile(file)).toEqual(whole);
});

test('a package with another content is refused', async () => {
  const integrity = `sha512-${createHash('sha512').update('another').digest('base64')}`;
  await expect(fetchPackage({ ...common, spec, integrity, folder: path.join(folder, 'cache') })).rejects.toThrow('integrity');
});

test('a package that cannot be had is told', async () => {
  await expect(fetchPackage({ ...common, spec: path.join(folder, 'nowhere'), integrity: 'sha512-x', folder: path.join(folder, 'cache') })).rejects.toThrow('could not be fetched');
});
