/** What an output hangs on: shares of how much it varies, with their intervals. */

import * as Plot from '@observablehq/plot';

import type { Group, Hangs, Sensitivity } from '../../analysis.ts';
import { type Child, figureOf, s, table } from '../../dom.ts';
import { share } from '../../numbers.ts';
import { sentence } from '../../text.ts';
import { chart, key, plot } from '../chart.ts';
import { labelledRows } from './labelled.ts';

/** Groups of inputs in view; the table has all. */
const IN_VIEW = 10;

function name(group: Group): string {
  return sentence(group.title);
}

/** A share that its error may have pushed below nought. */
function rounded(value: number): string {
  return share(Math.max(0, value));
}

function draw(sensitivity: Sensitivity, output: Hangs, width: number): SVGElement {
  const list = output.rows.slice(0, IN_VIEW).map((row) => ({ ...row, of: sensitivity.groups[row.group]! }));
  const rows = labelledRows(list.map(({ of }) => name(of)), width, { right: 52 });
  const high = Math.max(0.1, ...list.map((one) => one.total.high), ...list.map((one) => one.first.value));
  const bars = list.map((one, i) => ({ ...one, y: rows.at[i]! }));
  type Bar = (typeof bars)[number];
  const bar = (these: Bar[], style: Plot.RectOptions): Plot.Markish => Plot.rect(these, { x1: 0, x2: (d: Bar) => d.total.value, y1: (d: Bar) => d.y - 8, y2: (d: Bar) => d.y + 8, ...style });
  const known = bars.filter((d) => !d.of.chance);
  const chance = bars.filter((d) => d.of.chance);
  const hatch = `hatch-${output.name.replace(/[^\w]/g, '-')}`;
  return plot({
    width, height: rows.height + 26, marginLeft: rows.left, marginRight: width - rows.right, marginTop: 0, marginBottom: 26,
    x: { domain: [0, high], axis: null }, y: { type: 'identity', axis: null },
    marks: [
      () => s('defs', {}, s('pattern', { id: hatch, width: 6, height: 6, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' }, s('rect', { width: 2, height: 6, fill: 'var(--rule)' }))),
      Plot.gridX({ ticks: 4, stroke: 'var(--line)', strokeOpacity: 1 }),
      Plot.axisX({ ticks: 4, tickSize: 0, tickFormat: (value: number) => `${Math.round(100 * value)}\u00a0%`, fill: 'var(--ink-2)', label: null }),
      bar(known, { fill: 'var(--lead)', fillOpacity: 0.75 }),
      bar(chance, { fill: `url(#${hatch})`, stroke: 'var(--rule)', strokeWidth: 1.5 }),
      Plot.link(bars, { x1: (d: Bar) => Math.max(0, d.total.low), x2: (d: Bar) => d.total.high, y1: 'y', y2: 'y', stroke: 'var(--ink)', strokeWidth: 1.5 }),
      Plot.link(bars, { x1: (d: Bar) => Math.max(0, Math.min(d.first.value, high)), x2: (d: Bar) => Math.max(0, Math.min(d.first.value, high)), y1: (d: Bar) => d.y - 10, y2: (d: Bar) => d.y + 10, stroke: 'var(--paper)', strokeWidth: 6 }),
      Plot.link(bars, { x1: (d: Bar) => Math.max(0, Math.min(d.first.value, high)), x2: (d: Bar) => Math.max(0, Math.min(d.first.value, high)), y1: (d: Bar) => d.y - 10, y2: (d: Bar) => d.y + 10, stroke: 'var(--other)', strokeWidth: 3 }),
      Plot.ruleX([0], { stroke: 'var(--axis)' }),
      Plot.text(bars, { x: (d: Bar) => Math.max(d.total.high, d.first.value), y: 'y', dx: 7, textAnchor: 'start', text: (d: Bar) => rounded(d.total.value), fontWeight: 600, fill: 'var(--ink)', stroke: 'var(--paper)', strokeWidth: 3 }),
      rows.labels,
    ],
  });
}

function figures(sensitivity: Sensitivity, output: Hangs, path: string): HTMLElement {
  const between = (one: { low: number; high: number }) => `${rounded(one.low)} to ${rounded(one.high)}`;
  const rows: Child[][] = output.rows.map((row) => {
    const group = sensitivity.groups[row.group]!;
    return [name(group), figureOf(`${path}.rows.${row.group}.total`, row.total.value, rounded(row.total.value)), between(row.total),
      figureOf(`${path}.rows.${row.group}.first`, row.first.value, rounded(row.first.value)), between(row.first)];
  });
  return table(`What ${output.title} hangs on`, [{ title: 'Inputs' }, { title: 'Total', number: true }, { title: '95\u00a0% sure', number: true }, { title: 'Alone', number: true }, { title: '95\u00a0% sure', number: true }], rows);
}

/** @param path of the output in summary.json. */
export function driversChart(sensitivity: Sensitivity, output: Hangs, path: string): HTMLElement {
  const chance = output.rows.some((row) => sensitivity.groups[row.group]!.chance);
  const more = output.rows.length - IN_VIEW;
  return chart({
    title: 'Shares of how much it varies',
    message: output.words,
    draw: (width) => draw(sensitivity, output, width),
    legend: [key('key-half', 'inputs: alone and together with others (total)'), chance ? key('key-chance', 'chance, which no input decides') : null,
      key('key-other', 'alone (first-order)'), key('key-whole', '95\u00a0% sure of the total'), more > 0 ? `${more} smaller ones are among the figures.` : null],
    data: () => figures(sensitivity, output, path),
  });
}
