import { app } from 'electron';
import { languageFor, type Language } from '../core/languages';
import type { Settings } from '../core/settings';

/** The language that the system asks for. */
export function systemLanguage(): Language {
  return languageFor(app.getPreferredSystemLanguages());
}

/** The language of the windows and menus. */
export function languageIn({ language }: Settings): Language {
  return language === 'system' ? systemLanguage() : language;
}
