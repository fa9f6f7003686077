/** Coalitions: how often two actors end at nearly the same place, as a triangle with each name once, on its diagonal. */

import * as Plot from '@observablehq/plot';

import { s, table } from '../dom.ts';
import { share } from '../numbers.ts';
import type { Course, Issue, Report } from '../summary.ts';
import { FONT_SIZE, list, width as textWidth, wrapInto } from '../text.ts';
import { chart, plot } from './chart.ts';

/** Two actors stand together where they end side by side in at least this share of draws. */
const MOSTLY = 0.5;
const COLOURS = ['var(--heat-0)', 'var(--heat-1)', 'var(--heat-2)', 'var(--heat-3)', 'var(--heat-4)'];

interface Cell {
  row: number;
  column: number;
  share: number;
}

/** Runs of neighbours in the chart's order in which everyone stands with everyone. Indices [from, to]. */
export function blocks(matrix: number[][]): [number, number][] {
  const found: [number, number][] = [];
  let from = 0;
  for (let at = 1; at <= matrix.length; ++at) {
    const joins = at < matrix.length && matrix.slice(from, at).every((row) => (row[at] ?? 0) >= MOSTLY);
    if (!joins) {
      if (at - from > 1) {
        found.push([from, at - 1]);
      }
      from = at;
    }
  }
  return found;
}

/** The names, or the first few and how many more. */
function someOf(names: string[]): string {
  const most = 6;
  return names.length <= most ? list(names) : list([...names.slice(0, most - 2), `${names.length - most + 2} others`]);
}

function cells({ share: matrix }: Course['together']): Cell[] {
  return matrix.flatMap((line, row) => line.slice(0, row).map((value, column) => ({ row, column, share: value })));
}

function draw(report: Report, course: Course, width: number): SVGElement {
  const { order, share: matrix } = course.together;
  const n = order.length;
  const names = order.map((id) => report.actorName(id));
  const room = Math.min(width * 0.4, Math.max(...names.map((name) => textWidth(name))) + 14, 230);
  const size = Math.max(11, Math.min(46, (width - room) / n));
  const side = n * size;
  const fits = size >= 32;
  const data = cells(course.together);
  const at = (i: number) => i * size;
  const lines = names.map((name) => wrapInto(name, room - 12, size >= 28 ? 2 : 1, size < 13 ? 10.5 : FONT_SIZE));
  return plot({
    width: side + room, height: side + 4, marginLeft: 0, marginRight: room, marginTop: 2, marginBottom: 2,
    x: { type: 'identity', axis: null }, y: { type: 'identity', axis: null },
    color: { type: 'identity' },
    marks: [
      Plot.rect(data, {
        x1: (d: Cell) => at(d.column), x2: (d: Cell) => at(d.column + 1), y1: (d: Cell) => 2 + at(d.row), y2: (d: Cell) => 2 + at(d.row + 1), inset: 0.75,
        fill: (d: Cell) => COLOURS[Math.min(4, Math.floor(d.share * 5))]!,
        title: (d: Cell) => `${names[d.row]} and ${names[d.column]}: ${share(d.share)}`,
      }),
      fits ? Plot.text(data.filter((d) => d.share >= 0.005), {
        x: (d: Cell) => at(d.column + 0.5), y: (d: Cell) => 2 + at(d.row + 0.5), text: (d: Cell) => String(Math.round(100 * d.share)),
        fill: (d: Cell) => (d.share >= 0.6 ? 'var(--heat-text-dark)' : 'var(--heat-text-light)'), fontSize: 11,
      }) : null,
      () => s('g', {}, names.map((_, i) => s('g', { 'font-size': size < 13 ? 10.5 : FONT_SIZE },
        s('rect', { x: at(i) + 0.75, y: 2 + at(i) + 0.75, width: size - 1.5, height: size - 1.5, fill: 'var(--line)' }),
        lines[i]!.map((line, k) => s('text', { x: at(i + 1) + 6, y: 2 + at(i + 0.5) + (k - (lines[i]!.length - 1) / 2) * 14, 'text-anchor': 'start', 'dominant-baseline': 'central', fill: 'var(--ink)' }, line))))),
      () => s('g', {}, blocks(matrix).map(([from, to]) => s('path', {
        d: `M${at(from)},${2 + at(from)}V${2 + at(to + 1)}H${at(to + 1)}`, fill: 'none', stroke: 'var(--ink)', 'stroke-width': 2,
      }))),
    ],
  });
}

function figures(report: Report, issue: Issue, course: Course): HTMLElement {
  const { order, share: matrix } = course.together;
  return table(`How often two actors end within a twentieth of the scale of each other on ${issue.name}`,
    [{ title: 'Actor' }, ...order.map((id) => ({ title: id, number: true }))],
    order.map((id, i) => [report.actorName(id), ...matrix[i]!.map((value) => share(value))]), 'tight');
}

/** The chart of who ends beside whom; nothing for a single actor. */
export function togetherChart(report: Report, issue: Issue, course: Course): HTMLElement | null {
  const { order, share: matrix } = course.together;
  if (order.length < 2) {
    return null;
  }
  const groups = blocks(matrix).map(([from, to]) => someOf(order.slice(from, to + 1).map((id) => report.actorName(id))));
  const message = groups.length === 0 ? 'No two neighbours end side by side in most draws.'
    : `Ending side by side in most draws: ${groups.join('; ')}.`;
  return chart({
    title: 'Who ends beside whom', message, draw: (width) => draw(report, course, width), least: Math.min(620, order.length * 11 + 170),
    legend: [legend(), 'Read left from a name, then down from it: each square is the share of draws in which two actors end within a twentieth of the scale of each other. An outline frames those who mostly do.'],
    data: () => figures(report, issue, course),
  });
}

function legend(): HTMLElement {
  const box = document.createElement('span');
  box.className = 'key';
  box.append('0\u00a0% ', ...COLOURS.map((colour) => {
    const step = document.createElement('span');
    step.className = 'key-step';
    step.style.background = colour;
    return step;
  }), ' 100\u00a0%');
  return box;
}
