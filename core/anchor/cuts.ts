import { classOf, SPACE } from './character-class';
import type { Tokens } from './tokens';

/** How clearly a text is cut before a token: 4 a blank line, 3 a line, 2 the end of a sentence, 1 white space, 0 nothing. */
export function cutBefore(text: string, tokens: Tokens, index: number): number {
  const end = tokens.start[index] as number;
  let at = end;
  let lines = 0;
  while (at > 0 && classOf(text.charCodeAt(at - 1)) === SPACE) if (text.charCodeAt(--at) === 10) lines++;
  if (at === 0 || lines > 1) return 4;
  if (lines === 1) return 3;
  const before = text.charCodeAt(at - 1);
  if (before === 0x3002) return 2;
  if (at === end) return 0;
  return before === 46 || before === 33 || before === 63 ? 2 : 1;
}

/** As `cutBefore`, for any index; between two stretches that are aligned by themselves there is the end of a line or a sentence at least. */
export function cutAt(text: string, tokens: Tokens, index: number): number {
  if (index >= tokens.count) return 4;
  return (tokens.id[index] as number) < 0 ? 3 : cutBefore(text, tokens, index);
}
