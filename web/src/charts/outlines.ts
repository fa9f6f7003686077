/** Coasts and borders of the world, coarse: Natural Earth, 1:110 million, in the public domain (tools/outlines.py). */

import outlines from '../outlines.json';

export type Point = [east: number, north: number];

/** Lines are kept in tenths of a degree: the first point, then steps. */
function decode(line: number[]): Point[] {
  const points: Point[] = [];
  for (let i = 0, east = 0, north = 0; i < line.length; i += 2) {
    east += line[i]!;
    north += line[i + 1]!;
    points.push([east / 10, north / 10]);
  }
  return points;
}

let decoded: Record<'coasts' | 'borders', Point[][]> | undefined;

/** All lines; a page draws them at several widths, and most pages not at all. */
function lines(): Record<'coasts' | 'borders', Point[][]> {
  decoded ??= { coasts: outlines.coasts.map(decode), borders: outlines.borders.map(decode) };
  return decoded;
}

/** The lines of one kind that come near a window of degrees. */
export function linesNear(kind: 'coasts' | 'borders', west: number, east: number, south: number, north: number): Point[][] {
  return lines()[kind].filter((line) => Math.max(...line.map((one) => one[0])) >= west && Math.min(...line.map((one) => one[0])) <= east
    && Math.max(...line.map((one) => one[1])) >= south && Math.min(...line.map((one) => one[1])) <= north);
}
