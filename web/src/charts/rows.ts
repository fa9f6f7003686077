/** Models under each other on the scale of an issue: a line each, with its name, its average and its range. */

import * as Plot from '@observablehq/plot';

import { s } from '../dom.ts';
import { grainOf, number } from '../numbers.ts';
import { type Forecast, type Issue, isFixed, quantile, type Report } from '../summary.ts';
import { FONT_SIZE, width as textWidth, wrapInto } from '../text.ts';
import { colourOf, HALO } from './chart.ts';

/** Below this width names stand above their rows instead of beside them, pixels. */
export const NARROW = 560;
/** Room for "status quo 35" above the histogram, pixels. */
export const TOP = 24;

/** One model. */
export interface Row {
  name: string;
  value: string;
  forecast: Forecast;
  colour: string;
  lead: boolean;
}

/** Where on the picture the scale lies; below NARROW names stand above their rows. */
export interface Layout {
  width: number;
  narrow: boolean;
  from: number;
  to: number;
}

/** Turns a place on the scale into pixels. */
export function scaleOf(issue: Issue, { from, to }: Layout): (value: number) => number {
  const { low, high } = issue.scale;
  return (value) => from + ((value - low) / (high - low)) * (to - from);
}

/** "38–56", or "always 47". */
function span(issue: Issue, forecast: Forecast): string {
  const by = grainOf(issue, forecast.mean.error);
  return isFixed(forecast) ? 'always' : `${number(quantile(forecast, 0.05), by)}–${number(quantile(forecast, 0.95), by)}`;
}

/** The line of the status quo from top to bottom, with its range. */
export function statusQuo(issue: Issue, layout: Layout, bottom: number): Plot.Markish[] {
  if (issue.status_quo === null) {
    return [];
  }
  const { mean, q05, q95 } = issue.status_quo;
  const label = `status quo ${number(mean, grainOf(issue))}`;
  const x = scaleOf(issue, layout)(mean);
  const half = textWidth(label) / 2 + 2;
  const middle = Math.max(half, Math.min(x, layout.width - half));
  return [
    q95 > q05 ? Plot.rect([0], { x1: q05, x2: q95, y1: TOP - 4, y2: bottom, fill: 'var(--now)', fillOpacity: 0.1 }) : null,
    Plot.ruleX([mean], { y1: TOP - 6, y2: bottom, stroke: 'var(--now)', strokeWidth: 1.5, strokeDasharray: '4 3' }),
    Plot.text([label], { x: mean, y: TOP - 14, dx: middle - x, text: (d) => d, fill: 'var(--now)', fontWeight: 600 }),
  ].filter((mark) => mark !== null);
}

/** Average, half of the draws and nine draws in ten on one line. */
function interval(row: Row, y: number): Plot.Markish[] {
  const q = (level: number) => quantile(row.forecast, level);
  return [
    Plot.link([0], { x1: q(0.05), x2: q(0.95), y1: y, y2: y, stroke: row.colour, strokeWidth: row.lead ? 2 : 1.5 }),
    Plot.link([0], { x1: q(0.25), x2: q(0.75), y1: y, y2: y, stroke: row.colour, strokeWidth: row.lead ? 7 : 5 }),
    Plot.dot([0], { x: row.forecast.mean.value, y, r: row.lead ? 5.5 : 4.5, fill: 'var(--paper)', stroke: row.colour, strokeWidth: 2.5 }),
  ];
}

/** Rows with their names; returns the marks and where the next row would start. */
export function rowMarks(rows: Row[], layout: Layout, top: number): { marks: Plot.Markish[]; bottom: number } {
  const marks: Plot.Markish[] = [];
  let y = top;
  const write = (text: string, x: number, at: number, anchor: 'start' | 'end', options: Plot.TextOptions) =>
    marks.push(() => s('text', { x, y: at, 'text-anchor': anchor, 'dominant-baseline': 'central', fill: String(options.fill), 'font-weight': options.fontWeight as number, ...HALO }, text));
  for (const row of rows) {
    const weight = row.lead ? 600 : 400;
    if (layout.narrow) {
      const name = wrapInto(row.name, layout.width - textWidth(row.value, 12, 600) - 24, 1, FONT_SIZE, weight)[0] ?? '';
      write(name, 0, y + 8, 'start', { fill: 'var(--ink-2)', fontWeight: weight });
      write(row.value, layout.width, y + 8, 'end', { fill: 'var(--ink)', fontWeight: weight });
      marks.push(...interval(row, y + 24));
      y += 38;
    } else {
      const lines = wrapInto(row.name, layout.from - 24, 2, FONT_SIZE, weight);
      const middle = y + (lines.length > 1 ? 16 : 11);
      lines.forEach((line, i) => write(line, 0, middle + (i - (lines.length - 1) / 2) * 14, 'start', { fill: 'var(--ink-2)', fontWeight: weight }));
      write(row.value, layout.width, middle, 'end', { fill: 'var(--ink)', fontWeight: weight });
      marks.push(...interval(row, middle));
      y += lines.length > 1 ? 34 : 24;
    }
  }
  return { marks, bottom: y };
}

/** @param index of the forecast among those of its issue: the first leads. */
export function rowOf(report: Report, issue: Issue, forecast: Forecast, index: number): Row {
  const by = grainOf(issue, forecast.mean.error);
  return {
    name: report.modelTitle(forecast.model), value: `${number(forecast.mean.value, by)} (${span(issue, forecast)})`,
    forecast, colour: colourOf(index, forecast.baseline), lead: index === 0,
  };
}

/** The rule that nothing changes: a mark, not a forecast. */
export function isStatusQuo(forecast: Forecast): boolean {
  return forecast.model === 'status-quo';
}
