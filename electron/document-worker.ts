/** The thread that reads, places and writes whole documents, so that no menu or window ever waits for it. */
import './offline-guard';
import { MessagePort, parentPort, workerData } from 'node:worker_threads';
import { printThrough } from './copies/pdf/print-port';
import { atOnce } from '../core/slices';
import { createDocumentJobs, type JobAnswer, type JobMessage, type JobProgress } from './document-jobs';
import { pack, unpack } from './parcels';
import type { TellDone } from './share-of-work';

const port = parentPort;
// Only the main process can print.
const documentJobs = createDocumentJobs(workerData instanceof MessagePort ? printThrough(workerData) : null);

async function run({ id, name, input }: JobMessage, transfer: ArrayBuffer[]): Promise<JobAnswer> {
  try {
    const job = documentJobs[name] as (input: unknown, tell: TellDone) => Promise<unknown>;
    const answer = await job(atOnce(unpack(input)), (done) => { port?.postMessage({ id, done } satisfies JobProgress); });
    return { id, answer: atOnce(pack(answer, transfer)) };
  } catch (error) {
    return { id, error: error instanceof Error ? error.stack ?? error.message : String(error) };
  }
}

// One after the other: two large documents at once would need the memory of both.
let last: Promise<void> = Promise.resolve();
port?.on('message', (message: JobMessage) => {
  last = last.then(async () => {
    const transfer: ArrayBuffer[] = [];
    port.postMessage(await run(message, transfer), transfer);
  });
});
