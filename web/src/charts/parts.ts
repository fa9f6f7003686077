/** A whole that is made of two parts, over time: stacked areas of means, the whole as a line. */

import * as Plot from '@observablehq/plot';

import { plain } from '../numbers.ts';
import { level, type Variable } from '../system.ts';
import { plot } from './chart.ts';
import { timeAxis } from './time.ts';

interface Point {
  at: Date;
  from: number;
  to: number;
}

/** @param parts stacked from the bottom; they add up to the whole in every draw. */
export function drawParts(days: string[], whole: Variable, parts: { variable: Variable; fill: string }[], width: number): SVGElement {
  const dates = days.map((day) => new Date(day));
  const sums = dates.map(() => 0);
  const stacked = parts.map(({ variable, fill }) => ({
    fill, points: dates.map((at, i): Point => { const from = sums[i]!; sums[i] = from + level(variable, variable.mean[i]!); return { at, from, to: sums[i]! }; }),
  }));
  const line = dates.map((at, i) => ({ at, value: level(whole, whole.mean[i]!) }));
  const first = dates[0]!;
  const last = dates[dates.length - 1]!;
  const values = [0, ...stacked.flatMap((one) => one.points.map((point) => point.to)), ...line.map((point) => point.value)];
  return plot({
    width, height: 200, marginLeft: 40, marginRight: 8, marginTop: 8, marginBottom: 24,
    x: { type: 'utc', domain: [first, last], axis: null }, y: { domain: [Math.min(...values), Math.max(...values)], nice: true, axis: null },
    marks: [
      Plot.frame({ fill: 'var(--panel)', stroke: 'none' }),
      Plot.gridY({ ticks: 4, stroke: 'var(--line)', strokeOpacity: 1 }),
      ...stacked.map((one) => Plot.areaY(one.points, { x: 'at', y1: 'from', y2: 'to', fill: one.fill })),
      Plot.lineY(line, { x: 'at', y: 'value', stroke: 'var(--ink)', strokeWidth: 2 }),
      Plot.ruleY([0], { stroke: 'var(--axis)' }),
      Plot.axisY({ ticks: 4, tickSize: 0, tickFormat: plain, fill: 'var(--ink-2)', label: null }),
      ...timeAxis(dates, width - 48),
    ],
  });
}
