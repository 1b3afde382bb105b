import { createInstance } from 'i18next';
import type { Language } from '../core/languages';
import { english } from '../core/messages/en';
import type { Translate } from '../core/messages/text-key';
import { withPlurals } from '../core/messages/with-plurals';

const catalogue = createInstance();
void catalogue.init({
  lng: 'en',
  fallbackLng: 'en',
  initAsync: false,
  keySeparator: false,
  nsSeparator: false,
  // Texts go to native menus, dialogs and the terminal: nothing there reads HTML.
  interpolation: { escapeValue: false },
  resources: { en: { translation: english } },
});

/** Each read when it is spoken; English is always there. */
const others: Readonly<Record<Exclude<Language, 'en'>, () => Promise<Readonly<Record<string, string>>>>> = {
  de: async () => (await import('../core/messages/de')).german,
  fr: async () => (await import('../core/messages/fr')).french,
  es: async () => (await import('../core/messages/es')).spanish,
  zh: async () => (await import('../core/messages/zh')).chinese,
  ja: async () => (await import('../core/messages/ja')).japanese,
  ar: async () => (await import('../core/messages/ar')).arabic,
};

/** Has all texts of the main process in a language from now on. The command line never asks for another than English: programs read it. */
export async function speak(language: Language): Promise<void> {
  if (language !== 'en' && !catalogue.hasResourceBundle(language, 'translation')) catalogue.addResourceBundle(language, 'translation', withPlurals(await others[language](), language));
  if (catalogue.language !== language) await catalogue.changeLanguage(language);
}

/** A text of the main process or the command line. */
export const translate: Translate = (key, values) => catalogue.t(key, values ?? {});
