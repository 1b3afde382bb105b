/** U+2060 WORD JOINER: no width, no break. */
const joiner = '\u2060';

const opens = '(?<=\\{)(?=\u2060*(?:==|>>|\\+\\+|--|~~))';
const closes = '(?<===|<<|\\+\\+|--|~~)(?=\u2060*\\})';
/** Joiners of the text itself that `unguard` would take for guards. */
const alike = '(?<=\\{|==|<<|\\+\\+|--|~~)(?=\u2060+(?:==|>>|\\+\\+|--|~~|\\}))';
const needed = new RegExp(`${opens}|${closes}|${alike}`, 'g');
const guards = /(?<=\{|==|<<|\+\+|--|~~)\u2060(?=\u2060*(?:==|>>|\+\+|--|~~|\}))/g;

/** A guarded text and how many guards it took. */
export interface Guarded {
  readonly text: string;
  readonly count: number;
}

/**
 * Breaks every sequence that opens or closes a CriticMarkup mark by a joiner inside it, since the format has no escape.
 * To be applied to each stretch between two marks by itself: `unguard` cannot see beyond one either.
 */
export function guard(text: string): Guarded {
  let count = 0;
  const guarded = text.replace(needed, () => {
    count++;
    return joiner;
  });
  return { text: guarded, count };
}

/** Takes out the joiners that `guard` put in, and no others. */
export function unguard(text: string): string {
  return text.replace(guards, '');
}
