import type { Language } from '../../core/languages';
import { withPlurals } from '../../core/messages/with-plurals';

type Texts = Promise<{ readonly texts: Readonly<Record<string, string>> }>;

/** Each fetched when it is spoken; English is always there. */
const catalogues: Readonly<Record<Exclude<Language, 'en'>, () => Texts>> = {
  de: async () => import('./de'),
  fr: async () => import('./fr'),
  es: async () => import('./es'),
  zh: async () => import('./zh'),
  ja: async () => import('./ja'),
  ar: async () => import('./ar'),
};

/** All texts of the window in a language. */
export async function fetchTexts(language: Exclude<Language, 'en'>): Promise<Record<string, string>> {
  return withPlurals((await catalogues[language]()).texts, language);
}
