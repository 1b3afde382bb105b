import { success } from '../core/problem';
import { keepTourAs } from './leave-tour';
import { refused } from './refused';
import { withSession, type Handlers, type HandlerTools } from './request-handlers';

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
        const kept = await keepTourAs(to, session, tour, await library);
        if (!kept.ok) return kept;
        recentChanged();
        // The window is free for the copy now.
        return desktop.openPath(to);
      });
    },
  };
}
