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

type WriteRequest = 'exportCopy' | 'cancelExport';
type LookRequest = 'previewCopy' | 'drawCopy';
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
export function exportHandlers(tools: HandlerTools): Pick<Handlers, WriteRequest | LookRequest | TakeRequest> {
  return { ...writeHandlers(tools), ...lookHandlers(tools), ...takeHandlers(tools) };
}

function writeHandlers({ owner, documents, desktop, runApart, version }: HandlerTools): Pick<Handlers, WriteRequest> {
  const exporting = new Set<() => void>();
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
        const written = await writeTo(target, { ...basis.value, format, options, version }, runApart, exporting, (done) => { desktop.exportProgress(session.documentId, done); }).finally(() => { desktop.exportProgress(session.documentId, null); });
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
  };
}

/** What a copy would be, in words and as a picture. Only the last question is of interest. */
function lookHandlers({ owner, documents, desktop, runApart, version }: HandlerTools): Pick<Handlers, LookRequest> {
  let looking = new AbortController();
  async function look<Value>(documentId: unknown, name: unknown, given: unknown, use: (copy: CopyRequest, signal: AbortSignal) => Promise<Result<Value>>): Promise<Result<Value>> {
    const format = formatOf(name);
    if (typeof format !== 'string') return failure(format);
    const options = parseExportOptions(given);
    if (!options) return refused('options');
    looking.abort();
    const { signal } = looking = new AbortController();
    return withSession(documents, owner, documentId, async (session) => {
      const basis = await session.basis();
      return basis.ok ? use({ ...basis.value, format, options, version }, signal) : basis;
    });
  }
  return {
    previewCopy: (documentId, name, given) => look(documentId, name, given, (copy, signal) => runApart('preview', copy, signal)),
    drawCopy: (documentId, name, given) => look(documentId, name, given, async (copy, signal) => {
      const begun = await runApart('begin', copy, signal);
      if (!begun.ok) return begun;
      return begun.value === null ? success(null) : desktop.drawPage(begun.value, signal);
    }),
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
