import { isId } from '../core/model/parse-annotation';
import { success } from '../core/problem';
import { parseChange, type Change } from '../core/session/change';
import { joined } from '../core/session/change-parts';
import { refused } from './refused';
import { withSession, type HandlerTools, type Handlers } from './request-handlers';

/** The parts of one change, while they come. */
interface Gathered {
  readonly documentId: unknown;
  readonly name: string;
  readonly parts: Change[];
}

/** What puts a window's changes on the disk: whole, or in parts when they are too large for one message. */
export function changeHandlers({ owner, documents }: HandlerTools): Pick<Handlers, 'saveChange' | 'sendPart' | 'saveParts'> {
  // A window sends one change after the other; one that it gave up is let go of with the next.
  let gathered: Gathered | null = null;
  return {
    async saveChange(documentId, value) {
      const change = parseChange(value);
      return change ? withSession(documents, owner, documentId, (session) => session.saveChange(change)) : refused('change');
    },
    async sendPart(documentId, name, value) {
      const part = typeof value === 'string' ? parseChange(parseJson(value)) : null;
      if (!isId(name)) return refused('name');
      if (!part) return refused('part');
      return withSession(documents, owner, documentId, () => {
        if (gathered?.name !== name || gathered.documentId !== documentId) gathered = { documentId, name, parts: [] };
        gathered.parts.push(part);
        return Promise.resolve(success(null));
      });
    },
    async saveParts(documentId, name) {
      const whole = gathered;
      if (!whole || whole.name !== name || whole.documentId !== documentId) return refused('name');
      gathered = null;
      return withSession(documents, owner, documentId, (session) => session.saveChange(joined(whole.parts)));
    },
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
