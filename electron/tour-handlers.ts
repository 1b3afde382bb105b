import { success } from '../core/problem';
import { refused, withSession, type Handlers, type HandlerTools } from './request-handlers';

/** What windows ask about the tour. */
export function tourHandlers({ owner, documents, library, desktop, tour, recentChanged }: HandlerTools): Pick<Handlers, 'openTour' | 'keepTour'> {
  return {
    async openTour() {
      const shown = tour.path !== null && await documents.ownerOf(tour.path) !== null ? tour.path : null;
      return desktop.openPath(shown ?? await tour.begin(desktop.language()));
    },
    async keepTour(documentId) {
      return withSession(documents, owner, documentId, async (session) => {
        if (session.path !== tour.path) return refused('documentId');
        const to = await desktop.chooseTourCopy(session.path);
        if (to === null) return success(null);
        const kept = await tour.keep(to, await library);
        if (!kept.ok) return kept;
        recentChanged();
        // What was done in it is in the copy now: the window is free for that.
        session.touched = false;
        return desktop.openPath(to);
      });
    },
  };
}
