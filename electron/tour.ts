import { copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { constants } from 'node:fs';
import { join } from 'node:path';
import { describe } from '../core/anchor/describe';
import type { Language } from '../core/languages';
import type { Annotation, Color, MarkStyle } from '../core/model/annotation';
import { failure, success, type Result } from '../core/problem';
import { adding } from '../core/session/change';
import { realPathOf } from './real-path';
import { openLibrary, type Library, type LibraryOptions } from './storage/library';

/** The annotations of the tour as they are written in the program's own files. */
interface TourNotes {
  /** What the document is called, without its extension. */
  readonly name: string;
  readonly annotations: readonly { readonly quote: string; readonly color: Color; readonly style: MarkStyle; readonly comment: string; readonly tags?: readonly string[]; readonly replies?: readonly string[] }[];
}

/** What a tour is made of, and where it is kept. */
export interface TourOptions extends Pick<LibraryOptions, 'now' | 'newId' | 'onProblem'> {
  readonly assets: string;
  /** Folder that is emptied for each tour. */
  readonly folder: string;
  /** The program's name, as the author of the tour's annotations. */
  readonly creator: string;
}

/** A document that has a library of its own, apart from all others. */
export interface Apart {
  readonly library: Library;
  /** Folder of the kept texts. */
  readonly snapshots: string;
}

/** The tour: an annotated document in a folder and a library of its own, so that nothing of it is left in the person's unless it is kept. */
export class Tour {
  #held: (Apart & { readonly path: string }) | null = null;

  constructor(private readonly options: TourOptions) {}

  /** What holds the annotations of the file at a real path; null for any file but the tour. */
  apart(path: string): Apart | null {
    return this.#held?.path === path ? this.#held : null;
  }

  /** Path of the tour as it is; null when it was not begun. */
  get path(): string | null {
    return this.#held?.path ?? null;
  }

  /** Puts a fresh tour in a language into its folder and tells its path. Throws when that cannot be written. */
  async begin(language: Language): Promise<string> {
    await this.end();
    const { assets, folder, now, newId, onProblem, creator } = this.options;
    const source = join(assets, 'samples', 'tour');
    const [text, notes] = await Promise.all([readFile(join(source, `${language}.md`), 'utf8'), readFile(join(source, `${language}.json`), 'utf8')]);
    const { name, annotations } = JSON.parse(notes) as TourNotes;
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const placed = join(folder, `${name}.md`);
    await writeFile(placed, text);
    const path = await realPathOf(placed);
    const library = await openLibrary(join(folder, 'library'), { now, newId, onProblem });
    this.#held = { path, library, snapshots: join(folder, 'snapshots') };
    const record = await library.create(path);
    if (!record.ok) return path;
    const saved = await library.saveChange(record.value.documentId, adding(...annotations.map(({ quote, color, style, comment, tags = [], replies = [] }): Annotation => {
      const start = text.indexOf(quote);
      const time = { created: now(), modified: now(), creator };
      return {
        ...time, id: newId(), revision: 1, target: describe(text, { start, end: start + quote.length }), color, style, comment, tags, resolved: false,
        replies: replies.map((reply) => ({ ...time, id: newId(), comment: reply })),
      };
    })));
    if (!saved.ok) onProblem(saved.problem);
    return path;
  }

  /** Writes the tour to a file of the person's, which must not be there yet, with its annotations into their library. */
  async keep(to: string, library: Library): Promise<Result<null>> {
    const held = this.#held;
    const record = await held?.library.find(held.path);
    if (!held || !record) return failure({ kind: 'invalid-argument', argument: 'documentId' });
    try {
      await copyFile(held.path, to, constants.COPYFILE_EXCL);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      return failure(code === 'EEXIST' ? { kind: 'file-exists', path: to } : { kind: 'write-failed', path: to, code: code ?? String(error) });
    }
    const kept = await library.create(await realPathOf(to));
    if (!kept.ok) return kept;
    const { documentId } = kept.value;
    const saved = await library.saveChange(documentId, adding(...record.annotations));
    if (!saved.ok) return saved;
    // The same bytes: the annotations count in them.
    const known = await library.update(documentId, { file: record.file, text: record.text });
    return known.ok ? success(null) : known;
  }

  /** Removes the tour and all that belongs to it. It must not be open. */
  async end(): Promise<void> {
    const held = this.#held;
    this.#held = null;
    await held?.library.close();
    await rm(this.options.folder, { recursive: true, force: true });
  }
}
