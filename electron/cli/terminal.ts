import { describeProblem } from '../../core/messages/describe-problem';
import type { Problem } from '../../core/problem';
import { translate } from '../texts';

/** Where results and messages of a command go. */
export interface Terminal {
  /** A result, on stdout. Resolves when it was taken. */
  out(text: string): Promise<void>;
  /** A message, on stderr. */
  tell(text: string): Promise<void>;
  /** Writes over the last line of stderr, which then is `text`; null: nobody is at a terminal to see it. */
  readonly rewrite: ((text: string) => void) | null;
}

/** The process's own streams. A reader that went away (`manicule list | head`) is no error: nobody is left to be told. */
export const terminal: Terminal = {
  out: (text) => write(process.stdout, text),
  tell: (text) => write(process.stderr, `${text}\n`),
  rewrite: process.stderr.isTTY ? (text) => { void write(process.stderr, `\r\u001b[K${text}`); } : null,
};

/** The streams whose errors are listened to already. */
const heard = new WeakSet<NodeJS.WriteStream>();

function write(stream: NodeJS.WriteStream, text: string): Promise<void> {
  if (!heard.has(stream)) {
    heard.add(stream);
    // The error is told to the one who wrote, too; unheard, it would end the program.
    stream.on('error', () => undefined);
  }
  return new Promise((resolve) => {
    stream.write(text, () => { resolve(); });
  });
}

/** Longest quote and comment in a message for people, in characters. */
const longestExcerpt = 200;

/** Text of a document or a person, safe for a terminal: one line, no control characters that could command it. */
export function oneLine(text: string): string {
  const characters = Array.from(text.slice(0, longestExcerpt * 4).replace(/\s+/gu, ' ').replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, (character) => '\u200c\u200d'.includes(character) ? character : ''));
  return characters.length > longestExcerpt ? `${characters.slice(0, longestExcerpt - 1).join('')}…` : characters.join('');
}

/** What, why and what to do. */
export function problemSentences(problem: Problem): string {
  const { what, why, whatToDo } = describeProblem(problem, translate);
  return `${what} ${why} ${whatToDo}`;
}

/** A problem in one paragraph, with the program's name, as is the custom on stderr. */
export function problemLine(problem: Problem): string {
  return `manicule: ${problemSentences(problem)}`;
}
