import type { Print } from './copies/pdf/print-options';
import { beginCopy, clipAnnotations, makeHtml, previewCopy } from './look-at-copy';
import { createSearchJobs } from './search/search-jobs';
import { compareEarlier, compareWithKept, exportDocument, importDocument, keepText, openCopy, placeDocument, type Basis } from './document-job';
import { loadDocumentText, type LoadText } from './document-text';
import type { TellDone } from './share-of-work';
import { tidySnapshots } from './snapshot-care';
import type { EarlierRecord } from './storage/earlier-states';

/** What can be done off the main thread, by name. Arguments and answers are values that survive the way between threads. */
export type DocumentJobs = ReturnType<typeof createDocumentJobs>;

/** The jobs, with what prints for them where something can be printed. `load` reads the texts of those that bring annotations to their places. */
export function createDocumentJobs(print: Print | null = null, load: LoadText = loadDocumentText) {
  return {
    ...createSearchJobs(),
    place: (basis: Basis) => placeDocument(basis, load),
    export: (request: Parameters<typeof exportDocument>[0], tell?: TellDone) => exportDocument(request, print, tell),
    preview: previewCopy,
    begin: beginCopy,
    clip: clipAnnotations,
    makeHtml,
    import: ({ basis, from }: { basis: Basis; from: string }) => importDocument(basis, from, load),
    restore: ({ basis, earlier }: { basis: Basis; earlier: EarlierRecord }) => compareEarlier(basis, earlier),
    openCopy: ({ path, basis }: { path: string; basis: Pick<Basis, 'annotations' | 'deleted'> }) => openCopy(path, basis),
    keepText: ({ path, encoding, snapshots }: Pick<Basis, 'path' | 'encoding' | 'snapshots'>) => keepText(path, encoding, snapshots, load),
    likeness: (request: Parameters<typeof compareWithKept>[0]) => compareWithKept(request, load),
    tidySnapshots,
  };
}

/** The name of a job. */
export type JobName = keyof DocumentJobs;

/** Runs a job, wherever. `tell` hears how much of it is done, where the job says so. */
export type RunJob = <Name extends JobName>(name: Name, input: Parameters<DocumentJobs[Name]>[0], tell?: TellDone) => ReturnType<DocumentJobs[Name]>;

/** A job on its way to the thread. */
export interface JobMessage {
  readonly id: number;
  readonly name: JobName;
  readonly input: unknown;
}

/** An answer on its way back. `error`: a bug, as text. */
export type JobAnswer = { readonly id: number; readonly answer: unknown } | { readonly id: number; readonly error: string };

/** How much of a job is done, told before its answer. */
export interface JobProgress {
  readonly id: number;
  readonly done: number;
}
