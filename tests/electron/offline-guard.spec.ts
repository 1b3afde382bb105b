import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from '@playwright/test';
import { build } from 'esbuild';

/** Ways of Node's to reach the network, as a program would write them after the guard was imported. */
const ways: readonly string[] = [
  `require('node:net').connect(9, '192.0.2.1')`,
  `new (require('node:net').Socket)().connect(9, '192.0.2.1')`,
  `require('node:net').createServer().listen(0)`,
  `require('node:tls').connect(9, '192.0.2.1')`,
  `require('node:http').get('http://192.0.2.1/')`,
  `require('node:https').request('https://192.0.2.1/')`,
  `require('node:http2').connect('https://192.0.2.1/')`,
  `require('node:http').createServer().listen(0)`,
  `require('node:https').get('https://192.0.2.1/', { agent: false })`,
  `require('node:dgram').createSocket('udp4')`,
  `require('node:dns').lookup('example.invalid', () => undefined)`,
  `require('node:dns').promises.resolve4('example.invalid')`,
  `new (require('node:dns').Resolver)().resolve4('example.invalid', () => undefined)`,
  `fetch('http://192.0.2.1/')`,
];

test('each of Node’s ways to the network is closed, before a socket is made', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'manicule-guard-'));
  const guard = resolve(import.meta.dirname, '../../electron/offline-guard.ts');
  await build({ stdin: { contents: `import ${JSON.stringify(guard)};`, resolveDir: folder }, bundle: true, platform: 'node', format: 'cjs', outfile: join(folder, 'guard.cjs'), logLevel: 'silent' });
  await writeFile(join(folder, 'try.cjs'), `
    require('./guard.cjs');
    const answers = ${JSON.stringify(ways)}.map((way) => {
      try { eval(way); return 'done'; } catch (error) { return error.message; }
    });
    require('node:fs').writeSync(1, JSON.stringify(answers));`);
  const { stdout } = await promisify(execFile)('strace', ['-f', '-qq', '-e', 'trace=socket', '-o', join(folder, 'trace'), process.execPath, join(folder, 'try.cjs')]);
  const answers = JSON.parse(stdout) as string[];
  expect(answers).toHaveLength(ways.length);
  for (const [index, answer] of answers.entries()) expect(answer, ways[index]).toMatch(/^Manicule is offline: .* is closed\.$/);
  const { stdout: sockets } = await promisify(execFile)('grep', ['-c', 'AF_INET', join(folder, 'trace')]).catch((error: { stdout: string }) => error);
  expect(sockets.trim()).toBe('0');
  await rm(folder, { recursive: true });
});
