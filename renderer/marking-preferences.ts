import { Store } from './store';

/** How the person likes annotations shown. Kept in the profile, for all documents. */
export interface MarkingPreferences {
  /** Resolved comments have no card in the margin and no entry in the list. Their passages stay marked. */
  readonly hideResolved: boolean;
}

const key = 'manicule.marking';
const standard: MarkingPreferences = { hideResolved: false };

function load(): MarkingPreferences {
  try {
    const kept = JSON.parse(localStorage.getItem(key) ?? '{}') as Partial<Record<keyof MarkingPreferences, unknown>>;
    return { hideResolved: kept.hideResolved === true };
  } catch (error) {
    console.warn('Preferences for annotations could not be read; the standard ones are used.', error);
    return standard;
  }
}

/** The preferences as they are now, in this window. */
export const markingPreferences = new Store<MarkingPreferences>(load());

// Another window of the same profile changed them.
window.addEventListener('storage', (event) => { if (event.key === key) markingPreferences.set(load()); });

/** Changes some preferences and keeps them. */
export function setMarkingPreferences(fields: Partial<MarkingPreferences>): void {
  markingPreferences.set(fields);
  localStorage.setItem(key, JSON.stringify(markingPreferences.get()));
}
