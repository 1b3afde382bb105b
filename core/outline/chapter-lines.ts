/** What a line of a plain text says that is a heading by its words. */
export interface ChapterLine {
  readonly rank: number;
  /** The same for the same chapter, however its title is written: a list of contents repeats it. */
  readonly key: string;
  /** True when the line says no more than which chapter it is: its title may stand below. */
  readonly bare: boolean;
}

const ranks: readonly (readonly [number, string])[] = [
  [1, 'volume|vol\\.|tome|tomo|band'],
  [2, 'book|livre|buch|libro'],
  [3, 'part|partie|teil|parte|act|acte|akt|acto'],
  [5, 'chapter|chap\\.|chapitre|kapitel|capítulo|canto|letter|stave|lecture|appendix|annex|anhang|annexe|apéndice'],
  [7, 'section|abschnitt|sección|scene|scène|szene|escena|article|artikel|artículo'],
];
const counted = 'one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?|thirty|forty|fifty'
  + '|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last|premier|première|deuxième|troisième|eins|zwei|drei|vier|fünf|primero|primera|segundo|tercero';
const chapter = new RegExp(`^(?:(?<word>${ranks.map(([, words]) => words).join('|')}))\\s+(?:the\\s+)?(?<number>\\d{1,4}|[ivxlcdm]{1,9}|[A-Z](?=[\\s.:]|$)|${counted})(?![\\p{L}\\p{N}])(?<rest>.*)$`, 'iu');
const alone = /^(?:prologue|epilogue|preface|foreword|introduction|afterword|conclusion|acknowledge?ments|dedication|bibliography|glossary|abstract|references|interlude|postscript|prolog|epilog|vorwort|nachwort|einleitung|schluss|préface|avant-propos|prologo|prólogo|epílogo|prefacio|introducción|conclusión)[.:]?$/iu;
const eastAsian = /^[\s\u3000]*第[\d０-９一二三四五六七八九十百千〇零两兩]{1,7}(?<unit>[章回節节卷部篇話话幕])(?:[\s\u3000：:、.·].*|)$/u;

/** A title's first letter is a capital where there are capitals, and it does not end like a sentence, unless all of it is in capitals. */
export function looksLikeTitle(text: string): boolean {
  const capitals = text.toUpperCase() === text;
  return /^[\p{P}\s]*[\p{Lu}\p{Lo}\p{N}]/u.test(text) && (capitals || !/[.,;:]$/u.test(text)) && !/\.{4,}|(?:\. ){3,}/.test(text);
}

/** Reads a line that says which chapter, part, act … begins, or that is “Preface” and the like. Null for all others. */
export function chapterLine(line: string): ChapterLine | null {
  const text = line.trim();
  if (alone.test(text) && /^\p{Lu}/u.test(text)) return { rank: 5, key: text.replace(/[.:]$/, '').toLowerCase(), bare: false };
  const { word = '', number = '', rest = '' } = chapter.exec(text)?.groups ?? {};
  if (word === '' || !/^\p{Lu}/u.test(word)) return null;
  const title = rest.replace(/^[\s.:—–-]+/u, '').trim();
  if (rest !== '' && !/^[.:—–\s-]/u.test(rest)) return null;
  // After a sign the rest is a title, also with a full stop; after a blank it may be the rest of a sentence.
  if (title !== '' && !looksLikeTitle(/^\s*[.:—–-]/u.test(rest) ? title.replace(/\.$/u, '') : title)) return null;
  const rank = ranks.find(([, words]) => new RegExp(`^(?:${words})$`, 'iu').test(word))?.[0] ?? 5;
  return { rank, key: `${word} ${number}`.toLowerCase(), bare: title === '' };
}

/** The rank of a line that is a chapter's in Chinese or Japanese; null for all others. Such lines need no blank line around them. */
export function eastAsianChapter(line: string): number | null {
  if (line.length > 40 || /[。，！？；、」』”]$/u.test(line.trim())) return null;
  const unit = eastAsian.exec(line)?.groups?.['unit'];
  if (unit === undefined) return null;
  return /[卷部篇]/u.test(unit) ? 3 : /[節节]/u.test(unit) ? 7 : 5;
}

/** Reads a line like `2. Methods` or `2.1 Sample`: its numbers, and its title. Null for all others. */
export function numberedLine(line: string): { readonly numbers: readonly number[]; readonly title: string } | null {
  const found = /^(?<numbers>\d{1,2}(?:\.\d{1,2}){0,4})\.?[ \t]+(?<title>\p{Lu}.{1,90})$/u.exec(line.trimEnd());
  const { numbers, title } = found?.groups ?? {};
  if (numbers === undefined || title === undefined || !/^\d/.test(line) || !looksLikeTitle(title) || /[.,;:?!]$/u.test(title)) return null;
  if (!numbers.includes('.') && !/^\d{1,2}\./.test(line)) return null;
  return { numbers: numbers.split('.').map(Number), title };
}
