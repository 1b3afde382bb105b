import type { english } from './en';

type WithoutPlural<Key extends string> = Key extends `${infer Stem}_one` | `${infer Stem}_other` ? Stem : Key;

/** A key of the catalogue, plural forms counted as one. */
export type TextKey = WithoutPlural<keyof typeof english>;

/** Looks a text up and fills its values in. */
export type Translate = (key: TextKey, values?: Readonly<Record<string, string | number>>) => string;
