import i18next from 'i18next';
import { localeOf, type Language } from '../core/languages';
import { english } from '../core/messages/en';
import { englishWindow } from '../core/messages/en-window';
import { describeProblem, type ProblemText } from '../core/messages/describe-problem';
import type { TextKey } from '../core/messages/text-key';
import type { Problem } from '../core/problem';
import { fetchTexts } from './languages/catalogues';

type WithoutPlural<Key extends string> = Key extends `${infer Stem}_one` | `${infer Stem}_other` ? Stem : Key;
/** A key of the window's part of the catalogue, plural forms counted as one. */
export type WindowTextKey = WithoutPlural<keyof typeof englishWindow> | TextKey;

const texts = i18next.createInstance();
void texts.init({
  lng: 'en',
  fallbackLng: 'en',
  keySeparator: false,
  nsSeparator: false,
  resources: { en: { translation: { ...english, ...englishWindow } } },
  // React escapes what it shows; escaping here would show the escapes.
  interpolation: { escapeValue: false },
  initAsync: false,
});

let wanted: Language = 'en';
let spoken: Language = 'en';

/** Has all texts in a language from now on. False: meanwhile another one was asked for. */
export async function speak(language: Language): Promise<boolean> {
  wanted = language;
  if (language !== 'en' && !texts.hasResourceBundle(language, 'translation')) texts.addResourceBundle(language, 'translation', await fetchTexts(language));
  if (wanted !== language) return false;
  if (spoken !== language) await texts.changeLanguage(language);
  spoken = language;
  return true;
}

/** The language of the texts. */
export function spokenLanguage(): Language {
  return spoken;
}

/** A number as it is written in the language of the window. */
export function numeral(value: number): string {
  return value.toLocaleString(localeOf(spoken));
}

/** Making one takes as long as writing a hundred moments with it. */
const moments = new Map<string, Intl.DateTimeFormat>();

/** A moment as it is written in the language of the window. `instant` is ISO 8601. */
export function moment(instant: string, form: Intl.DateTimeFormatOptions): string {
  const key = `${localeOf(spoken)} ${JSON.stringify(form)}`;
  const known = moments.get(key) ?? new Intl.DateTimeFormat(localeOf(spoken), form);
  moments.set(key, known);
  return known.format(new Date(instant));
}

/** The interface text of a key, in the language of the window, with its values put in. */
export function t(key: WindowTextKey, values: Readonly<Record<string, string | number>> = {}): string {
  return texts.t(key, values);
}

/** A problem in words. */
export function problemText(problem: Problem): ProblemText {
  return describeProblem(problem, t);
}
