/** What an output hangs on: shares of how much it varies, with their intervals. */

import * as Plot from '@observablehq/plot';

import type { Group, Hangs, Sensitivity } from '../../analysis.ts';
import { type Child, figureOf, s, table } from '../../dom.ts';
import { plain, share } from '../../numbers.ts';
import { counted, sentence } from '../../text.ts';
import { chart, key, note, plot } from '../chart.ts';
import { labelledRows } from './labelled.ts';

/** Groups of inputs in view; the table has all. */
const IN_VIEW = 10;
/** Beside chance that is so many times as large, inputs are drawn once more, enlarged. */
const DWARFED = 5;
/** Inputs that then stand beside chance. */
const BESIDE = 3;

type Row = Hangs['rows'][number];

function name(group: Group): string {
  return sentence(group.title);
}

/** A share that its error may have pushed below nought. */
function rounded(value: number): string {
  return share(Math.max(0, value));
}

interface Driver extends Row {
  of: Group;
}

function draw(list: Driver[], output: Hangs, width: number): SVGElement {
  const rows = labelledRows(list.map(({ of }) => name(of)), width, { right: 52 });
  const high = Math.max(0.01, ...list.map((one) => one.total.high), ...list.map((one) => one.first.value));
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
      Plot.axisX({ ticks: 4, tickSize: 0, tickFormat: (value: number) => `${plain(100 * value)}\u00a0%`, fill: 'var(--ink-2)', label: null }),
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

/** The pictures of one output: where chance dwarfs the inputs, they are drawn once more without it. @param path of the output in summary.json. */
export function driversCharts(sensitivity: Sensitivity, output: Hangs, path: string): HTMLElement[] {
  const all = output.rows.map((row): Driver => ({ ...row, of: sensitivity.groups[row.group]! }));
  const inputs = all.filter((one) => !one.of.chance);
  const chance = all.find((one) => one.of.chance);
  const dwarfed = chance !== undefined && inputs.length > 1 && chance.total.value > DWARFED * inputs[0]!.total.value;
  const first = all.slice(0, dwarfed ? BESIDE + 1 : IN_VIEW);
  const keys = (list: Driver[], shown: number) => [list.some((one) => !one.of.chance) ? key('key-half', 'inputs: alone and together with others (total)') : null, list.some((one) => one.of.chance) ? key('key-chance', 'chance, which no input decides') : null,
    key('key-other', 'alone (first-order)'), key('key-whole', '95\u00a0% sure of the total'), shown < inputs.length ? note(`${counted(inputs.length - shown, 'smaller one is', 'smaller ones are')} among the figures.`) : null];
  const whole = chart({
    title: 'Shares of how much it varies', message: output.words,
    draw: (width) => draw(first, output, width), legend: keys(first, dwarfed ? inputs.length : first.length - (chance === undefined ? 0 : 1)),
    data: () => figures(sensitivity, output, path),
  });
  const near = inputs.slice(0, IN_VIEW);
  return !dwarfed ? [whole] : [whole, chart({
    title: 'The inputs alone, enlarged', message: 'The same shares without the bar of chance, on a scale of their own.',
    draw: (width) => draw(near, output, width), legend: keys(near, near.length),
  })];
}
