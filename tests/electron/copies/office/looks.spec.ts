import { expect, test } from '@playwright/test';
import { palette } from '../../../../core/export/palette';
import { colors, markStyles, type Color, type MarkStyle } from '../../../../core/model/annotation';
import { LookBook, type Look } from '../../../../electron/copies/office/looks';
import { sampleAnnotation } from '../../../core/export/sample-copies';

function lookOf(...marks: readonly (readonly [MarkStyle, Color])[]): Look | null {
  return new LookBook((look) => look).find(marks.map(([style, color]) => ({ annotation: sampleAnnotation(1, { style, color }), span: { start: 0, end: 1 } })));
}

/** WCAG 2.2 contrast of black text on a shade. */
function contrast(shade: string): number {
  const [red = 0, green = 0, blue = 0] = [0, 2, 4].map((at) => {
    const channel = parseInt(shade.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05) / 0.05;
}

test('a highlight has its colour, lines their own and half a shade, nothing covered no look', () => {
  expect(lookOf(['highlight', 'green'])).toEqual({ shade: palette.green.light.slice(1), underline: null, doubleUnderline: false, strikethrough: false });
  expect(lookOf(['underline', 'blue'])).toMatchObject({ underline: palette.blue.lightLine.slice(1), doubleUnderline: false });
  expect(lookOf(['underline', 'blue'], ['underline', 'pink'])).toMatchObject({ doubleUnderline: true });
  expect(lookOf(['strikethrough', 'pink'], ['highlight', 'pink'])).toMatchObject({ shade: palette.pink.light.slice(1), strikethrough: true });
  expect(lookOf()).toBeNull();
});

test('black text can be read on every shade of up to three passages, and every overlap is another shade', () => {
  const marks = markStyles.flatMap((style) => colors.map((color) => [style, color] as const));
  const shades = new Set(marks.flatMap((a) => marks.flatMap((b) => marks.map((c) => lookOf(a, b, c)!.shade))));
  expect([...shades].filter((shade) => contrast(shade) <= 7)).toEqual([]);
  const pairs = colors.flatMap((a, index) => colors.slice(index).map((b) => lookOf(['highlight', a], ['highlight', b])!.shade));
  expect(new Set([...pairs, ...colors.map((color) => palette[color].light.slice(1))]).size).toBe(pairs.length + colors.length);
});
