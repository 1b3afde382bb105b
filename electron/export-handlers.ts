import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Exported } from '../core/contract';
import { clipForms } from '../core/export/clip';
import { exportFormats, type ExportFormat } from '../core/export/formats';
import { parseExportOptions } from '../core/export/options';
import { isId } from '../core/model/parse-annotation';
import { failure, success, type Problem, type Result } from '../core/problem';
import type { CopyRequest } from './document-job';
import { refused } from './refused';
import { withSession, type Handlers, type HandlerTools } from './request-handlers';
import type { TellDone } from './share-of-work';
import { createWritePermit, withdrawPermit } from './write-permit';

type WriteRequest = 'exportCopy' | 'cancelExport' | 'previewCopy';
type TakeRequest = 'copyAnnotations' | 'printCopy';

/** Most annotations that can be named at once for the clipboard: more than a document can hold. */
const mostIds = 1_000_000;

/** Makes a copy in a thread of its own and writes it; `exporting` holds what ends it, `tell` hears how much is done. */
async function writeTo(target: string, copy: CopyRequest, runApart: HandlerTools['runApart'], exporting: Set<() => void>, tell: TellDone): Promise<Result<Exported>> {
  const permit = createWritePermit();
  const controller = new AbortController();
  const end = (): void => { if (withdrawPermit(permit)) controller.abort(); };
  exporting.add(end);
  // The dialog asked before a file that exists is replaced.
  const written = await runApart('export', { ...copy, target, overwrite: true, permit }, controller.signal, tell).finally(() => exporting.delete(end));
  // The thread was ended in the middle of its work: what it had written so far has no name that anyone knows.
  if (controller.signal.aborted) await rm(join(dirname(target), permit.temporaryName), { force: true });
  return written;
}

/** What a window can have done with annotated copies. Long work runs in threads of its own, which can be ended. */
export function exportHandlers(tools: HandlerTools): Pick<Handlers, WriteRequest | TakeRequest> {
  return { ...writeHandlers(tools), ...takeHandlers(tools) };
}

function writeHandlers({ owner, documents, desktop, runApart, version }: HandlerTools): Pick<Handlers, WriteRequest> {
  const exporting = new Set<() => void>();
  let previewing = new AbortController();
  return {
    async exportCopy(documentId, name, given) {
      const format = formatOf(name);
      if (typeof format !== 'string') return failure(format);
      const options = parseExportOptions(given);
      if (!options) return refused('options');
      return withSession(documents, owner, documentId, async (session) => {
        const target = await desktop.chooseCopy(session.path, format);
        if (target === null) return success(null);
        const basis = await session.basis();
        if (!basis.ok) return basis;
        const written = await writeTo(target, { ...basis.value, format, options, version }, runApart, exporting, (done) => { desktop.exportProgress(session.documentId, done); });
        if (written.ok) session.lastExport = written.value.path;
        return written;
      });
    },
    async cancelExport(documentId) {
      return withSession(documents, owner, documentId, () => {
        for (const end of exporting) end();
        return Promise.resolve(success(null));
      });
    },
    async previewCopy(documentId, name, given) {
      const format = formatOf(name);
      if (typeof format !== 'string') return failure(format);
      const options = parseExportOptions(given);
      if (!options) return refused('options');
      previewing.abort();
      const { signal } = previewing = new AbortController();
      return withSession(documents, owner, documentId, async (session) => {
        const basis = await session.basis();
        return basis.ok ? runApart('preview', { ...basis.value, format, options, version }, signal) : basis;
      });
    },
  };
}

/** What leaves Manicule otherwise than as a file. */
function takeHandlers({ owner, documents, desktop, run, version }: HandlerTools): Pick<Handlers, TakeRequest> {
  return {
    async copyAnnotations(documentId, name, given) {
      const form = clipForms.find((known) => known === name);
      if (!form) return refused('form');
      const ids = idsOf(given);
      if (ids === undefined) return refused('ids');
      return withSession(documents, owner, documentId, async (session) => {
        const basis = await session.basis();
        if (!basis.ok) return basis;
        const clipped = await run('clip', { basis: basis.value, form, ids, version });
        if (!clipped.ok) return clipped;
        if (clipped.value.count > 0) desktop.copyText(clipped.value.text);
        return success(clipped.value.count);
      });
    },
    async printCopy(documentId) {
      return withSession(documents, owner, documentId, async (session) => {
        const basis = await session.basis();
        if (!basis.ok) return basis;
        const made = await run('makeHtml', { basis: basis.value, version });
        return made.ok ? desktop.printPage(made.value) : made;
      });
    },
  };
}

function formatOf(name: unknown): ExportFormat | Problem {
  const format = exportFormats.find((known) => known === name);
  if (format) return format;
  return typeof name === 'string' ? { kind: 'unknown-format', format: name.slice(0, 100) } : { kind: 'invalid-argument', argument: 'format' };
}

/** Null: all. Undefined: not what it must be. */
function idsOf(value: unknown): readonly string[] | null | undefined {
  if (value === null) return null;
  return Array.isArray(value) && value.length <= mostIds && value.every(isId) ? value : undefined;
}
