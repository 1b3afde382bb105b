/** Language tags for what the scripts of a text tell; the Latin script tells none. */
export interface Languages {
  /** Null: nothing in the text tells. */
  readonly eastAsian: string | null;
  /** Of what is written from right to left; null: nothing is. */
  readonly bidirectional: string | null;
}

const eastAsian: readonly (readonly [RegExp, string])[] = [[/[\p{Script=Hiragana}\p{Script=Katakana}]/u, 'ja-JP'], [/\p{Script=Hangul}/u, 'ko-KR'], [/\p{Script=Han}/u, 'zh-CN']];
const bidirectional: readonly (readonly [RegExp, string])[] = [[/\p{Script=Hebrew}/u, 'he-IL'], [/\p{Script=Arabic}/u, 'ar-SA']];

/** The languages by which word processors choose fonts: the same Han character is drawn in another way in Japan and in China. */
export function languagesOf(text: string): Languages {
  const find = (list: readonly (readonly [RegExp, string])[]): string | null => list.find(([script]) => script.test(text))?.[1] ?? null;
  return { eastAsian: find(eastAsian), bidirectional: find(bidirectional) };
}
