import { colors, type Color } from '../core/model/annotation';
import { fontSizes } from './reader-state';

/** How the person likes the window: kept in the profile, per app, worth nothing to anyone else. */
export interface Preferences {
  readonly color: Color;
  readonly sidebar: boolean;
  readonly fontSize: number;
}

const key = 'manicule.preferences';
const standard: Preferences = { color: 'yellow', sidebar: false, fontSize: 18 };

/** The kept preferences; what is missing or unreadable takes its standard value. */
export function loadPreferences(): Preferences {
  try {
    const kept = JSON.parse(localStorage.getItem(key) ?? '{}') as Partial<Record<keyof Preferences, unknown>>;
    return {
      color: colors.find((color) => color === kept.color) ?? standard.color,
      sidebar: kept.sidebar === true,
      fontSize: fontSizes.find((size) => size === kept.fontSize) ?? standard.fontSize,
    };
  } catch (error) {
    console.warn('Preferences could not be read; the standard ones are used.', error);
    return standard;
  }
}

/** Keeps the preferences. */
export function savePreferences(preferences: Preferences): void {
  localStorage.setItem(key, JSON.stringify(preferences));
}
