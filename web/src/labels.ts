/** Places labels under an axis so that none overlaps another, and no line from the axis to a label crosses a text. */

export interface Label {
  /** Where it points to, pixels. */
  x: number;
  text: string;
}

export interface Placed {
  x: number;
  lines: string[];
  /** Left edge, top and size of the text, pixels; the top is relative to the first row. */
  left: number;
  top: number;
  width: number;
  height: number;
  row: number;
}

/** How a label's lines stand: flush with the side on which its point lies, or centred; and the x of that. */
export function flush(label: Placed): { x: number; anchor: 'start' | 'middle' | 'end' } {
  const side = (label.x - label.left) / Math.max(1, label.width);
  return side < 0.2 ? { x: label.left, anchor: 'start' } : side > 0.8 ? { x: label.left + label.width, anchor: 'end' }
    : { x: label.left + label.width / 2, anchor: 'middle' };
}

export interface Measure {
  wrap(text: string, room: number): string[];
  width(text: string): number;
  line: number;
}

interface Box {
  left: number;
  right: number;
  row: number;
}

/** Free space between neighbouring texts, and between a text and another label's line, pixels. */
const GAP = 10;
const LEADER_GAP = 4;
/** A row more is worth this much height, pixels: lines that reach far down are hard to follow. */
const ROW_COST = 25;
/** Steps of search at most for one width of text and number of rows. */
const PATIENCE = 600;

function collides(box: Box, x: number, other: Box, otherX: number): boolean {
  if (box.row === other.row) {
    return box.left < other.right + GAP && other.left < box.right + GAP;
  }
  const [upper, leader] = box.row < other.row ? [box, otherX] : [other, x];
  return leader > upper.left - LEADER_GAP && leader < upper.right + LEADER_GAP;
}

/** Rows and left edges for texts of these widths, or nothing if `rows` rows do not do. */
function search(points: number[], widths: number[], from: number, to: number, rows: number): Box[] | null {
  const whole = widths.reduce((sum, one) => sum + one + GAP, 0);
  if (whole > rows * (to - from + GAP)) {
    return null;
  }
  const boxes: Box[] = [];
  let steps = 0;
  const place = (at: number): boolean => {
    if (at === points.length) {
      return true;
    }
    const x = points[at]!;
    const wide = widths[at]!;
    const clamp = (left: number) => Math.max(from, Math.min(left, to - wide));
    const lefts = [...new Set([clamp(x - wide / 2), clamp(x - 4), clamp(x - wide + 4)])];
    for (let row = 0; row < rows; ++row) {
      for (const left of lefts) {
        const box = { left, right: left + wide, row };
        if (++steps > PATIENCE) {
          return false;
        }
        if (boxes.every((other, i) => !collides(box, x, other, points[i]!))) {
          boxes.push(box);
          if (place(at + 1)) {
            return true;
          }
          boxes.pop();
        }
      }
    }
    return false;
  };
  return place(0) ? boxes : null;
}

/** Moves boxes towards their points as far as their neighbours in the row let them; the old boxes where that fails. */
function centre(points: number[], boxes: Box[], from: number, to: number): Box[] {
  const moved = boxes.map((box, i) => {
    const wide = box.right - box.left;
    const left = Math.max(from, Math.min(points[i]! - wide / 2, to - wide));
    return { left, right: left + wide, row: box.row };
  });
  const shift = (box: Box, by: number) => {
    const left = Math.max(from, Math.min(box.left + by, to - (box.right - box.left)));
    box.right += left - box.left;
    box.left = left;
  };
  for (let pass = 0; pass < 60; ++pass) {
    for (let i = 0; i < moved.length; ++i) {
      const next = moved.findIndex((box, k) => k > i && box.row === moved[i]!.row);
      const overlap = next < 0 ? 0 : moved[i]!.right + GAP + 0.5 - moved[next]!.left;
      if (overlap > 0) {
        shift(moved[i]!, -overlap / 2);
        shift(moved[next]!, overlap / 2);
      }
    }
  }
  const fine = moved.every((box, i) => box.left <= points[i]! + 1 && box.right >= points[i]! - 1
    && moved.every((other, k) => k <= i || !collides(box, points[i]!, other, points[k]!)));
  return fine ? moved : boxes;
}

function stack(labels: Label[], lines: string[][], boxes: Box[], measure: Measure): Placed[] {
  const rows = Math.max(...boxes.map((box) => box.row)) + 1;
  const tops: number[] = [0];
  for (let row = 0; row < rows; ++row) {
    const tallest = Math.max(0, ...boxes.map((box, i) => (box.row === row ? lines[i]!.length : 0)));
    tops.push(tops[row]! + tallest * measure.line + 6);
  }
  return labels.map((label, i) => {
    const box = boxes[i]!;
    return {
      x: label.x, lines: lines[i]!, left: box.left, top: tops[box.row]!, width: box.right - box.left,
      height: lines[i]!.length * measure.line, row: box.row,
    };
  });
}

/**
 * The lowest layout with the fewest rows among several widths of text.
 * @param from,to pixels between which all text must lie.
 */
export function placeLabels(labels: Label[], from: number, to: number, measure: Measure): Placed[] {
  if (labels.length === 0) {
    return [];
  }
  const sorted = [...labels].sort((a, b) => a.x - b.x);
  const points = sorted.map((label) => label.x);
  let best: Placed[] | null = null;
  let least = Infinity;
  for (const room of [165, 120, 90, 76]) {
    const lines = sorted.map((label) => measure.wrap(label.text, Math.min(room, to - from)));
    const widths = lines.map((list) => Math.max(...list.map(measure.width)));
    for (let rows = 1; rows <= sorted.length && rows * (ROW_COST + measure.line) < least; ++rows) {
      const boxes = search(points, widths, from, to, rows);
      if (boxes !== null) {
        const placed = stack(sorted, lines, centre(points, boxes, from, to), measure);
        const cost = Math.max(...placed.map((one) => one.top + one.height)) + ROW_COST * rows;
        if (cost < least) {
          least = cost;
          best = placed;
        }
        break;
      }
    }
  }
  if (best !== null) {
    return best;
  }
  // too crowded for lines that cross nothing: a row each, in order
  const lines = sorted.map((label) => measure.wrap(label.text, to - from));
  const boxes = sorted.map((label, row) => {
    const wide = Math.max(...lines[row]!.map(measure.width));
    const left = Math.max(from, Math.min(label.x - wide / 2, to - wide));
    return { left, right: left + wide, row };
  });
  return stack(sorted, lines, boxes, measure);
}
