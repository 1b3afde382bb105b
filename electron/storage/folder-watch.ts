import { watch, type FSWatcher } from 'node:fs';

/** Milliseconds after the last sign of a change before it is looked at: a program that writes a file gives many signs. */
const quiet = 100;
/** Milliseconds between two looks where the system gives no signs (too many watches, a network drive). */
const lookInterval = 2_000;

/** A watch on a folder. */
export interface FolderWatch {
  close(): void;
}

/** Calls `changed` with the name of each file that changed in the folder, or null when any may have. Does not keep the program running. */
export function watchFolder(folder: string, changed: (name: string | null) => void): FolderWatch {
  const waiting = new Map<string | null, NodeJS.Timeout>();
  let watcher: FSWatcher | null = null;
  let looking: NodeJS.Timeout | null = null;
  const note = (name: string | null): void => {
    clearTimeout(waiting.get(name));
    waiting.set(name, setTimeout(() => {
      waiting.delete(name);
      changed(name);
    }, quiet).unref());
  };
  const lookNowAndThen = (): void => {
    watcher?.close();
    looking ??= setInterval(() => { changed(null); }, lookInterval).unref();
  };
  try {
    watcher = watch(folder, { persistent: false }, (_event, name) => { note(name); });
    watcher.on('error', lookNowAndThen);
  } catch {
    lookNowAndThen();
  }
  return {
    close: () => {
      watcher?.close();
      if (looking) clearInterval(looking);
      for (const timer of waiting.values()) clearTimeout(timer);
    },
  };
}
