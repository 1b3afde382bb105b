import { MessageChannel, type MessagePort } from 'node:worker_threads';
import type { Print, PrintOptions } from './print-options';

type Question = { readonly id: number; readonly html: string; readonly options: Omit<PrintOptions, 'signal'> } | { readonly id: number; readonly abort: true };
type Answer = { readonly id: number; readonly bytes: Uint8Array } | { readonly id: number; readonly error: string };

/**
 * A port for a thread that wants something printed: only the main process can. To be given to the thread (`workerData`, with
 * `transferList`), which calls `printThrough` with it.
 */
export function createPrintPort(print: Print): MessagePort {
  const { port1, port2 } = new MessageChannel();
  const running = new Map<number, AbortController>();
  port1.on('message', (question: Question) => {
    const { id } = question;
    if ('abort' in question) {
      running.get(id)?.abort();
      return;
    }
    const controller = new AbortController();
    running.set(id, controller);
    print(question.html, { ...question.options, signal: controller.signal })
      .then((bytes): Answer => ({ id, bytes }), (error: unknown): Answer => ({ id, error: error instanceof Error ? error.stack ?? error.message : String(error) }))
      .then((answer) => {
        running.delete(id);
        port1.postMessage(answer);
      }, (error: unknown) => { throw error; });
  });
  // A thread that ends closes its end: what it waited for is of use to nobody.
  port1.on('close', () => { for (const controller of running.values()) controller.abort(); });
  port1.unref();
  return port2;
}

/** Prints in the main process, from another thread. */
export function printThrough(port: MessagePort): Print {
  const waiting = new Map<number, (answer: Answer) => void>();
  let lastId = 0;
  port.on('message', (answer: Answer) => { waiting.get(answer.id)?.(answer); });
  port.unref();
  return (html, { signal, ...options }) => new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const id = lastId += 1;
    const send = (question: Question): void => { port.postMessage(question); };
    const abort = (): void => { send({ id, abort: true }); };
    signal?.addEventListener('abort', abort);
    port.ref();
    waiting.set(id, (answer) => {
      waiting.delete(id);
      if (waiting.size === 0) port.unref();
      signal?.removeEventListener('abort', abort);
      if ('bytes' in answer) resolve(answer.bytes);
      else reject(signal?.aborted && signal.reason instanceof Error ? signal.reason : new Error(answer.error));
    });
    send({ id, html, options });
  });
}
