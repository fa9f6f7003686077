/** Who gives way: how far each actor's position shifts, and how often it moves at all. */

import * as Plot from '@observablehq/plot';

import { type Child, figureOf, s, table } from '../dom.ts';
import { grainOf, percent, plain, signed } from '../numbers.ts';
import type { ActorCourse, Course, Issue, Report } from '../summary.ts';
import { width as textWidth, wrapInto } from '../text.ts';
import { chart, HALO, plot } from './chart.ts';

const NARROW = 520;

function sorted(course: Course): ActorCourse[] {
  return [...course.actors].sort((a, b) => Math.abs(b.shift.value) - Math.abs(a.shift.value));
}

function chance(report: Report, actor: ActorCourse): string {
  return `moves in ${percent(actor.moves, report.summary.run.draws)}`;
}

function draw(report: Report, issue: Issue, course: Course, width: number): SVGElement {
  const actors = sorted(course);
  const narrow = width < NARROW;
  const rowHeight = narrow ? 40 : 27;
  const left = narrow ? 46 : 270;
  const right = narrow ? 46 : 170;
  const reach = (sign: number) => Math.max(0, ...actors.map((actor) => sign * actor.shift.value + actor.shift.error));
  const domain = [-reach(-1), Math.max(reach(1), reach(-1) > 0 ? 0 : 1e-9)];
  const middle = (i: number) => i * rowHeight + (narrow ? 28 : rowHeight / 2) + 2;
  const bars = actors.map((actor, i) => ({ actor, y: middle(i) }));
  type Bar = (typeof bars)[number];
  const half = narrow ? 7 : 8;
  const value = (d: Bar) => signed(d.actor.shift.value, grainOf(issue, d.actor.shift.error));
  return plot({
    width, height: actors.length * rowHeight + 6, marginLeft: left, marginRight: right, marginTop: 0, marginBottom: 0,
    x: { domain, axis: null }, y: { type: 'identity', axis: null },
    marks: [
      Plot.rect(bars, { x1: 0, x2: (d: Bar) => d.actor.shift.value, y1: (d: Bar) => d.y - half, y2: (d: Bar) => d.y + half, fill: 'var(--lead)', fillOpacity: (d: Bar) => 0.3 + 0.65 * d.actor.moves.value }),
      Plot.link(bars, { x1: (d: Bar) => d.actor.shift.value - d.actor.shift.error, x2: (d: Bar) => d.actor.shift.value + d.actor.shift.error, y1: 'y', y2: 'y', stroke: 'var(--ink)', strokeWidth: 1.5 }),
      Plot.ruleX([0], { stroke: 'var(--axis)' }),
      Plot.text(bars.filter((d) => d.actor.shift.value >= 0), { x: (d: Bar) => d.actor.shift.value + d.actor.shift.error, y: 'y', dx: 5, textAnchor: 'start', text: value, fontWeight: 600, fill: 'var(--ink)' }),
      Plot.text(bars.filter((d) => d.actor.shift.value < 0), { x: (d: Bar) => d.actor.shift.value - d.actor.shift.error, y: 'y', dx: -5, textAnchor: 'end', text: value, fontWeight: 600, fill: 'var(--ink)' }),
      () => s('g', {}, actors.map((actor, i) => {
        const words = chance(report, actor);
        const y = narrow ? middle(i) - 17 : middle(i);
        const room = narrow ? width - textWidth(words) - 14 : left - 56;
        return s('g', { 'dominant-baseline': 'central' },
          s('text', { x: 0, y, 'text-anchor': 'start', fill: 'var(--ink)', ...HALO }, wrapInto(report.actorName(actor.actor), room, 1)[0] ?? ''),
          s('text', { x: width, y, 'text-anchor': 'end', fill: 'var(--ink-2)' }, words));
      })),
    ],
  });
}

function figures(report: Report, issue: Issue, course: Course): HTMLElement {
  const columns = [{ title: 'Actor' }, { title: 'Average shift', number: true }, { title: 'Moves in', number: true }, { title: 'In words' }];
  const path = (actor: ActorCourse) => `issues.${issue.id}.courses.${course.model}.actors.${actor.actor}`;
  const rows: Child[][] = sorted(course).map((actor) => [report.actorName(actor.actor),
    figureOf(`${path(actor)}.shift`, actor.shift.value, signed(actor.shift.value, grainOf(issue, actor.shift.error))),
    figureOf(`${path(actor)}.moves`, actor.moves.value, percent(actor.moves, report.summary.run.draws)), actor.words]);
  return table(`Who gives way on ${issue.name}`, columns, rows);
}

/** The chart of who gives way how far. */
export function shiftsChart(report: Report, issue: Issue, course: Course): HTMLElement {
  const most = sorted(course)[0];
  const end = issue.scale.anchors;
  const towards = end.length < 2 ? '' : ` Right is towards “${end[end.length - 1]!.label}”, left towards “${end[0]!.label}”.`;
  return chart({
    title: 'Who gives way',
    message: most === undefined ? 'There is nobody to move.' : most.words,
    draw: (width) => draw(report, issue, course, width),
    legend: `Average shift from start to end on the issue’s scale (${plain(issue.scale.low)} to ${plain(issue.scale.high)}), with its standard error; paler bars move in fewer draws.${towards}`,
    data: figures(report, issue, course),
  });
}
