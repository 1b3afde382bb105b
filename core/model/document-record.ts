import type { Annotation } from './annotation';

/** What a file looked like when it was last read. */
export interface FileFingerprint {
  /** Bytes. */
  readonly size: number;
  /** Milliseconds since 1970, as the file system told; a hint, never a proof. */
  readonly modifiedMs: number;
  /** SHA-256 of all bytes, hex. */
  readonly sha256: string;
}

/** The text that annotation positions count in. */
export interface TextFingerprint {
  /** SHA-256 of the text as UTF-8 with LF line ends, hex: the same for every encoding and line end of one text. */
  readonly digest: string;
  /** UTF-16 units. */
  readonly length: number;
}

/** Remembers that an annotation was deleted, so that an older copy elsewhere does not bring it back. */
export interface Tombstone {
  readonly id: string;
  /** The revision that the deletion counts as. */
  readonly revision: number;
}

/** Everything that is kept about one document. The document itself is never written to. */
export interface DocumentRecord {
  /** A UUID. */
  readonly documentId: string;
  /** Where the file was last seen: an absolute path. */
  readonly path: string;
  /** Null until the file has once been read to its end. */
  readonly file: FileFingerprint | null;
  /** Null until the text has once been read to its end. */
  readonly text: TextFingerprint | null;
  /** The encoding that the person chose by hand; null: detected at each opening. */
  readonly encoding: string | null;
  /** UTF-16 offset of the first line on the screen. */
  readonly readingPosition: number;
  /** When it was last opened: ISO 8601, UTC. */
  readonly opened: string;
  readonly annotations: readonly Annotation[];
  readonly deleted: readonly Tombstone[];
}

/** An empty record for a file that has none yet. */
export function newDocumentRecord(documentId: string, path: string, opened: string): DocumentRecord {
  return { documentId, path, file: null, text: null, encoding: null, readingPosition: 0, opened, annotations: [], deleted: [] };
}
