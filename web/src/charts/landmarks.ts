/** The scale of an issue under a chart: a line, a tick and a label at every anchor, staggered where they are close. */

import * as Plot from '@observablehq/plot';

import { s } from '../dom.ts';
import { flush, placeLabels, type Label, type Placed } from '../labels.ts';
import { plain } from '../numbers.ts';
import type { Issue } from '../summary.ts';
import { LINE, width, wrap } from '../text.ts';

/** From the tick's end to the first row of labels, pixels. */
const TICK = 8;

export interface Landmarks {
  /** The mark that draws the scale at a height of the chart, pixels. */
  mark(top: number): Plot.Markish;
  height: number;
}

const measure = {
  wrap: (text: string, room: number) => text.split('\n').flatMap((line) => wrap(line, room)),
  width: (line: string) => width(line, 12, 600),
  line: LINE,
};

/** What stands at the anchors; the ends of a scale without anchors there are named by their number. */
function labelsOf(issue: Issue, at: (value: number) => number): Label[] {
  const { low, high, anchors } = issue.scale;
  const labels = anchors.map((anchor) => ({ x: at(anchor.at), text: `${plain(anchor.at)}\n${anchor.label}` }));
  for (const end of [low, high]) {
    if (!anchors.some((anchor) => Math.abs(anchor.at - end) < 0.05 * (high - low))) {
      labels.push({ x: at(end), text: plain(end) });
    }
  }
  return labels;
}

function draw(placed: Placed[], from: number, to: number, top: number): SVGElement {
  return s('g', { 'data-labels': 'landmarks' },
    s('line', { x1: from, x2: to, y1: top, y2: top, stroke: 'var(--axis)', 'stroke-width': 1 }),
    placed.map((label) => {
      const textTop = top + TICK + label.top;
      const { x, anchor } = flush(label);
      return s('g', {},
        s('line', { x1: label.x, x2: label.x, y1: top, y2: textTop - 1, stroke: 'var(--axis)', 'stroke-width': label.row === 0 ? 1 : 0.6 }),
        s('text', { x, y: textTop, 'text-anchor': anchor, fill: 'var(--ink-2)' },
          label.lines.map((line, i) => s('tspan', {
            x, dy: i === 0 ? LINE - 4 : LINE, 'font-weight': i === 0 ? 600 : null, fill: i === 0 ? 'var(--ink)' : null,
          }, line))));
    }));
}

/**
 * @param at turns a value into pixels. @param from,to pixels of the axis. @param edge the chart's left and right edge,
 * to which labels may reach.
 */
export function landmarks(issue: Issue, at: (value: number) => number, from: number, to: number, edge: [number, number]): Landmarks {
  const placed = placeLabels(labelsOf(issue, at), edge[0], edge[1], measure);
  const height = TICK + Math.max(0, ...placed.map((one) => one.top + one.height)) + 4;
  return { height, mark: (top) => () => draw(placed, from, to, top) as SVGElement };
}
