/** Rows with a label each: beside the picture where there is room, above it on a phone. */

import { s } from '../../dom.ts';
import { FONT_SIZE, LINE, wrapInto } from '../../text.ts';
import { HALO } from '../chart.ts';

/** Below this width labels stand above their rows, pixels. */
const NARROW = 560;

export interface Rows {
  narrow: boolean;
  /** Ends of the picture, pixels. */
  left: number;
  right: number;
  height: number;
  /** Middle of each row, pixels. */
  at: number[];
  labels: (() => SVGElement);
}

/**
 * @param texts the label of each row. @param strong which labels stand out.
 * @param right room for figures to the right of the picture, pixels.
 */
export function labelledRows(texts: string[], width: number, { right = 64, strong = [] as number[], top = 4 } = {}): Rows {
  const narrow = width < NARROW;
  const left = narrow ? 8 : Math.min(290, Math.round(0.42 * width));
  const lines = texts.map((text, i) => wrapInto(text, narrow ? width : left - 14, narrow ? 2 : 3, FONT_SIZE, strong.includes(i) ? 600 : 400));
  const at: number[] = [];
  const tops: number[] = [];
  let y = top;
  for (const one of lines) {
    const tall = one.length * LINE;
    tops.push(narrow ? y : y + (Math.max(28, tall + 8) - tall) / 2);
    at.push(narrow ? y + tall + 11 : y + Math.max(28, tall + 8) / 2);
    y += narrow ? tall + 28 : Math.max(28, tall + 8);
  }
  const labels = () => s('g', {}, lines.map((one, i) => s('text', { fill: strong.includes(i) ? 'var(--ink)' : 'var(--ink-2)', 'font-weight': strong.includes(i) ? 600 : 400, 'text-anchor': 'start', ...HALO },
    one.map((line, k) => s('tspan', { x: 0, y: tops[i]! + k * LINE + 11 }, line)))));
  return { narrow, left, right: width - (narrow ? Math.min(right, 60) : right), height: y, at, labels };
}
