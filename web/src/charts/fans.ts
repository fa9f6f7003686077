/** Positions over rounds: one small fan per actor, all on the same scale. */

import * as Plot from '@observablehq/plot';

import { type Child, table } from '../dom.ts';
import { grainOf, number, plain, share } from '../numbers.ts';
import type { ActorCourse, Course, Issue, Report } from '../summary.ts';
import { counted, FONT_SIZE, width as textWidth, wrapInto } from '../text.ts';
import { chart, key, plot } from './chart.ts';
import { byStart } from './order.ts';

const PANEL_HEIGHT = 92;
const LEFT = 34;
const GAP = 16;

interface Point {
  column: number;
  row: number;
  round: number;
  fan: number[];
  actor: string;
}

function columnsFor(width: number, actors: number): number {
  const fitting = width < 440 ? 2 : width < 620 ? 3 : width < 820 ? 4 : 5;
  return Math.min(fitting, Math.max(1, actors));
}

function points(actors: ActorCourse[], columns: number): Point[] {
  return actors.flatMap((actor, i) => actor.fan.map((fan, round) => ({
    column: i % columns, row: Math.floor(i / columns), round, fan, actor: actor.actor,
  })));
}

/** The first and the last round under the lowest panel of every column, flush with its sides. */
function rounds(course: Course, panel: number): Plot.Markish[] {
  const long = `round ${course.rounds}`;
  const last = textWidth(`start ${long}`) + 6 < panel ? long : String(course.rounds);
  const common = { tickSize: 3, fill: 'var(--ink-2)', stroke: 'var(--axis)', label: null } as const;
  return [Plot.axisX([0], { ...common, tickFormat: () => 'start', textAnchor: 'start' }),
    Plot.axisX([course.rounds], { ...common, tickFormat: () => last, textAnchor: 'end' })];
}

function draw(report: Report, issue: Issue, course: Course, width: number): SVGElement {
  const actors = byStart(course);
  const columns = columnsFor(width, actors.length);
  const rows = Math.ceil(actors.length / columns);
  const panel = (width - LEFT - 6 - (columns - 1) * GAP) / columns;
  const names = actors.map((actor) => wrapInto(report.actorName(actor.actor), panel + 4, 2, FONT_SIZE, 600));
  const title = Math.max(...names.map((lines) => lines.length)) * 14 + 8;
  const between = title + 18;
  const data = points(actors, columns);
  const place = { fx: 'column', fy: 'row' } as const;
  const titles = actors.map((_, i) => ({ column: i % columns, row: Math.floor(i / columns), lines: names[i]! }));
  const { low, high, anchors } = issue.scale;
  const levels = anchors.length > 0 ? anchors.map((anchor) => anchor.at) : [low, (low + high) / 2, high];
  const spaced = levels.filter((level, i) => i === 0 || Math.abs(level - levels[i - 1]!) / (high - low) > 12 / PANEL_HEIGHT);
  return plot({
    width, height: title + rows * PANEL_HEIGHT + (rows - 1) * between + 24,
    marginLeft: LEFT, marginRight: 6, marginTop: title, marginBottom: 24,
    fx: { axis: null, paddingOuter: 0, paddingInner: columns > 1 ? GAP / (panel + GAP) : 0 },
    fy: { axis: null, paddingOuter: 0, paddingInner: rows > 1 ? between / (PANEL_HEIGHT + between) : 0 },
    x: { domain: [0, course.rounds], axis: null }, y: { domain: [low, high], axis: null },
    marks: [
      Plot.frame({ fill: 'var(--panel)', stroke: 'none' }),
      Plot.ruleY(levels, { stroke: 'var(--line)' }),
      issue.status_quo === null ? null : Plot.ruleY([issue.status_quo.mean], { stroke: 'var(--now)', strokeDasharray: '3 3' }),
      Plot.areaY(data, { ...place, x: 'round', y1: (d: Point) => d.fan[0], y2: (d: Point) => d.fan[4], fill: 'var(--lead)', fillOpacity: 0.22 }),
      Plot.areaY(data, { ...place, x: 'round', y1: (d: Point) => d.fan[1], y2: (d: Point) => d.fan[3], fill: 'var(--lead)', fillOpacity: 0.45 }),
      Plot.lineY(data, { ...place, x: 'round', y: (d: Point) => d.fan[2], stroke: 'var(--lead-ink)', strokeWidth: 2 }),
      Plot.text(titles, { ...place, text: (d: { lines: string[] }) => d.lines.join('\n'), frameAnchor: 'top-left', dy: -6, lineAnchor: 'bottom', textAnchor: 'start', fontWeight: 600, fill: 'var(--ink)', lineHeight: 1.15 }),
      Plot.axisY(spaced, { tickSize: 0, tickFormat: plain, fill: 'var(--ink-2)', label: null }),
      ...rounds(course, panel),
    ],
  });
}

function figures(report: Report, issue: Issue, course: Course): HTMLElement {
  const columns = [{ title: 'Actor' }, ...Array.from({ length: course.rounds + 1 }, (_, round) => ({ title: round === 0 ? 'Start' : String(round), number: true }))];
  const by = grainOf(issue);
  const rows: Child[][] = byStart(course).map((actor) => [report.actorName(actor.actor),
    ...actor.fan.map((fan) => `${number(fan[2]!, by)} (${number(fan[0]!, by)}–${number(fan[4]!, by)})`)]);
  return table(`Positions on ${issue.name} round by round: median and the range of nine draws in ten`, columns, rows, 'tight');
}

/** The chart of how every actor's position develops. */
export function fansChart(report: Report, issue: Issue, course: Course): HTMLElement {
  const still = course.actors.filter((actor) => actor.moves.value < 0.5).length;
  const anchors = issue.scale.anchors.map((anchor) => `${plain(anchor.at)} ${anchor.label}`).join(' · ');
  return chart({
    title: 'Positions over rounds',
    message: `${still === 0 ? 'Every actor moves' : still === course.actors.length ? 'No actor moves' : `${counted(course.actors.length - still, 'actor')} of ${course.actors.length} move`} in most draws; `
      + `after ${counted(course.rounds, 'round')} everyone is at rest in ${share(course.settled.value)} of draws.`,
    draw: (width) => draw(report, issue, course, width),
    legend: [key('key-line', 'middle draw'), key('key-inner', 'half of the draws'), key('key-outer', 'nine draws in ten'),
      issue.status_quo === null ? null : key('key-now', 'status quo'), anchors === '' ? null : `Scale: ${anchors}`],
    data: () => figures(report, issue, course),
  });
}
