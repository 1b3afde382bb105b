import type { Rectangle } from './page-lines';

/** A character on a page. */
export interface PlacedCharacter {
  readonly text: string;
  readonly rectangle: Rectangle;
}

const strong = /\p{L}/gu;
const rightToLeft = /[\p{Script=Hebrew}\p{Script=Arabic}]/gu;
/** What runs from left to right inside text from right to left. */
const leftToRightRun = /[\p{N}\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]+(?:[.,:/-][\p{N}\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]+)*/gu;
/** Forms of Arabic letters by their place in a word: fonts say those, texts say the letters. */
const presentationForms = /[\ufb50-\ufdff\ufe70-\ufeff]+/g;
/** Without a blank between them, as much distance is one: a share of the height of the characters. */
const wordGap = 0.25;

function isInside({ rectangle }: PlacedCharacter, box: Rectangle): boolean {
  const x = (rectangle.left + rectangle.right) / 2;
  const y = (rectangle.bottom + rectangle.top) / 2;
  return x >= box.left && x <= box.right && y >= box.bottom && y <= box.top;
}

function reversed(text: string): string {
  return Array.from(text).reverse().join('');
}

/** Turns what is drawn from right to left around, so that it reads in the order in which it is written. */
function inReadingOrder(line: string): string {
  if ((line.match(rightToLeft)?.length ?? 0) * 2 <= (line.match(strong)?.length ?? 0)) return line;
  return reversed(line).replace(leftToRightRun, reversed).replace(presentationForms, (forms) => forms.normalize('NFKC'));
}

function lineText(characters: readonly PlacedCharacter[]): string {
  let text = '';
  let last: PlacedCharacter | null = null;
  for (const character of characters) {
    const { left, bottom, top } = character.rectangle;
    const apart = last !== null && left - last.rectangle.right > (top - bottom) * wordGap;
    text += apart && !/\s$/.test(text) && !/^\s/.test(character.text) ? ` ${character.text}` : character.text;
    last = character;
  }
  return inReadingOrder(text.replaceAll('\0', '')).trim();
}

/** The text whose characters stand in the boxes, one box a line, with a blank between lines. `characters` are in the order in which they are drawn. */
export function textInBoxes(characters: readonly PlacedCharacter[], boxes: readonly Rectangle[]): string {
  return boxes.map((box) => lineText(characters.filter((character) => isInside(character, box)))).filter((line) => line !== '').join(' ');
}
