import { join } from 'node:path';

/** Where things lie in a profile. */
export interface ProfileFolders {
  readonly root: string;
  readonly library: string;
  /** Texts that annotations were made on. */
  readonly snapshots: string;
  /** The sample document, which can be annotated like any file. */
  readonly samples: string;
  /** The tour and all that belongs to it, as long as it lasts. */
  readonly tour: string;
  readonly logs: string;
  /** Size and place of the last window: a file. */
  readonly windowState: string;
  /** Which documents were open in which windows: a file. */
  readonly lastSession: string;
  /** How the person likes the program: a file. */
  readonly settings: string;
}

/** The layout of the profile at `root`. */
export function profileFolders(root: string): ProfileFolders {
  return {
    root,
    library: join(root, 'library'),
    snapshots: join(root, 'snapshots'),
    samples: join(root, 'samples'),
    tour: join(root, 'tour'),
    logs: join(root, 'logs'),
    windowState: join(root, 'window-state.json'),
    lastSession: join(root, 'last-session.json'),
    settings: join(root, 'settings.json'),
  };
}
