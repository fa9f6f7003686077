/** Small bars to both sides of nought: who gains and who loses, what else goes up or down. */

import * as Plot from '@observablehq/plot';

import { plot } from '../chart.ts';
import { labelledRows } from './labelled.ts';

export interface Diverging {
  label: string;
  /** For the bar. */
  value: number;
  error: number;
  /** As written beside it. */
  text: string;
}

/** @param strong rows whose label stands out. */
export function drawDiverging(list: Diverging[], width: number, strong: number[] = []): SVGElement {
  const rows = labelledRows(list.map((one) => one.label), width, { right: 20, strong });
  const ends = list.flatMap((one) => [one.value - 2 * one.error, one.value + 2 * one.error]);
  const low = Math.min(0, ...ends);
  const high = Math.max(0, ...ends);
  const wide = Math.max(high - low, 1e-12);
  const room = Math.min(0.4, 74 / Math.max(1, rows.right - rows.left)) * wide;
  const bars = list.map((one, i) => ({ ...one, y: rows.at[i]!, up: one.value >= 0 }));
  type Bar = (typeof bars)[number];
  const text = (up: boolean): Plot.Markish => Plot.text(bars.filter((d) => d.up === up), { x: (d: Bar) => (up ? Math.max(0, d.value + 2 * d.error) : Math.min(0, d.value - 2 * d.error)), y: 'y', dx: up ? 6 : -6, textAnchor: up ? 'start' : 'end', text: 'text', fontWeight: 600, fill: 'var(--ink)', stroke: 'var(--paper)', strokeWidth: 3 });
  return plot({
    width, height: rows.height + 4, marginLeft: rows.left, marginRight: width - rows.right, marginTop: 0, marginBottom: 4,
    x: { domain: [low - (low < 0 ? room : 0), high + (high > 0 || low === 0 ? room : 0)], axis: null }, y: { type: 'identity', axis: null },
    marks: [
      Plot.rect(bars, { x1: 0, x2: 'value', y1: (d: Bar) => d.y - 7, y2: (d: Bar) => d.y + 7, fill: (d: Bar) => (d.up ? 'var(--lead)' : 'var(--other)'), fillOpacity: 0.85 }),
      Plot.link(bars, { x1: (d: Bar) => d.value - 2 * d.error, x2: (d: Bar) => d.value + 2 * d.error, y1: 'y', y2: 'y', stroke: 'var(--ink)', strokeWidth: 1.5 }),
      Plot.ruleX([0], { stroke: 'var(--axis)' }),
      text(true), text(false), rows.labels,
    ],
  });
}
