import { failure } from '../core/problem';
import type { DocumentJobs, JobName } from './document-jobs';
import type { TellDone } from './share-of-work';
import type { WorkerClient } from './worker-client';

/** Runs a job in a thread of its own, which can be ended: the answer is then the problem `cancelled`. `tell` hears how much is done. */
export type RunApart = <Name extends JobName>(name: Name, input: Parameters<DocumentJobs[Name]>[0], signal: AbortSignal, tell?: TellDone) => ReturnType<DocumentJobs[Name]>;

/**
 * A runner for jobs that a person may want to end: making a copy of a large document is one long computation, and only ending
 * its thread stops it. The thread's end leaves no other job waiting, since each has its own. A thread that came to the end of its
 * job is kept for the next one, until it has been idle for as long as its client keeps it: previews follow one another closely.
 */
export function createRunApart(start: () => WorkerClient): RunApart {
  let spare: WorkerClient | null = null;
  async function runApart(name: JobName, input: unknown, signal: AbortSignal, tell?: TellDone): Promise<unknown> {
    if (signal.aborted) return failure({ kind: 'cancelled' });
    const worker = spare ?? start();
    spare = null;
    const end = (): void => { void worker.close(); };
    signal.addEventListener('abort', end);
    try {
      const answer = await (worker.run as (name: JobName, input: unknown, tell?: TellDone) => Promise<unknown>)(name, input, tell);
      if (spare === null && !signal.aborted) spare = worker;
      return answer;
    } catch (error) {
      if (signal.aborted) return failure({ kind: 'cancelled' });
      throw error;
    } finally {
      signal.removeEventListener('abort', end);
      if (spare !== worker) await worker.close();
    }
  }
  return runApart as RunApart;
}
