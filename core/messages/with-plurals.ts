import { localeOf, type Language } from '../languages';

/**
 * A catalogue in which each text with plural forms has all that its language knows: where one is not written it is that of `_other`.
 * (In French and Spanish only millions have one of their own, and read the same in these texts.)
 */
export function withPlurals(texts: Readonly<Record<string, string>>, language: Language): Record<string, string> {
  const { pluralCategories } = new Intl.PluralRules(localeOf(language)).resolvedOptions();
  const whole: Record<string, string> = { ...texts };
  for (const [key, text] of Object.entries(texts)) {
    if (!key.endsWith('_other')) continue;
    for (const category of pluralCategories) whole[key.replace(/other$/u, category)] ??= text;
  }
  return whole;
}
