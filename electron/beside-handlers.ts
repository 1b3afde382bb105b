import { basename, dirname } from 'node:path';
import { failure, success } from '../core/problem';
import { refused } from './refused';
import { withSession, type Handlers, type HandlerTools } from './request-handlers';
import { besidePath } from './storage/beside-names';

type BesideRequest = 'findPlace' | 'keepBeside' | 'leaveFolder' | 'importBeside';

/** What a window asks about where annotations are kept. It names a document, or a folder that was chosen before: which others there are is known here alone. */
export function besideHandlers({ owner, documents, library, desktop, run }: HandlerTools): Pick<Handlers, BesideRequest> {
  const choose = (folder: string, chosen: boolean) => {
    const others = desktop.besideFolders().filter((known) => known !== folder);
    return desktop.saveSettings({ besideFolders: chosen ? [...others, folder] : others });
  };
  const leave = async (folder: string) => (await library).beside.moveBack(folder, () => choose(folder, false));
  return {
    async findPlace(documentId) {
      return withSession(documents, owner, documentId, async ({ path }) => {
        const place = besidePath(path);
        return success({
          beside: (await library).beside.keeps(path), folder: dirname(path), besideName: place === null ? null : basename(place), storage: desktop.storageFolder,
        });
      });
    },
    async keepBeside(documentId, beside) {
      if (typeof beside !== 'boolean') return refused('beside');
      return withSession(documents, owner, documentId, async ({ path }) => {
        const folder = dirname(path);
        if (beside && besidePath(path) === null) return refused('documentId');
        if (!beside) return leave(folder);
        const saved = await choose(folder, true);
        const moved = saved.ok ? await (await library).beside.moveOut(folder) : saved;
        if (!moved.ok) await choose(folder, false);
        return moved;
      });
    },
    async leaveFolder(folder) {
      return typeof folder === 'string' && desktop.besideFolders().includes(folder) ? leave(folder) : refused('folder');
    },
    async importBeside(documentId) {
      return withSession(documents, owner, documentId, async (session) => {
        const from = besidePath(session.path);
        if (from === null) return failure({ kind: 'invalid-argument', argument: 'documentId' });
        const basis = await session.basis();
        return basis.ok ? run('import', { basis: basis.value, from }) : basis;
      });
    },
  };
}
