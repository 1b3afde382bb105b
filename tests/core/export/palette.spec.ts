import { expect, test } from '@playwright/test';
import { palette, paper, styleRule } from '../../../core/export/palette';
import { colors, markStyles } from '../../../core/model/annotation';

function luminance(color: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => parseInt(color.slice(at, at + 2), 16) / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

for (const color of colors) {
  test(`${color} keeps text and lines legible`, () => {
    const tint = palette[color];
    expect(contrast(tint.light, paper.lightText)).toBeGreaterThan(4.5);
    expect(contrast(tint.dark, paper.darkText)).toBeGreaterThan(4.5);
    expect(contrast(tint.lightLine, paper.light)).toBeGreaterThan(3);
    expect(contrast(tint.darkLine, paper.dark)).toBeGreaterThan(3);
    for (const style of markStyles) expect(styleRule(style, color)).toContain(style === 'highlight' ? tint.light : tint.lightLine);
  });
}
