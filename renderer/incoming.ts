import type { LongList, ManiculeApi, Settled } from '../core/contract';
import type { Annotation, Placement } from '../core/model/annotation';
import type { Problem } from '../core/problem';
import { layOver, layOverInSlices } from '../core/model/merge-records';
import type { Change } from '../core/session/change';
import { withAll } from '../core/session/session';
import { inParts } from './in-parts';
import type { Reader } from './reader';
import type { ReaderState } from './reader-state';

/** What came with a message: few annotations are in it, of very many only which list they are. */
type Sent = Pick<Settled, 'annotations' | 'long'> & Partial<Pick<Settled, 'placements'>>;

/** A part of a long list, as the main process writes it. */
interface Part {
  readonly annotations: readonly Annotation[];
  readonly placements: Readonly<Record<string, Placement>>;
}

/**
 * Takes in the annotations that the main process sends: those of a document that was opened, those that were placed, those that others changed.
 * What was changed here meanwhile stays. A newer list ends the wait for an older one.
 */
export class Incoming {
  /** Counts what is taken in: only the newest reaches the screen. */
  private turn = 0;
  /** What was changed here since a long list was asked for; null while none is on its way. */
  private meanwhile: Change[] | null = null;
  /** The list that is in the session, or on its way there. */
  private known: { readonly list: number; readonly taken: Promise<Problem | null> } | null = null;

  constructor(private readonly reader: Reader, private readonly api: ManiculeApi) {}

  /** Begins with another document. */
  begin(): void {
    this.turn += 1;
    this.meanwhile = null;
    this.known = null;
  }

  /** A change was made here. */
  note(change: Change): void {
    this.meanwhile?.push(change);
  }

  /** Puts annotations into the session, together with other fields. Answers when that is done, with what went wrong; null also when newer ones came in between. */
  async take(documentId: string, sent: Sent, fields: Partial<ReaderState>): Promise<Problem | null> {
    const { long } = sent;
    if (long && this.known?.list === long.list) {
      const problem = await this.known.taken;
      if (problem === null && this.known?.list === long.list) this.reader.store.set(fields);
      return problem;
    }
    this.turn += 1;
    this.reader.flush();
    this.meanwhile = [...this.reader.unsaved()];
    if (!long) {
      this.known = null;
      this.put(new Map(sent.annotations.map((annotation) => [annotation.id, annotation])), { ...fields, ...(sent.placements ? { placements: sent.placements } : {}) });
      return null;
    }
    const taken = this.gather(documentId, long, fields);
    this.known = { list: long.list, taken };
    return taken;
  }

  private async gather(documentId: string, { list }: LongList, fields: Partial<ReaderState>): Promise<Problem | null> {
    const { turn } = this;
    const annotations = new Map<string, Annotation>();
    const placements: Record<string, Placement> = {};
    for (let from: number | null = 0; from !== null;) {
      const part = await this.api.readAnnotations(documentId, list, from);
      if (turn !== this.turn) return null;
      if (!part.ok) return part.problem;
      const read = JSON.parse(part.value.json) as Part;
      for (const annotation of read.annotations) annotations.set(annotation.id, annotation);
      Object.assign(placements, read.placements);
      from = part.value.next;
    }
    // What came in between was made on the list before this one. Most of it is laid on top in parts; what is done meanwhile is little, and comes at the end.
    const changes = this.meanwhile ?? [];
    this.meanwhile = [];
    for (const change of changes) {
      await new Promise<void>((done) => { inParts(layOverInSlices(annotations, change), done); });
      if (turn !== this.turn) return null;
    }
    this.put(annotations, { ...fields, placements });
    return null;
  }

  private put(annotations: Map<string, Annotation>, fields: Partial<ReaderState>): void {
    // What is being changed or typed belongs on top, too: it is about the versions that are here now.
    this.reader.flush();
    for (const change of this.meanwhile ?? []) layOver(annotations, change);
    this.meanwhile = null;
    this.reader.store.set({ ...fields, session: withAll(this.reader.store.get().session, annotations) });
  }
}
