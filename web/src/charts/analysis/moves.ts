/** Moves open to an actor, by what each gains for what it costs. */

import * as Plot from '@observablehq/plot';

import type { Judged, Leverage, Writing } from '../../analysis.ts';
import { type Child, figureOf, h, table } from '../../dom.ts';
import { number, pointsOfError, share } from '../../numbers.ts';
import { counted, sentence } from '../../text.ts';
import { chart, key, note, plot } from '../chart.ts';
import { labelledRows } from './labelled.ts';

const IN_VIEW = 8;
const TENTHS = { step: 0.1, decimals: 1 };

export function cost(one: Judged): string {
  return number(one.cost, TENTHS);
}

/** Gain for each point that a move costs, and its standard error. */
function worth(one: Judged): { value: number; error: number } {
  return { value: one.gain.value / one.cost, error: one.gain.error / one.cost };
}

/** Moves that cost something, the most gain for the cost first. */
function ranked(moves: Judged[]): Judged[] {
  return moves.filter((one) => one.cost > 0).sort((a, b) => worth(b).value - worth(a).value);
}

function draw(writes: Writing, moves: Judged[], width: number): SVGElement {
  const rows = labelledRows(moves.map((one) => sentence(one.words)), width, { right: 20 });
  const bars = moves.map((one, i) => ({ one, ...worth(one), y: rows.at[i]!, text: `${writes.change(one.gain.value, one.gain.error)} for ${cost(one)}` }));
  type Bar = (typeof bars)[number];
  const low = Math.min(0, ...bars.map((d) => d.value - 2 * d.error));
  const high = Math.max(0, ...bars.map((d) => d.value + 2 * d.error));
  const room = Math.min(0.6, 110 / Math.max(1, rows.right - rows.left));
  return plot({
    width, height: rows.height + 4, marginLeft: rows.left, marginRight: width - rows.right, marginTop: 0, marginBottom: 4,
    x: { domain: [low, low + Math.max(1e-12, high - low) / (1 - room)], axis: null }, y: { type: 'identity', axis: null },
    marks: [
      Plot.rect(bars, { x1: 0, x2: 'value', y1: (d: Bar) => d.y - 7, y2: (d: Bar) => d.y + 7, fill: (d: Bar) => (d.value - 2 * d.error > 0 ? 'var(--lead)' : 'var(--paper)'), stroke: (d: Bar) => (d.value - 2 * d.error > 0 ? 'var(--lead)' : 'var(--rule)'), fillOpacity: 0.8 }),
      Plot.link(bars, { x1: (d: Bar) => d.value - 2 * d.error, x2: (d: Bar) => d.value + 2 * d.error, y1: 'y', y2: 'y', stroke: 'var(--ink)', strokeWidth: 1.5 }),
      Plot.ruleX([0], { stroke: 'var(--axis)' }),
      Plot.text(bars, { x: (d: Bar) => Math.max(0, d.value + 2 * d.error), y: 'y', dx: 7, textAnchor: 'start', text: 'text', fontWeight: 600, fill: 'var(--ink)', stroke: 'var(--paper)', strokeWidth: 3 }),
      rows.labels,
    ],
  });
}

function errorOf(text: string): Child {
  return h('span', { class: 'error' }, text);
}

/** Figures of moves, each with its own path. */
export function movesTable(caption: string, writes: Writing, moves: { one: Judged; path: string; also?: Child[] }[], heads: string[] = []): HTMLElement {
  const reached = moves.some(({ one }) => one.reached !== null);
  const columns = [{ title: 'Move' }, { title: 'Gain', number: true }, { title: 'Cost', number: true }, { title: 'Worst tenth of draws', number: true }, { title: 'Helps in', number: true },
    ...(reached ? [{ title: 'Goal reached in', number: true }] : []), ...heads.map((title) => ({ title, number: true }))];
  const rows: Child[][] = moves.map(({ one, path, also = [] }) => [sentence(one.words),
    [figureOf(`${path}.gain`, one.gain.value, writes.change(one.gain.value, one.gain.error)), ' ', errorOf(writes.error(one.gain.error))],
    figureOf(`${path}.cost`, one.cost, cost(one)),
    figureOf(`${path}.worst_tenth`, one.worst_tenth.value, writes.change(one.worst_tenth.value, one.worst_tenth.error)),
    [figureOf(`${path}.helped`, one.helped.value, share(one.helped.value)), ' ', errorOf(pointsOfError(one.helped))],
    ...(reached ? [one.reached === null ? '' : figureOf(`${path}.reached`, one.reached.value, share(one.reached.value))] : []), ...also]);
  return table(caption, columns, rows, 'tight moves');
}

/** @param path of the moves in summary.json. */
export function movesChart(leverage: Leverage, writes: Writing, path: string): HTMLElement | null {
  const moves = ranked(leverage.singles);
  if (moves.length === 0) {
    return null;
  }
  const best = moves[0]!;
  const more = moves.length - IN_VIEW;
  return chart({
    title: 'Single moves, by gain for the cost',
    message: `Most for its cost, ${writes.change(best.gain.value, best.gain.error)} for ${cost(best)} points: ${best.words}.`,
    draw: (width) => draw(writes, moves.slice(0, IN_VIEW), width),
    legend: [key('key-half', 'gain for each point of cost'), key('key-unclear', 'not told from nothing'), key('key-whole', 'two standard errors either way'),
      note(`Beside each: what it gains, in ${writes.unit} towards the goal, and what it costs, in points. Each at its best amount within the budget.`), more > 0 ? note(`${counted(more, 'that does less is', 'that do less are')} among the figures.`) : null],
    data: () => movesTable('Single moves', writes, leverage.singles.map((one, i) => ({ one, path: `${path}.singles.${i}` }))),
  });
}
