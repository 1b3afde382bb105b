/** The languages of the interface. */

/** By their tags (BCP 47); Chinese is written in simplified characters. */
export const languages = ['en', 'de', 'fr', 'es', 'zh', 'ja', 'ar'] as const;
export type Language = (typeof languages)[number];

/** What each is called by those who speak it. */
export const languageNames: Readonly<Record<Language, string>> = { en: 'English', de: 'Deutsch', fr: 'Français', es: 'Español', zh: '简体中文', ja: '日本語', ar: 'العربية' };

/** The first of the wanted languages that the interface has; English when it has none of them. `wanted` are tags like `de-AT` or `zh_CN`. */
export function languageFor(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const known = languages.find((language) => language === tag.split(/[-_.]/u, 1)[0]?.toLowerCase());
    if (known) return known;
  }
  return 'en';
}

/** The direction in which a language is written. */
export function directionOf(language: Language): 'ltr' | 'rtl' {
  return language === 'ar' ? 'rtl' : 'ltr';
}

/** The locale for numbers and dates. Arabic ones have the digits of the counts in the texts. */
export function localeOf(language: Language): string {
  return { ar: 'ar-u-nu-latn', zh: 'zh-Hans' }[language as string] ?? language;
}
