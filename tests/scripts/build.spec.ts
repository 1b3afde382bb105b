import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from '@playwright/test';
import { build } from '../../scripts/build.mjs';

const sources: Record<string, string> = {
  'electron/main.ts': "import { app } from 'electron';\nimport { Command } from 'commander';\nawait Promise.resolve();\nconsole.log(app.getName(), new Command().name());\n",
  'electron/preload.ts': "import { contextBridge } from 'electron';\ncontextBridge.exposeInMainWorld('probe', {});\n",
  'electron/document-worker.ts': "import { parentPort } from 'node:worker_threads';\nparentPort?.postMessage('☞');\n",
  'renderer/main.tsx': "import { createRoot } from 'react-dom/client';\nif (document.body) createRoot(document.body).render(<p>e\u0301 👩‍🚀</p>);\nvoid import('./late');\n",
  'renderer/find/find-worker.ts': "self.postMessage('found');\n",
  'renderer/late.ts': "export const late = document.title;\n",
  'renderer/styles/main.css': "@import './colours.css';\np { margin: 0 }\n",
  'renderer/styles/colours.css': 'p { color: teal }\n',
  'renderer/index.html': '<!doctype html><script type="module" src="main.js"></script>\n',
  'core/anchor/benchmark-module.ts': 'export const reanchor = () => [];\n',
  'assets/samples/welcome.md': '# Welcome\n',
};

let project: string;
const options = () => ({ project, log: () => undefined });

test.beforeEach(async () => {
  project = await mkdtemp(path.join(os.tmpdir(), 'manicule-build-'));
  for (const [name, content] of Object.entries(sources)) {
    await mkdir(path.dirname(path.join(project, name)), { recursive: true });
    await writeFile(path.join(project, name), content);
  }
  await symlink(path.resolve(import.meta.dirname, '../../node_modules'), path.join(project, 'node_modules'), 'junction');
});
test.afterEach(() => rm(project, { recursive: true }));

const out = (name: string) => readFile(path.join(project, 'out', name), 'utf8');

test('everything is bundled, and the manifest lists exactly what the window may be served', async () => {
  expect(await build(options())).toEqual({ built: true });
  const manifest = JSON.parse(await out('renderer/manifest.json')) as string[];
  expect(manifest.filter((name) => !/^chunk-[A-Z0-9]+\.js$/.test(name))).toEqual(['find-worker.js', 'index.html', 'main.css', 'main.js']);
  expect(manifest.length).toBeGreaterThan(3);
  expect(await out('renderer/main.css')).toContain('teal');
  expect(await out('renderer/main.js')).toContain('👩‍🚀');
  expect(await out('electron/main.mjs')).toContain('await Promise.resolve()');
  expect(await out('electron/main.mjs')).toMatch(/from\s?"electron"/);
  expect(await out('electron/preload.cjs')).toMatch(/require\("electron"\)/);
  expect(await out('electron/document-worker.cjs')).toContain('☞');
  expect(await out('anchoring.mjs')).toContain('reanchor');
  expect(await out('assets/samples/welcome.md')).toBe('# Welcome\n');
  const licences = await out('assets/third-party-licences.txt');
  for (const name of ['commander', 'react', 'react-dom', 'scheduler']) expect(licences).toMatch(new RegExp(`^${name} [\\d.]+ \\(MIT\\)$`, 'm'));
});

test('nothing is done when nothing has changed, and all when something has', async () => {
  await build(options());
  expect(await build(options())).toEqual({ built: false });
  expect(await build({ ...options(), development: true })).toEqual({ built: true });
  await writeFile(path.join(project, 'renderer/late.ts'), "export const late = 'later';\n");
  expect(await build({ ...options(), development: true })).toEqual({ built: true });
});

test('an output that was interrupted is made again', async () => {
  await build(options());
  await rm(path.join(project, 'out', 'build-stamp'));
  await writeFile(path.join(project, 'out', 'renderer', 'left-over.js'), '');
  expect(await build(options())).toEqual({ built: true });
  expect(await out('renderer/manifest.json')).not.toContain('left-over');
});

test('a missing source is named', async () => {
  await rm(path.join(project, 'electron/main.ts'));
  await rm(path.join(project, 'renderer/index.html'));
  await expect(build(options())).rejects.toThrow('electron/main.ts, renderer/index.html');
});
