import { spawn } from 'node:child_process';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from '@playwright/test';
import { build } from 'esbuild';
import { openIn, temporaryFolder } from './store-sample';

test('killed at any moment of a move, no annotation is lost or doubled, and nothing is torn', async () => {
  const cleanup: (() => Promise<void>)[] = [];
  try {
    const [profile, folder, program] = [await temporaryFolder(cleanup), await temporaryFolder(cleanup), join(await temporaryFolder(cleanup), 'program.mjs')];
    await mkdir(folder, { recursive: true });
    for (const name of ['a.txt', 'b.txt']) await writeFile(join(folder, name), 'é text\n');
    await build({ entryPoints: [join(import.meta.dirname, 'beside-program.ts')], outfile: program, bundle: true, platform: 'node', format: 'esm', target: 'node20', logLevel: 'silent' });
    const acknowledged = new Set<string>();
    for (let round = 0; round < 12; round += 1) {
      const child = spawn(process.execPath, [program, profile, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
      let told = '';
      child.stdout.setEncoding('utf8').on('data', (text: string) => { told += text; });
      const ended = new Promise((settle) => child.once('close', settle));
      await new Promise((begun) => child.stdout.once('data', begun));
      await wait(Math.random() * 150);
      child.kill('SIGKILL');
      await ended;
      for (const id of told.split('\n').slice(0, -1)) acknowledged.add(id);
    }
    const { library, problems } = await openIn(profile, cleanup, { besideFolders: () => [folder] });
    await library.beside.care();
    const ids = (await Promise.all(['a.txt', 'b.txt'].map(async (name) => (await library.find(join(folder, name)))?.annotations ?? []))).flat().map(({ id }) => id);
    expect([...acknowledged].filter((id) => !ids.includes(id))).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
    expect(acknowledged.size).toBeGreaterThan(12);
    expect(problems).toEqual([]);
    expect((await readdir(folder)).filter((name) => !name.startsWith('.')).sort()).toEqual(['a.txt', 'a.txt.manicule.json', 'b.txt', 'b.txt.manicule.json']);
  } finally {
    for (const end of cleanup) await end();
  }
});
