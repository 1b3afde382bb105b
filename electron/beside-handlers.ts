import { basename, dirname } from 'node:path';
import { failure, success } from '../core/problem';
import { refused } from './refused';
import { withSession, type Handlers, type HandlerTools } from './request-handlers';
import { besidePath } from './storage/beside-names';

type BesideRequest = 'findPlace' | 'keepBeside' | 'importBeside';

/** What a window asks about where annotations are kept. It names a document; which folder that means is known here alone. */
export function besideHandlers({ owner, documents, library, desktop, run }: HandlerTools): Pick<Handlers, BesideRequest> {
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
        const { beside: folders } = await library;
        const others = (): readonly string[] => desktop.besideFolders().filter((known) => known !== folder);
        const choose = (chosen: boolean) => desktop.saveSettings({ besideFolders: chosen ? [...others(), folder] : others() });
        if (!beside) return folders.moveBack(folder, () => choose(false));
        const saved = await choose(true);
        const moved = saved.ok ? await folders.moveOut(folder) : saved;
        if (!moved.ok) await choose(false);
        return moved;
      });
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
