/** What may happen: the chance that each open event has happened by a date, as small steps side by side. */

import * as Plot from '@observablehq/plot';

import { figureOf, table } from '../dom.ts';
import { date, percent } from '../numbers.ts';
import type { System, Variable } from '../system.ts';
import { FONT_SIZE, sentence, wrapInto } from '../text.ts';
import { chart, key, plot } from './chart.ts';

const TALL = 64;
const LEFT = 46;
const GAP = 18;

/** Chances below this, or this near to 1, need no picture. */
const ALL_BUT = 0.005;

/** Events are open where they are neither sure nor all but impossible at the end. */
function openEvents(system: System): Variable[] {
  const planned = new Set(system.calendar.map((one) => `event.${one.id}`));
  const end = (one: Variable) => one.mean[one.mean.length - 1]!;
  return system.variables.filter((one) => one.event && !planned.has(one.name) && end(one) > ALL_BUT && end(one) < 1 - ALL_BUT)
    .sort((a, b) => end(b) - end(a));
}

function columnsFor(width: number, count: number): number {
  return Math.min(Math.max(1, count), width < 440 ? 2 : width < 700 ? 3 : 4);
}

function draw(system: System, events: Variable[], width: number): SVGElement {
  const columns = columnsFor(width, events.length);
  const rows = Math.ceil(events.length / columns);
  const wide = (width - LEFT - 34 - (columns - 1) * GAP) / columns;
  const names = events.map((one) => wrapInto(sentence(one.words), wide + GAP - 6, 3, FONT_SIZE, 600));
  const title = Math.max(...names.map((lines) => lines.length)) * 14 + 8;
  const between = title + 20;
  const place = { fx: 'column', fy: 'row' } as const;
  const dates = system.dates.map((day) => new Date(day));
  const [from, to] = [dates[0]!, dates[dates.length - 1]!];
  const cells = events.map((one, i) => ({ one, column: i % columns, row: Math.floor(i / columns), lines: names[i]! }));
  type Cell = (typeof cells)[number];
  const points = cells.flatMap((cell) => dates.map((at, k) => ({ ...cell, at, chance: 100 * cell.one.mean[k]! })));
  const last = (cell: Cell) => cell.one.mean.length - 1;
  const chance = (cell: Cell) => percent({ value: cell.one.mean[last(cell)]!, error: cell.one.error[last(cell)]! }, system.draws);
  const axis = { tickSize: 3, fill: 'var(--ink-2)', stroke: 'var(--axis)', label: null } as const;
  return plot({
    width, height: title + rows * TALL + (rows - 1) * between + 24,
    marginLeft: LEFT, marginRight: 34, marginTop: title, marginBottom: 24,
    fx: { axis: null, paddingOuter: 0, paddingInner: columns > 1 ? GAP / (wide + GAP) : 0 },
    fy: { axis: null, paddingOuter: 0, paddingInner: rows > 1 ? between / (TALL + between) : 0 },
    x: { type: 'utc', domain: [from, to], axis: null }, y: { domain: [0, 100], axis: null },
    marks: [
      Plot.frame({ fill: 'var(--panel)', stroke: 'none' }),
      Plot.ruleY([0, 50, 100], { stroke: 'var(--line)' }),
      Plot.areaY(points, { ...place, x: 'at', y: 'chance', fill: 'var(--lead)', fillOpacity: 0.3 }),
      Plot.lineY(points, { ...place, x: 'at', y: 'chance', stroke: 'var(--lead-ink)', strokeWidth: 2 }),
      ...[true, false].map((high) => Plot.text(cells.filter((cell) => cell.one.mean[last(cell)]! > 0.6 === high), { ...place, text: chance, frameAnchor: high ? 'bottom-right' : 'top-right', dx: -4, dy: high ? -5 : 5, textAnchor: 'end', fontWeight: 600, fill: 'var(--ink)', stroke: 'var(--panel)', strokeWidth: 3 })),
      Plot.text(cells, { ...place, text: (cell: Cell) => cell.lines.join('\n'), frameAnchor: 'top-left', dy: -6, lineAnchor: 'bottom', textAnchor: 'start', fontWeight: 600, fill: 'var(--ink)', lineHeight: 1.15 }),
      Plot.axisY([0, 50, 100], { tickSize: 0, tickFormat: (value: number) => `${value}\u00a0%`, fill: 'var(--ink-2)', label: null }),
      Plot.axisX([from], { ...axis, tickFormat: () => String(from.getUTCFullYear()), textAnchor: 'start' }),
      Plot.axisX([to], { ...axis, tickFormat: () => `end ${to.getUTCFullYear()}`, textAnchor: 'end' }),
    ],
  });
}

function figures(system: System, events: Variable[]): HTMLElement {
  const days = [...new Set([0, 5, 11, 23, system.dates.length - 1])].filter((i) => i >= 0 && i < system.dates.length);
  return table('Chance that each event has happened by a date', [{ title: 'Event' }, ...days.map((i) => ({ title: date(system.dates[i]!), number: true }))],
    events.map((one) => [sentence(one.words), ...days.map((i) => figureOf(`system.variables.${one.name}.mean.${i}`, one.mean[i]!, percent({ value: one.mean[i]!, error: one.error[i]! }, system.draws)))]), 'tight');
}

/** The chart of what may happen; nothing where nothing is open. */
export function eventsChart(system: System): HTMLElement | null {
  const events = openEvents(system);
  const top = events[0];
  if (top === undefined) {
    return null;
  }
  const end = top.mean.length - 1;
  return chart({
    title: 'Chance that it has happened by then',
    message: `Likeliest by the end: “${sentence(top.words)}”, in ${percent({ value: top.mean[end]!, error: top.error[end]! }, system.draws)} of draws.`,
    draw: (width) => draw(system, events, width),
    legend: key('key-line', 'share of draws in which the event has happened by that date'),
    data: () => figures(system, events),
  });
}
