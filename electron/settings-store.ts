import { readFile } from 'node:fs/promises';
import { Low, type Adapter } from 'lowdb';
import { isRecord } from '../core/model/parse-annotation';
import { failure, success, type Problem, type Result } from '../core/problem';
import { changedSettings, parseSettings, standardSettings, type Settings, type SettingsChange } from '../core/settings';
import { followLinks, replaceFile } from './storage/durable-write';
import { moveAside, setAside } from './storage/set-aside';
import { readProblem, systemCode } from './storage/system-error';

/** Where the settings are kept, and who is told. */
export interface SettingsStoreOptions {
  readonly path: string;
  /** Folder for a file that cannot be understood. */
  readonly setAside: string;
  /** ISO 8601, UTC. */
  now(): string;
  onProblem(problem: Problem): void;
}

/** lowdb's adapter for the settings: a save is on the disk when it answers, and a file that cannot be read or understood is kept aside. */
class SettingsFile implements Adapter<Settings> {
  /** Puts away what stands where the settings belong; null when there is nothing to be put away. Nothing is written before it has worked. */
  private putAway: (() => Promise<void>) | null = null;

  constructor(private readonly options: SettingsStoreOptions) {}

  async read(): Promise<Settings | null> {
    const { path, setAside: folder, now, onProblem } = this.options;
    try {
      const value = parseJson(await readFile(path, 'utf8'));
      if (isRecord(value)) return parseSettings(value);
      this.putAway = async () => { onProblem({ kind: 'settings-damaged', path, setAsideAs: await setAside(path, folder, now()) }); };
    } catch (error) {
      const code = systemCode(error);
      if (code === null) throw error;
      if (code === 'ENOENT') return null;
      this.putAway = async () => { onProblem({ kind: 'settings-unreadable', path, code, setAsideAs: await moveAside(path, folder, now()) }); };
    }
    await this.clear();
    return null;
  }

  async write(settings: Settings): Promise<void> {
    await this.clear();
    await replaceFile(await followLinks(this.options.path), [`${JSON.stringify(settings, null, 2)}\n`], { durable: true });
  }

  private async clear(): Promise<void> {
    await this.putAway?.();
    this.putAway = null;
  }
}

/** The settings as they were kept, to be read only. Those that cannot be read or understood are the standard ones. */
export async function readSettings(path: string): Promise<Settings> {
  try {
    return parseSettings(parseJson(await readFile(path, 'utf8')));
  } catch (error) {
    if (systemCode(error) === null) throw error;
    return standardSettings;
  }
}

function parseJson(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** The settings of the program, in memory and on the disk. Changes happen one after the other. */
export class SettingsStore {
  private readonly low: Low<Settings>;
  private tail: Promise<unknown> = Promise.resolve();
  private waiting: Promise<Result<null>> | null = null;

  constructor(private readonly options: SettingsStoreOptions) {
    this.low = new Low(new SettingsFile(options), standardSettings);
  }

  /** The settings as they are now; the standard ones until they were loaded. */
  get current(): Settings {
    return this.low.data;
  }

  /** Reads what was kept. Never fails: what cannot be read is told, and the standard settings hold. */
  async load(): Promise<void> {
    try {
      await this.low.read();
    } catch (error) {
      if (systemCode(error) === null) throw error;
      this.options.onProblem(readProblem(error, this.options.path));
    }
  }

  /** Makes a change; answers when it is on the disk. It holds in memory even when it could not be saved. */
  change(change: SettingsChange): Promise<Result<null>> {
    this.low.data = changedSettings(this.low.data, change);
    // What changes while a save is under way goes to the disk with one save after it.
    this.waiting ??= this.tail.then(() => {
      this.waiting = null;
      return this.write();
    });
    this.tail = this.waiting.catch(() => undefined);
    return this.waiting;
  }

  private async write(): Promise<Result<null>> {
    try {
      await this.low.write();
      return success(null);
    } catch (error) {
      const code = systemCode(error);
      if (code === null) throw error;
      return failure({ kind: 'write-failed', path: this.options.path, code });
    }
  }

  /** Resolves when everything that was changed so far has been written, or could not be. */
  async settled(): Promise<void> {
    await this.tail;
  }
}
