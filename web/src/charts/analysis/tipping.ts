/** The tipping curve: the answer as one input is moved over its range, with the line at which it flips. */

import * as Plot from '@observablehq/plot';

import type { Flip, Tipping } from '../../analysis.ts';
import { figureOf, h, table } from '../../dom.ts';
import { number, plain } from '../../numbers.ts';
import { sentence } from '../../text.ts';
import { chart, key, plot } from '../chart.ts';

const TALL = 230;

/** What is measured: a share of draws, a lead in shares of draws, or a value. */
export function measure(flip: Flip): { times: number; unit: string; what: string } {
  const [answer] = flip.words;
  if (/% of draws/.test(answer)) {
    return { times: 100, unit: '\u00a0%', what: 'share of draws' };
  }
  return /points in a hundred/.test(answer) ? { times: 100, unit: '', what: 'lead, in points in a hundred' } : { times: 1, unit: '', what: flip.unit === '' ? 'value' : flip.unit };
}

function draw(flip: Flip, tipping: Tipping, width: number): SVGElement {
  const { times, unit } = measure(flip);
  const points = tipping.points.map((one) => ({ at: one.at, mean: times * one.mean, low: times * (one.mean - 2 * one.error), high: times * (one.mean + 2 * one.error) }));
  const line = times * flip.threshold;
  const ends = [line, ...points.flatMap((one) => [one.low, one.high])];
  const [low, high] = [Math.min(...ends), Math.max(...ends)];
  const pad = Math.max(high - low, times * 0.02) * 0.08;
  const { q05, q50, q95 } = tipping.input;
  const first = points[0]!.at;
  const last = points[points.length - 1]!.at;
  const inside = (value: number) => Math.max(first, Math.min(last, value));
  const below = (high + pad - line) < 0.12 * (high - low + 2 * pad);
  const crossings = tipping.crossings;
  return plot({
    width, height: TALL, marginLeft: 46, marginRight: 12, marginTop: 10, marginBottom: 40,
    x: { domain: [first, last], axis: null }, y: { domain: [low - pad, high + pad], axis: null },
    marks: [
      Plot.frame({ fill: 'var(--panel)', stroke: 'none' }),
      Plot.gridY({ ticks: 4, stroke: 'var(--line)', strokeOpacity: 1 }),
      Plot.axisY({ ticks: 4, tickSize: 0, tickFormat: (value: number) => `${plain(value)}${unit}`, fill: 'var(--ink-2)', label: null }),
      Plot.axisX({ ticks: width < 480 ? 4 : 7, tickSize: 3, dy: 14, tickFormat: plain, fill: 'var(--ink-2)', stroke: 'var(--axis)', label: null }),
      crossings.map((one) => Plot.rect([0], { x1: inside(one.low), x2: inside(one.high), y1: low - pad, y2: high + pad, fill: 'var(--now)', fillOpacity: 0.13 })),
      Plot.areaY(points, { x: 'at', y1: 'low', y2: 'high', fill: 'var(--lead)', fillOpacity: 0.25 }),
      Plot.lineY(points, { x: 'at', y: 'mean', stroke: 'var(--lead)', strokeWidth: 2.5 }),
      Plot.ruleY([line], { stroke: 'var(--now)', strokeWidth: 1.5, strokeDasharray: '5 4' }),
      Plot.text([tipping.crossings.length > 0 ? 'here the answer flips' : 'here it would flip'], { x: last, y: line, dx: -6, dy: below ? 11 : -9, textAnchor: 'end', text: (d: string) => d, fill: 'var(--now)', fontWeight: 600, stroke: 'var(--panel)', strokeWidth: 4 }),
      Plot.dot(crossings, { x: (d: Tipping['crossings'][number]) => inside(d.at), y: line, r: 6, symbol: 'diamond', fill: 'var(--now)', stroke: 'var(--paper)', strokeWidth: 1.5 }),
      believed(inside(q05), inside(q50), inside(q95), low - pad),
    ],
  });
}

/** Under the curve: where the input is believed to be. */
function believed(q05: number, q50: number, q95: number, bottom: number): Plot.Markish[] {
  return [Plot.link([0], { x1: q05, x2: q95, y1: bottom, y2: bottom, dy: 7, stroke: 'var(--ink-2)', strokeWidth: 4, strokeOpacity: 0.55 }),
    Plot.dot([0], { x: q50, y: bottom, dy: 7, r: 4.5, fill: 'var(--paper)', stroke: 'var(--ink-2)', strokeWidth: 2 })];
}

function figures(flip: Flip, tipping: Tipping, path: string): HTMLElement {
  const { times, unit, what } = measure(flip);
  const shown = (value: number) => `${number(times * value, { step: times === 100 ? 0.1 : 0.001, decimals: times === 100 ? 1 : 3 })}${unit}`;
  const name = sentence(tipping.input.title);
  return h('div', {}, tipping.crossings.length === 0 ? null
    : table(`Where the answer flips: ${name}`, [{ title: 'It flips at', number: true }, { title: 'Not below', number: true }, { title: 'Not above', number: true }],
      tipping.crossings.map((one, i) => [figureOf(`${path}.tipping.crossings.${i}`, one.at, plain(one.at)), plain(one.low), plain(one.high)])),
  table(`The answer along ${name}`, [{ title: name, number: true }, { title: sentence(what), number: true }, { title: 'Standard error', number: true }],
    tipping.points.map((one, i) => [plain(one.at), figureOf(`${path}.tipping.points.${i}`, one.mean, shown(one.mean)), `±\u00a0${shown(one.error)}`])));
}

export function tippingChart(flip: Flip, tipping: Tipping, path: string): HTMLElement {
  return chart({
    title: `The answer along ${tipping.input.title}`,
    message: tipping.words,
    draw: (width) => draw(flip, tipping, width),
    legend: [key('key-half', `${measure(flip).what}, with two standard errors either way`), key('key-now', 'where the answer flips'),
      tipping.crossings.length > 0 ? key('key-tipping', 'tipping point, and where it may lie') : null, key('key-believed', 'where the input is believed to be, nine times in ten')],
    data: figures(flip, tipping, path),
  });
}
