import { palette } from '../../../core/export/palette';
import { colors, type Annotation, type Color } from '../../../core/model/annotation';
import type { MarkedEntry } from '../../../core/export/copy';

/** How a stretch of text is drawn. Colours as six hex digits, without a sign. */
export interface Look {
  readonly shade: string;
  /** Colour of the underline; null: none. */
  readonly underline: string | null;
  /** True when two or more underlines lie over one another. */
  readonly doubleUnderline: boolean;
  readonly strikethrough: boolean;
}

type Channels = readonly [number, number, number];

function channelsOf(hex: string): Channels {
  const value = parseInt(hex.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

function hexOf(channels: Channels): string {
  return channels.map((channel) => Math.round(channel).toString(16).padStart(2, '0')).join('');
}

function mix(shades: readonly Channels[]): Channels {
  const mean = (channel: 0 | 1 | 2): number => shades.reduce((sum, shade) => sum + shade[channel], 0) / shades.length;
  return [mean(0), mean(1), mean(2)];
}

/** Part of its colour that a passage darkens when another of the same colour lies over it. */
const deepening = 0.9;

/**
 * Word processors know one shade a stretch: colours that lie over one another are mixed. Underlines and strike-throughs get half a shade,
 * since a line through text has no colour of its own there.
 */
function shadeOf(annotations: readonly Annotation[]): string {
  const solid = annotations.filter(({ style }) => style === 'highlight');
  const shown = solid.length > 0 ? solid : annotations;
  const used = new Set<Color>(shown.map(({ color }) => color));
  const shade = mix(colors.filter((color) => used.has(color)).map((color) => channelsOf(palette[color].light)));
  if (solid.length === 0) return hexOf(mix([shade, [255, 255, 255]]));
  return hexOf(solid.length > used.size ? [shade[0] * deepening, shade[1] * deepening, shade[2] * deepening] : shade);
}

function lookOf(annotations: readonly Annotation[]): Look {
  const underlines = annotations.filter(({ style }) => style === 'underline');
  const [first] = underlines;
  return {
    shade: shadeOf(annotations),
    underline: first ? palette[first.color].lightLine.slice(1) : null,
    doubleUnderline: underlines.length > 1,
    strikethrough: annotations.some(({ style }) => style === 'strikethrough'),
  };
}

/** The looks that occur in a copy, each with what `create` makes of it, once. */
export class LookBook<Made> {
  private readonly known = new Map<string, Made>();

  constructor(private readonly create: (look: Look, number: number) => Made) {}

  /** What was made for what covers a stretch; null when nothing does. */
  find(covering: readonly MarkedEntry[]): Made | null {
    if (covering.length === 0) return null;
    const annotations = covering.map(({ annotation }) => annotation);
    const key = annotations.map(({ style, color }) => `${style} ${color}`).join();
    let made = this.known.get(key);
    if (made === undefined) {
      made = this.create(lookOf(annotations), this.known.size + 1);
      this.known.set(key, made);
    }
    return made;
  }
}
