import { mkdtemp, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { createLog } from '../../electron/log-file';

test('errors are added to the log, and a long log is put aside once', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'manicule-log-'));
  const log = createLog(join(folder, 'logs'), () => '2026-01-02T03:04:05.678Z');
  log.error('opening 😀', new Error('it broke'));
  log.error('saving', 'ENOSPC');
  log.error('elsewhere', { code: 1 });
  const path = join(folder, 'logs', 'manicule.log');
  const content = await readFile(path, 'utf8');
  expect(content).toMatch(/^2026-01-02T03:04:05.678Z opening 😀: Error: it broke\n/);
  expect(content).toContain('2026-01-02T03:04:05.678Z saving: ENOSPC\n');
  expect(content).toContain('2026-01-02T03:04:05.678Z elsewhere: {"code":1}\n');
  expect((await stat(path)).mode & 0o777).toBe(0o600);
  await writeFile(path, 'x'.repeat(300_000));
  log.error('next', 'one');
  expect((await readdir(join(folder, 'logs'))).sort()).toEqual(['manicule.1.log', 'manicule.log']);
  expect(await readFile(path, 'utf8')).toBe('2026-01-02T03:04:05.678Z next: one\n');
  await rm(folder, { recursive: true });
});
