import { expect } from '@playwright/test';
import { test } from './printer';
import { readMarks } from './read-marks';

test('A4 and Letter', async ({ printer }) => {
  for (const [size, shape] of [['A4', '595'], ['Letter', '612']] as const) {
    const bytes = await printer.print('<!doctype html><p>text</p>', { paper: size });
    expect(Buffer.from(bytes).toString('latin1')).toContain(`/MediaBox [0 0 ${shape}`);
  }
});

test('no script runs', async ({ printer }) => {
  const html = '<!doctype html><body><p>text</p><script>document.body.append("script")</script><img src="data:," onerror="document.body.append(\'handler\')"></body>';
  const { text } = await readMarks(await printer.print(html, { paper: 'A4' }));
  expect(text).toContain('text');
  expect(text).not.toMatch(/script|handler/);
});

test('nothing is loaded, from wherever', async ({ printer }) => {
  const html = '<!doctype html><body><p>text</p><iframe src="file:///etc/passwd"></iframe><object data="file:///etc/passwd"></object><iframe src="app://print/1"></iframe><link rel="stylesheet" href="http://127.0.0.1:9/a.css"></body>';
  const { text } = await readMarks(await printer.print(html, { paper: 'A4' }));
  expect(text).toContain('text');
  expect(text).not.toContain('root:');
});

test('printing can be ended at any time', async ({ printer }) => {
  const html = `<!doctype html>${'<p>Some words for a page that takes its time.</p>'.repeat(30_000)}`;
  await expect(printer.printAndEnd(html, 50)).rejects.toThrow(/Timeout/);
  expect((await readMarks(await printer.print('<!doctype html><p>next 😀</p>', { paper: 'A4' }))).text).toContain('next');
});
