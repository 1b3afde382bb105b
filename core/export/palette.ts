import type { Color, MarkStyle } from '../model/annotation';

/** The colours of one highlight colour, as #rrggbb. */
export interface Tint {
  /** Behind marked text on a light page. */
  readonly light: string;
  /** Behind marked text on a dark page. */
  readonly dark: string;
  /** Of lines (underline, strike-through, edges of notes) on a light page. */
  readonly lightLine: string;
  /** Of lines on a dark page. */
  readonly darkLine: string;
}

/** Every highlight colour: text keeps a contrast of 4.5:1 on the tints, lines 3:1 on the page. */
export const palette: Readonly<Record<Color, Tint>> = {
  yellow: { light: '#ffe27a', dark: '#5a4a00', lightLine: '#957000', darkLine: '#f2cf4a' },
  green: { light: '#b5e8a3', dark: '#234f1e', lightLine: '#2f7d32', darkLine: '#8fd67c' },
  blue: { light: '#a9d4ff', dark: '#14466f', lightLine: '#1f6dbd', darkLine: '#7fbdfb' },
  pink: { light: '#ffb8d6', dark: '#6b2145', lightLine: '#c0306f', darkLine: '#ff94c2' },
  orange: { light: '#ffcb94', dark: '#6b3a08', lightLine: '#b35900', darkLine: '#ffb066' },
  purple: { light: '#d9c2ff', dark: '#48307a', lightLine: '#7347c7', darkLine: '#c1a1ff' },
};

/** Page and text. */
export const paper = { light: '#fffdf8', dark: '#1b1a18', lightText: '#1c1a17', darkText: '#f1ede4' } as const;

/** The CSS rule that says what a style class looks like; the class is STYLE-COLOUR. */
export function styleRule(style: MarkStyle, color: Color): string {
  const { light, lightLine } = palette[color];
  const looks = {
    highlight: `background-color: ${light}`,
    underline: `text-decoration: underline 2px ${lightLine}`,
    strikethrough: `text-decoration: line-through 2px ${lightLine}`,
  };
  return `.${style}-${color} { ${looks[style]} }`;
}
