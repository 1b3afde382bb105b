import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { ensureSystemLibraries, findMissing, type SystemNeeds } from '../../scripts/system-libraries.mjs';

/** Stand-ins for the system's own programs: real programs in a folder that is the whole PATH. */
const programs = {
  linked: ['ldd', 'echo "libc.so.6 => /lib/libc.so.6 (0x1)"'],
  unlinked: ['ldd', 'echo "libnss3.so => not found"'],
  someInstalled: ['dpkg-query', 'printf "libgtk-3-0 installed\\nlibasound2t64 installed\\nlibnss3 config-files\\nfonts-noto-core installed\\npython3-html5lib installed\\n"'],
  noneInstalled: ['dpkg-query', 'exit 1'],
  display: ['Xvfb', 'exit 0'],
  chromium: ['chromium', 'exit 0'],
  strace: ['strace', 'exit 0'],
} as const;

const cases: { what: string; has: (keyof typeof programs)[]; needs: SystemNeeds; missing: string[] }[] = [
  { what: 'a full system lacks nothing', has: ['linked', 'noneInstalled', 'display'], needs: { executable: 'electron', display: true }, missing: [] },
  { what: 'libraries that are not found', has: ['unlinked', 'someInstalled'], needs: { executable: 'electron' }, missing: ['libnss3', 'libgbm1', 'libxss1', 'libxtst6'] },
  { what: 'a display', has: ['linked'], needs: { executable: 'electron', display: true }, missing: ['xvfb'] },
  { what: 'a display that is not asked for', has: ['linked'], needs: { executable: 'electron' }, missing: [] },
  { what: 'what the tests use', has: ['chromium', 'someInstalled'], needs: { uses: ['test'] }, missing: ['strace', 'fonts-noto-cjk', 'fonts-noto-color-emoji'] },
  { what: 'what outside readers use', has: ['strace', 'someInstalled'], needs: { uses: ['oracles'] }, missing: ['python3', 'pandoc', 'poppler-utils', 'mupdf-tools', 'qpdf', 'python3-jsonschema', 'python3-rfc3987', 'python3-markdown', 'python3-pymdownx', 'python3-pypdf', 'python3-gi', 'gir1.2-poppler-0.18'] },
  { what: 'a word processor', has: [], needs: { uses: ['office'] }, missing: ['libreoffice-writer-nogui'] },
  { what: 'fonts are not asked after where there is no dpkg', has: ['chromium', 'strace'], needs: { uses: ['test'] }, missing: [] },
];

let folder: string;
const before = { PATH: process.env.PATH, DISPLAY: process.env.DISPLAY ?? '', WAYLAND_DISPLAY: process.env.WAYLAND_DISPLAY ?? '' };

test.beforeEach(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), 'manicule-path-'));
  await mkdir(path.join(folder, 'bin'));
  Object.assign(process.env, { PATH: path.join(folder, 'bin'), DISPLAY: '', WAYLAND_DISPLAY: '' });
});
test.afterEach(async () => {
  Object.assign(process.env, before);
  await rm(folder, { recursive: true });
});

async function provide(names: (keyof typeof programs)[]): Promise<void> {
  for (const name of names) {
    const [program, script] = programs[name];
    await writeFile(path.join(folder, 'bin', program), `#!/bin/sh\n${script}\n`, { mode: 0o755 });
  }
}

if (process.platform === 'linux') {
  for (const { what, has, needs, missing } of cases) {
    test(`missing: ${what}`, async () => {
      await provide(has);
      expect(await findMissing(needs)).toEqual(missing);
    });
  }

  test('a system without apt-get is told what to install', async () => {
    await provide(['linked']);
    await expect(ensureSystemLibraries({ executable: 'electron', display: true })).rejects.toThrow(/Missing on this system: xvfb/);
  });

  test('nothing is installed when nothing is missing', async () => {
    await provide(['linked', 'display']);
    expect(await ensureSystemLibraries({ executable: 'electron', display: true })).toEqual([]);
  });
}
