import { expect, test } from '@playwright/test';
import { createPrintPort, printThrough } from '../../../../electron/copies/pdf/print-port';
import type { Print } from '../../../../electron/copies/pdf/print-options';

const options = { paper: 'A4' } as const;

test('what is asked through a port is printed on the other side, several at once', async () => {
  const port = createPrintPort((html, { paper }) => Promise.resolve(Buffer.from(`${html} on ${paper}`)));
  const print = printThrough(port);
  const answers = await Promise.all(['one 😀', 'two'].map((html) => print(html, options)));
  expect(answers.map((bytes) => Buffer.from(bytes).toString())).toEqual(['one 😀 on A4', 'two on A4']);
  port.close();
});

test('an error comes back as one', async () => {
  const port = createPrintPort(() => Promise.reject(new Error('no paper')));
  await expect(printThrough(port)('one', options)).rejects.toThrow('no paper');
  port.close();
});

const patient: Print = (_html, { signal }) => new Promise((_resolve, reject) => {
  signal?.addEventListener('abort', () => { reject(new Error('was told')); });
});

test('ending it reaches the other side, and its own reason comes back', async () => {
  const port = createPrintPort(patient);
  const controller = new AbortController();
  const printing = printThrough(port)('one', { ...options, signal: controller.signal });
  controller.abort(new Error('changed my mind'));
  await expect(printing).rejects.toThrow('changed my mind');
  await expect(printThrough(port)('one', { ...options, signal: controller.signal })).rejects.toThrow('changed my mind');
  port.close();
});

test('a port that closes ends what is under way', async () => {
  let ended: () => void = () => undefined;
  const told = new Promise<void>((resolve) => { ended = resolve; });
  const port = createPrintPort((html, { signal, ...rest }) => {
    signal?.addEventListener('abort', ended);
    return patient(html, { ...rest, signal });
  });
  printThrough(port)('one', options).catch(() => undefined);
  await new Promise((resolve) => setImmediate(resolve));
  port.close();
  await told;
});
