// The script that starts the packaged application: which switches it adds.
import { execFileSync } from 'node:child_process';
import { chmod, cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';

const script = path.resolve(import.meta.dirname, '../../scripts/launcher.sh');
const root = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
const headless = '--ozone-platform=headless';

const cases: readonly { readonly words: readonly string[]; readonly display: boolean; readonly added: readonly string[] }[] = [
  { words: ['export', 'a b 😀.txt', '--to', 'pdf'], display: false, added: [headless] },
  { words: ['--user-data-dir=/p', 'export', 'a.txt'], display: false, added: [headless] },
  { words: ['export', 'a.txt'], display: true, added: [] },
  { words: ['export.txt', 'export'], display: false, added: [] },
  { words: [], display: false, added: [] },
];

for (const { words, display, added } of cases) {
  test(`${JSON.stringify(words)} with${display ? '' : 'out'} a display`, async () => {
    const folder = await mkdtemp(path.join(os.tmpdir(), 'manicule-launcher-'));
    await mkdir(path.join(folder, 'app', 'bin'), { recursive: true });
    await cp(script, path.join(folder, 'app', 'bin', 'manicule'));
    await writeFile(path.join(folder, 'app', 'manicule'), '#!/bin/sh\nprintf "%s\\n" "$@"\n');
    for (const name of ['bin/manicule', 'manicule']) await chmod(path.join(folder, 'app', name), 0o755);
    await symlink(path.join(folder, 'app', 'bin', 'manicule'), path.join(folder, 'link'));
    const environment = { PATH: process.env['PATH'], ...(display ? { DISPLAY: ':7' } : {}) };
    const said = execFileSync(path.join(folder, 'link'), words, { env: environment, encoding: 'utf8' });
    expect(said.split('\n').slice(0, -1)).toEqual(['--log-level=3', ...added, ...root, ...words]);
    await rm(folder, { recursive: true });
  });
}
