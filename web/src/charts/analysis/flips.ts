/** How far inputs must move until an answer flips, in standard deviations of each. */

import * as Plot from '@observablehq/plot';

import type { Flip } from '../../analysis.ts';
import { type Child, figureOf, table } from '../../dom.ts';
import { number, signed } from '../../numbers.ts';
import { counted, sentence } from '../../text.ts';
import { chart, key, note, plot } from '../chart.ts';
import { labelledRows } from './labelled.ts';

const IN_VIEW = 8;
const TENTHS = { step: 0.1, decimals: 1 };

/** "+0.8": a shift in standard deviations. */
export function deviations(by: number): string {
  return signed(by, TENTHS);
}

interface Row {
  label: string;
  by: number;
  error: number;
  flips: boolean;
  joint: boolean;
}

function rowsOf(flip: Flip): Row[] {
  const { joint, singles } = flip;
  const together = joint.shifts.length > 1 ? [{ label: 'All together, by the shortest way', by: joint.length, error: joint.error, flips: joint.flips, joint: true }] : [];
  return [...together, ...singles.slice(0, IN_VIEW).map((one) => ({ label: sentence(one.flips ? one.words : one.input.title), by: one.by, error: one.error, flips: one.flips, joint: false }))];
}

function said(row: Row): string {
  return row.flips ? (row.joint ? number(row.by, TENTHS) : deviations(row.by)) : 'does not flip it';
}

function draw(list: Row[], width: number): SVGElement {
  const most = Math.max(3, ...list.map((one) => Math.abs(one.by) + 2 * one.error));
  const rows = labelledRows(list.map((one) => one.label), width, { right: 16, strong: list.flatMap((one, i) => (one.joint ? [i] : [])) });
  const marks = list.map((one, i) => ({ ...one, y: rows.at[i]! }));
  type Mark = (typeof marks)[number];
  const yes = marks.filter((one) => one.flips);
  const no = marks.filter((one) => !one.flips);
  const colour = (d: Mark) => (d.joint ? 'var(--now)' : 'var(--lead)');
  const right = (d: Mark) => d.by >= 0;
  const text = (these: Mark[], toRight: boolean): Plot.Markish => Plot.text(these.filter((d) => right(d) === toRight), { x: (d: Mark) => d.by + (toRight ? 2 : -2) * d.error, y: 'y', dx: toRight ? 8 : -8, textAnchor: toRight ? 'start' : 'end', text: said, fontWeight: 600, fill: 'var(--ink)', stroke: 'var(--paper)', strokeWidth: 3 });
  return plot({
    width, height: rows.height + 26, marginLeft: rows.left, marginRight: width - rows.right, marginTop: 0, marginBottom: 26,
    x: { domain: [-1.12 * most, 1.12 * most], axis: null }, y: { type: 'identity', axis: null },
    marks: [
      Plot.gridX({ ticks: [-3, -2, -1, 1, 2, 3], stroke: 'var(--line)', strokeOpacity: 1 }),
      Plot.axisX({ ticks: [-3, -2, -1, 0, 1, 2, 3], tickSize: 0, tickFormat: (value: number) => signed(value, { step: 1, decimals: 0 }), fill: 'var(--ink-2)', label: null }),
      Plot.ruleX([0], { stroke: 'var(--axis)' }),
      Plot.link(no, { x1: -3, x2: 3, y1: 'y', y2: 'y', stroke: 'var(--rule)', strokeWidth: 1.5, strokeDasharray: '3 4' }),
      Plot.text(no, { x: 0, y: 'y', text: said, fill: 'var(--ink-2)', stroke: 'var(--paper)', strokeWidth: 8 }),
      Plot.link(yes, { x1: 0, x2: 'by', y1: 'y', y2: 'y', stroke: colour, strokeWidth: 6 }),
      Plot.dot(yes, { x: 'by', y: 'y', r: 7, symbol: 'triangle', rotate: (d: Mark) => (right(d) ? 90 : -90), fill: colour }),
      Plot.link(yes, { x1: (d: Mark) => d.by - 2 * d.error, x2: (d: Mark) => d.by + 2 * d.error, y1: 'y', y2: 'y', stroke: 'var(--ink)', strokeWidth: 1.5 }),
      text(yes, true), text(yes, false),
      rows.labels,
    ],
  });
}

function figures(flip: Flip, path: string): HTMLElement {
  const columns = [{ title: 'Input, at a middle value of' }, { title: 'Standard deviations', number: true }, { title: 'Standard error', number: true }, { title: 'Does it flip?' }];
  const rows: Child[][] = flip.singles.map((one, i) => [sentence(one.words), figureOf(`${path}.singles.${i}.by`, one.by, deviations(one.by)), one.error > 0 ? `±\u00a0${number(one.error, { step: 0.01, decimals: 2 })}` : '',
    one.flips ? 'yes' : 'no: this is where it comes nearest']);
  return table(`What flips the answer on ${flip.title}: one input alone`, columns, rows);
}

/** The chart of shifts; nothing where no input leans on the answer. */
export function flipsChart(flip: Flip, path: string): HTMLElement | null {
  const list = rowsOf(flip);
  if (list.length === 0) {
    return null;
  }
  const left = flip.singles.length - IN_VIEW;
  return chart({
    title: 'How far an input must move',
    message: flip.words[2] === '' ? flip.words[1] : flip.words[2],
    draw: (width) => draw(list, width),
    legend: [list.some((one) => one.flips && !one.joint) ? key('key-half', 'one input alone') : null, list.some((one) => one.flips && one.joint) ? key('key-joint', 'all together') : null,
      list.some((one) => !one.flips) ? key('key-never', 'does not flip it within three standard deviations') : null,
      list.some((one) => one.flips) ? key('key-whole', 'two standard errors either way') : null,
      note('In standard deviations of the input: within one of them lie two thirds of what is believed of it.'), left > 0 ? note(`${counted(left, 'more is', 'more are')} among the figures.`) : null],
    data: flip.singles.length === 0 ? null : figures(flip, path),
  });
}
