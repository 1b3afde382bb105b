import { expect, test } from '@playwright/test';
import { documentLanguage } from '../../../../electron/copies/pdf/document-language';

const cases: readonly (readonly [string, string])[] = [
  ['', 'und'], ['😀 123 …', 'und'], ['The letters of many languages, cafe\u0301', 'und'], ['Русский язык', 'und'],
  ['吾輩は猫である。名前はまだ無い。', 'ja-JP'], ['我是猫。', 'zh-CN'], ['한국어도 있습니다', 'ko-KR'], ['בראשית ברא אלהים את', 'he-IL'], ['مرحبا بالعالم', 'ar-SA'],
  ['An English text about 我是猫 and other words of Chinese', 'und'], ['A Hebrew word: שלום, and more English', 'und'], ['μῆνιν ἄειδε θεά', 'el'],
];

for (const [text, language] of cases) {
  test(`“${text}” is taken as ${language}`, () => { expect(documentLanguage(text)).toBe(language); });
}
