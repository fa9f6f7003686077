/** What made a forecast: from where it starts, part by part, to where it ends. */

import * as Plot from '@observablehq/plot';

import type { Made, Writing } from '../../analysis.ts';
import { type Child, figureOf, table } from '../../dom.ts';
import { plain } from '../../numbers.ts';
import { sentence } from '../../text.ts';
import { chart, key, plot } from '../chart.ts';
import { labelledRows } from './labelled.ts';

/** Where the first row stands, and the last one. */
export function startOf(made: Made): string {
  return made.by === 'actor' ? 'Everybody content with things as they are' : 'From rates alone';
}

interface Step {
  label: string;
  from: number;
  to: number;
  error: number;
  figure: string;
}

function steps(made: Made, writes: Writing): Step[] {
  let at = made.from.value;
  return made.parts.map((part) => {
    const from = at;
    at += part.value;
    return { label: sentence(part.title), from, to: at, error: part.error, figure: writes.change(part.value) };
  });
}

function draw(made: Made, writes: Writing, width: number): SVGElement {
  const chance = made.kind === 'question' || made.kind === 'claim';
  const list = steps(made, writes);
  const last = list.length + 1;
  const texts = [startOf(made), ...list.map((one) => one.label), 'The forecast'];
  const rows = labelledRows(texts, width, { right: 26, strong: [0, last] });
  const y = (i: number) => rows.at[i]!;
  const ends = [made.from.value, made.to.value, ...list.flatMap((one) => [one.to - 2 * one.error, one.to + 2 * one.error])];
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  const pad = Math.max(high - low, 1e-9) * (rows.narrow ? 0.16 : 0.12);
  const bars = list.map((one, i) => ({ ...one, y: y(i + 1), up: one.to >= one.from }));
  type Bar = (typeof bars)[number];
  const totals = [{ x: made.from.value, y: y(0), text: writes.level(made.from.value) }, { x: made.to.value, y: y(last), text: writes.level(made.to.value) }];
  const joints = [made.from.value, ...list.map((one) => one.to)].map((x, i) => ({ x, from: y(i), to: y(i + 1) }));
  const reach = (d: Bar) => (d.up ? Math.max(d.from, d.to + 2 * d.error) : Math.min(d.from, d.to - 2 * d.error));
  const value = (up: boolean): Plot.Markish => Plot.text(bars.filter((d) => d.up === up), { x: reach, y: 'y', dx: up ? 5 : -5, textAnchor: up ? 'start' : 'end', text: 'figure', fontWeight: 600, fill: 'var(--ink)', stroke: 'var(--paper)', strokeWidth: 3 });
  return plot({
    width, height: rows.height + 26, marginLeft: rows.left, marginRight: width - rows.right, marginTop: 0, marginBottom: 26,
    x: { domain: [low - pad, high + pad], axis: null }, y: { type: 'identity', axis: null },
    marks: [
      Plot.gridX({ ticks: rows.narrow ? 4 : 6, stroke: 'var(--line)', strokeOpacity: 1 }),
      Plot.axisX({ ticks: rows.narrow ? 4 : 6, tickSize: 0, tickFormat: (value: number) => (chance ? `${plain(100 * value)}\u00a0%` : plain(value)), fill: 'var(--ink-2)', label: null }),
      Plot.link(joints, { x1: 'x', x2: 'x', y1: 'from', y2: 'to', stroke: 'var(--axis)', strokeWidth: 1 }),
      Plot.rect(bars, { x1: 'from', x2: 'to', y1: (d: Bar) => d.y - 7, y2: (d: Bar) => d.y + 7, fill: (d: Bar) => (d.up ? 'var(--lead)' : 'var(--other)'), fillOpacity: 0.85 }),
      Plot.link(bars, { x1: (d: Bar) => d.to - 2 * d.error, x2: (d: Bar) => d.to + 2 * d.error, y1: 'y', y2: 'y', stroke: 'var(--ink)', strokeWidth: 1.5 }),
      value(true), value(false),
      Plot.dot(totals, { x: 'x', y: 'y', r: 6, symbol: 'diamond', fill: 'var(--ink)' }),
      Plot.text(totals, { x: 'x', y: 'y', dx: 9, textAnchor: 'start', text: 'text', fontWeight: 600, fill: 'var(--ink)', stroke: 'var(--paper)', strokeWidth: 3 }),
      rows.labels,
    ],
  });
}

function figures(made: Made, writes: Writing, path: string): HTMLElement {
  const row = (what: string, at: string, value: number, text: string, error: number): Child[] => [what, figureOf(`${path}.${at}`, value, text), writes.error(error)];
  return table(`What made the forecast of ${made.title}`, [{ title: 'Part' }, { title: 'Moves it by', number: true }, { title: 'Standard error', number: true }], [
    row(startOf(made), 'from', made.from.value, writes.level(made.from.value), made.from.error),
    ...made.parts.map((part) => row(sentence(part.title), `parts.${part.name}`, part.value, writes.change(part.value), part.error)),
    row('The forecast', 'to', made.to.value, writes.level(made.to.value), made.to.error)]);
}

/** @param path of the output in summary.json. */
export function waterfall(made: Made, writes: Writing, path: string): HTMLElement {
  return chart({
    title: 'From the start to the forecast',
    message: made.words,
    draw: (width) => draw(made, writes, width),
    legend: [key('key-half', 'raises it (+)'), key('key-down', 'lowers it (−)'), key('key-whole', 'two standard errors either way'), unitNote(made, writes)],
    data: figures(made, writes, path),
  });
}

function unitNote(made: Made, writes: Writing): Child {
  return `In ${writes.unit}. Each ${made.by === 'actor' ? 'actor' : 'part of the system'} counts with what it adds on average over all orders of adding them.`;
}
