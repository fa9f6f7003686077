/** Who has how much power over an issue, and whose joining decides. */

import * as Plot from '@observablehq/plot';

import type { Game, Player, Spread } from '../../analysis.ts';
import { type Child, figureOf, table } from '../../dom.ts';
import { share } from '../../numbers.ts';
import type { Report } from '../../summary.ts';
import { chart, key, plot } from '../chart.ts';
import { labelledRows } from './labelled.ts';

function sorted(game: Game): Player[] {
  return [...game.players].sort((a, b) => b.shapley_shubik.mean - a.shapley_shubik.mean);
}

function drawPower(report: Report, players: Player[], width: number): SVGElement {
  const rows = labelledRows(players.map((one) => report.actorName(one.actor)), width, { right: 52 });
  const high = Math.max(0.05, ...players.map((one) => Math.max(one.shapley_shubik.q95, one.weight.mean)));
  const bars = players.map((one, i) => ({ power: one.shapley_shubik, weight: one.weight.mean, y: rows.at[i]! }));
  type Bar = (typeof bars)[number];
  return plot({
    width, height: rows.height + 26, marginLeft: rows.left, marginRight: width - rows.right, marginTop: 0, marginBottom: 26,
    x: { domain: [0, high], axis: null }, y: { type: 'identity', axis: null },
    marks: [
      Plot.gridX({ ticks: 4, stroke: 'var(--line)', strokeOpacity: 1 }),
      Plot.axisX({ ticks: 4, tickSize: 0, tickFormat: (value: number) => `${Math.round(100 * value)}\u00a0%`, fill: 'var(--ink-2)', label: null }),
      Plot.rect(bars, { x1: 0, x2: (d: Bar) => d.power.mean, y1: (d: Bar) => d.y - 7, y2: (d: Bar) => d.y + 7, fill: 'var(--lead)', fillOpacity: 0.75 }),
      Plot.link(bars, { x1: (d: Bar) => d.power.q05, x2: (d: Bar) => d.power.q95, y1: 'y', y2: 'y', stroke: 'var(--ink)', strokeWidth: 1.5 }),
      Plot.dot(bars, { x: 'weight', y: 'y', r: 5, symbol: 'diamond', fill: 'var(--other)', stroke: 'var(--paper)', strokeWidth: 1.5 }),
      Plot.ruleX([0], { stroke: 'var(--axis)' }),
      Plot.text(bars, { x: (d: Bar) => Math.max(d.power.q95, d.weight), y: 'y', dx: 8, textAnchor: 'start', text: (d: Bar) => share(d.power.mean), fontWeight: 600, fill: 'var(--ink)', stroke: 'var(--paper)', strokeWidth: 3 }),
      rows.labels,
    ],
  });
}

function figures(report: Report, game: Game, path: string): HTMLElement {
  const spread = (at: string, one: Spread): Child => [figureOf(`${path}.${at}`, one.mean, share(one.mean)), one.q05 === one.q95 ? '' : ` (${share(one.q05)} to ${share(one.q95)})`];
  const plainly = (at: string, value: number): Child => figureOf(`${path}.${at}`, value, share(value));
  const columns = ['Shapley and Shubik', 'Banzhaf', 'Weight', 'Can block alone', 'Decides alone', 'Counts for nothing'].map((title) => ({ title, number: true }));
  return table(`Power over ${issueName(report, game)}: means over the draws, with nine draws in ten; and shares of draws`, [{ title: 'Actor' }, ...columns],
    sorted(game).map((one) => [report.actorName(one.actor), spread(`${one.actor}.shapley_shubik`, one.shapley_shubik), spread(`${one.actor}.banzhaf`, one.banzhaf), spread(`${one.actor}.weight`, one.weight),
      plainly(`${one.actor}.veto`, one.veto), plainly(`${one.actor}.dictator`, one.dictator), plainly(`${one.actor}.dummy`, one.dummy)]), 'tight');
}

export function issueName(report: Report, game: Game): string {
  return report.summary.issues.find((one) => one.id === game.issue)?.name ?? game.issue;
}

export function powerChart(report: Report, game: Game, path: string): HTMLElement {
  return chart({
    title: 'Who has how much power', message: game.words[0] ?? '',
    draw: (width) => drawPower(report, sorted(game), width),
    legend: [key('key-half', 'power by Shapley and Shubik, on average'), game.players.some((one) => one.shapley_shubik.q95 > one.shapley_shubik.q05) ? key('key-whole', 'nine draws in ten') : null, key('key-weight', 'weight: votes or resources')],
    data: () => figures(report, game, path),
  });
}

function drawPivots(report: Report, players: Player[], width: number): SVGElement {
  const rows = labelledRows(players.map((one) => report.actorName(one.actor)), width, { right: 52 });
  const high = Math.max(0.05, ...players.map((one) => Math.max(one.pivot_rising, one.pivot_falling)));
  const bars = players.flatMap((one, i) => [{ value: one.pivot_rising, y: rows.at[i]! - 5, rising: true }, { value: one.pivot_falling, y: rows.at[i]! + 5, rising: false }]);
  type Bar = (typeof bars)[number];
  const bar = (rising: boolean, style: Plot.RectOptions): Plot.Markish => Plot.rect(bars.filter((d) => d.rising === rising), { x1: 0, x2: 'value', y1: (d: Bar) => d.y - 4, y2: (d: Bar) => d.y + 4, ...style });
  return plot({
    width, height: rows.height + 4, marginLeft: rows.left, marginRight: width - rows.right, marginTop: 0, marginBottom: 4,
    x: { domain: [0, high], axis: null }, y: { type: 'identity', axis: null },
    marks: [bar(true, { fill: 'var(--lead)', fillOpacity: 0.8 }), bar(false, { fill: 'var(--paper)', stroke: 'var(--lead)', strokeWidth: 1.5 }), Plot.ruleX([0], { stroke: 'var(--axis)' }),
      Plot.text(bars, { x: 'value', y: 'y', dx: 6, textAnchor: 'start', text: (d: Bar) => share(d.value), fontSize: 11, fill: 'var(--ink)' }), rows.labels],
  });
}

/** Whose joining decides; nothing where that is nobody. */
export function pivotsChart(report: Report, game: Game, path: string): HTMLElement | null {
  const least = 0.01;
  const order = (one: Player) => one.pivot_rising + one.pivot_falling;
  const players = game.players.filter((one) => Math.max(one.pivot_rising, one.pivot_falling) >= least).sort((a, b) => order(b) - order(a));
  if (players.length === 0) {
    return null;
  }
  return chart({
    title: 'Whose joining decides', message: game.words.find((one) => one.startsWith('Joining ')) ?? 'In the order of their positions, from one end of the scale and from the other.',
    draw: (width) => drawPivots(report, players, width),
    legend: [key('key-half', 'joining from the low end of the scale'), key('key-hollow', 'joining from the high end'), 'Shares of draws.'],
    data: table(`Whose joining decides on ${issueName(report, game)}`, [{ title: 'Actor' }, { title: 'From the low end', number: true }, { title: 'From the high end', number: true }],
      players.map((one) => [report.actorName(one.actor), figureOf(`${path}.${one.actor}.pivot_rising`, one.pivot_rising, share(one.pivot_rising)), figureOf(`${path}.${one.actor}.pivot_falling`, one.pivot_falling, share(one.pivot_falling))])),
  });
}
