import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { StoredRecord } from '../../core/model/merge-records';
import { sharedRecord } from '../../core/model/shared-record';
import { serializeStore } from '../../core/store-file';
import { sha256 } from './durable-file';
import { dropAhead, writeAhead, type WrittenAhead } from './durable-write';

/** What is to lie beside a document. */
export interface BesideContent {
  /** Of the document. */
  readonly path: string;
  /** Of the file beside it. */
  readonly place: string;
  readonly own: StoredRecord;
}

interface Begun extends BesideContent {
  /** Null: it could not be written now; whoever wants it tries again and says why. */
  readonly written: Promise<WrittenAhead | null>;
}

/**
 * Files beside documents that are written, and reach the disk, while the record in the profile does: one wait for the disk instead of two. None gets
 * its place here, so a save that fails, or a crash, leaves what was beside the document as it was.
 */
export class BesideAhead {
  private readonly begun = new Map<string, Begun>();

  constructor(private readonly now: () => string) {}

  /** Begins to write; what was begun for the document before is not wanted any more. */
  begin(documentId: string, content: BesideContent): void {
    void this.drop(documentId);
    this.begun.set(documentId, { ...content, written: this.write(content).catch(() => null) });
  }

  /** The content on the disk: what was begun, when it is this, or else written now. Throws the system's error. */
  async take(documentId: string, content: BesideContent): Promise<WrittenAhead> {
    const begun = this.begun.get(documentId);
    const isThis = begun?.place === content.place && begun.path === content.path
      && begun.own.record.annotations === content.own.record.annotations && begun.own.record.deleted === content.own.record.deleted && begun.own.record.text === content.own.record.text;
    if (!begun || !isThis) {
      await this.drop(documentId);
      return this.write(content);
    }
    this.begun.delete(documentId);
    return (await begun.written) ?? this.write(content);
  }

  /** Takes away what was begun for a document and not taken. */
  async drop(documentId: string): Promise<void> {
    const begun = this.begun.get(documentId);
    this.begun.delete(documentId);
    const written = await begun?.written;
    if (written) await dropAhead(written);
  }

  private async write({ path, place, own }: BesideContent): Promise<WrittenAhead> {
    // Whoever may read the document may read what is beside it.
    const mode = (await stat(path)).mode & 0o666;
    return writeAhead(place, serializeStore(sharedRecord(own, basename(path)), this.now(), sha256()), { durable: true, mode });
  }
}
