import { Worker, type MessagePort } from 'node:worker_threads';
import type { JobAnswer, JobName, JobProgress, RunJob } from './document-jobs';
import { pack, unpack } from './parcels';
import type { TellDone } from './share-of-work';
import { inTurns } from './storage/read-store';

/** How long a thread without work is kept, in milliseconds, where nothing else is said: starting one costs more than keeping one for a while. */
const usualIdleLimit = 30_000;

interface Waiting {
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: Error) => void;
  readonly tell: TellDone | undefined;
}

/** Runs jobs in a thread of their own. */
export interface WorkerClient {
  readonly run: RunJob;
  /** Ends the thread; jobs under way are rejected. */
  close(): Promise<void>;
}

/**
 * A client of the worker at `script`. The thread starts with the first job and ends when it had none for a while. `createPort` makes the
 * port through which a thread has things printed: each its own. `idleLimit` in milliseconds.
 */
export function createWorkerClient(script: string, createPort: () => MessagePort, idleLimit = usualIdleLimit): WorkerClient {
  const waiting = new Map<number, Waiting>();
  let worker: Worker | null = null;
  let idle: NodeJS.Timeout | null = null;
  let lastId = 0;

  function drop(error: Error): void {
    worker = null;
    for (const { reject } of waiting.values()) reject(error);
    waiting.clear();
  }

  function start(): Worker {
    const port = createPort();
    const started = new Worker(script, { workerData: port, transferList: [port] });
    started.on('message', (message: JobAnswer | JobProgress) => {
      const job = waiting.get(message.id);
      if ('done' in message) {
        job?.tell?.(message.done);
        return;
      }
      waiting.delete(message.id);
      if ('error' in message) job?.reject(new Error(message.error));
      else inTurns(unpack(message.answer)).then(job?.resolve, job?.reject);
      if (waiting.size === 0) idle = setTimeout(() => { void close(); }, idleLimit).unref();
    });
    started.on('error', (error) => { if (worker === started) drop(error); });
    started.on('exit', (code) => { if (worker === started) drop(new Error(`The document thread ended with ${String(code)}.`)); });
    return started;
  }

  function run(name: JobName, input: unknown, tell?: TellDone): Promise<unknown> {
    if (idle) clearTimeout(idle);
    worker ??= start();
    const id = lastId += 1;
    const running = worker;
    return new Promise((resolve, reject) => {
      waiting.set(id, { resolve, reject, tell });
      const transfer: ArrayBuffer[] = [];
      // Meanwhile the thread may have been closed, and the job with it.
      inTurns(pack(input, transfer)).then((packed) => { if (worker === running) running.postMessage({ id, name, input: packed }, transfer); }).catch(reject);
    });
  }

  async function close(): Promise<void> {
    const ending = worker;
    drop(new Error('The document thread was closed.'));
    await ending?.terminate();
  }

  return { run: run as RunJob, close };
}
