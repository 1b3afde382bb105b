import i18next from 'i18next';
import { english } from '../core/messages/en';
import { englishWindow } from '../core/messages/en-window';
import { describeProblem, type ProblemText } from '../core/messages/describe-problem';
import type { TextKey } from '../core/messages/text-key';
import type { Problem } from '../core/problem';

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

/** The interface text of a key, in the language of the window, with its values put in. */
export function t(key: WindowTextKey, values: Readonly<Record<string, string | number>> = {}): string {
  return texts.t(key, values);
}

/** A problem in words. */
export function problemText(problem: Problem): ProblemText {
  return describeProblem(problem, t);
}
