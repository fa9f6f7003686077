/** Variables of the system over time: a fan for each, side by side on one scale, with lines for what would be otherwise. */

import * as Plot from '@observablehq/plot';

import { type Child, table } from '../dom.ts';
import { date, plain } from '../numbers.ts';
import { level, levelNumber, type Variable } from '../system.ts';
import { FONT_SIZE, sentence, wrapInto } from '../text.ts';
import { key, plot } from './chart.ts';
import { newYears, timeAxis } from './time.ts';

const LEFT = 40;
const GAP = 18;

/** How the first, the second and the third line for another world are drawn; `.key-other-0` and so on in style.css. */
const OTHERS = [
  { stroke: 'var(--other)', strokeDasharray: '7 3' },
  { stroke: 'var(--now)', strokeDasharray: '2 3' },
  { stroke: 'var(--rule)', strokeDasharray: '9 3 2 3' },
];

export interface Line {
  name: string;
  /** A figure for each date, as it is in the summary. */
  values: number[];
}

export interface Panel {
  title: string;
  variable: Variable;
  /** Of other worlds; at most three are told apart. */
  lines?: Line[];
}

export interface Courses {
  dates: string[];
  panels: Panel[];
  /** Height of a panel, pixels. */
  tall: number;
  /** The scale begins or ends at nought at the latest. */
  fromZero?: boolean;
  /** Draws the mean as well as the median: where lines of means are compared with it. */
  mean?: boolean;
}

interface Point {
  column: number;
  row: number;
  at: Date;
  fan: number[];
  mean: number;
}

function fanOf(variable: Variable, i: number): number[] {
  return [variable.q05, variable.q25, variable.q50, variable.q75, variable.q95].map((line) => level(variable, line?.[i] ?? variable.mean[i]!));
}

function domainOf({ panels, fromZero }: Courses): [number, number] {
  const values = panels.flatMap(({ variable, lines }) => [...variable.mean.flatMap((_, i) => fanOf(variable, i)),
    ...variable.mean.map((one) => level(variable, one)), ...(lines ?? []).flatMap((line) => line.values.map((one) => level(variable, one)))]);
  const low = Math.min(...values, ...(fromZero ? [0] : []));
  const high = Math.max(...values, ...(fromZero ? [0] : []));
  return high > low ? [low, high] : [low - 0.5, high + 0.5];
}

function columnsFor(width: number, panels: number): number {
  return Math.min(Math.max(1, panels), width < 440 ? 1 : width < 700 ? 2 : 3);
}

export function drawCourses(courses: Courses, width: number): SVGElement {
  const { panels, tall } = courses;
  const dates = courses.dates.map((day) => new Date(day));
  const columns = columnsFor(width, panels.length);
  const rows = Math.ceil(panels.length / columns);
  const wide = (width - LEFT - 8 - (columns - 1) * GAP) / columns;
  const titles = panels.map((panel, i) => ({ column: i % columns, row: Math.floor(i / columns), lines: wrapInto(panel.title, wide, 2, FONT_SIZE, 600) }));
  const title = panels.every((panel) => panel.title === '') ? 8 : Math.max(...titles.map((one) => one.lines.length)) * 14 + 8;
  const between = title + 20;
  const place = { fx: 'column', fy: 'row' } as const;
  const points: Point[] = panels.flatMap(({ variable }, i) => dates.map((at, k) => ({ ...titles[i]!, at, fan: fanOf(variable, k), mean: level(variable, variable.mean[k]!) })));
  const [low, high] = domainOf(courses);
  const others = [0, 1, 2].map((n) => panels.flatMap(({ variable, lines }, i) => (lines?.[n] === undefined ? []
    : dates.map((at, k) => ({ ...titles[i]!, at, value: level(variable, lines[n]!.values[k]!) })))));
  return plot({
    width, height: title + rows * tall + (rows - 1) * between + 24,
    marginLeft: LEFT, marginRight: 8, marginTop: title, marginBottom: 24,
    fx: { axis: null, paddingOuter: 0, paddingInner: columns > 1 ? GAP / (wide + GAP) : 0 },
    fy: { axis: null, paddingOuter: 0, paddingInner: rows > 1 ? between / (tall + between) : 0 },
    x: { type: 'utc', domain: [dates[0]!, dates[dates.length - 1]!], axis: null }, y: { domain: [low, high], nice: true, axis: null },
    marks: [
      Plot.frame({ fill: 'var(--panel)', stroke: 'none' }),
      Plot.gridY({ ticks: 4, stroke: 'var(--line)', strokeOpacity: 1 }),
      Plot.ruleX(newYears(dates), { stroke: 'var(--line)' }),
      low < 0 && high > 0 ? Plot.ruleY([0], { stroke: 'var(--axis)' }) : null,
      Plot.areaY(points, { ...place, x: 'at', y1: (d: Point) => d.fan[0], y2: (d: Point) => d.fan[4], fill: 'var(--lead)', fillOpacity: 0.22 }),
      Plot.areaY(points, { ...place, x: 'at', y1: (d: Point) => d.fan[1], y2: (d: Point) => d.fan[3], fill: 'var(--lead)', fillOpacity: 0.4 }),
      Plot.lineY(points, { ...place, x: 'at', y: (d: Point) => (courses.mean ? d.mean : d.fan[2]), z: (d: Point) => `${d.column} ${d.row}`, stroke: 'var(--lead-ink)', strokeWidth: 2 }),
      ...others.map((line, n) => Plot.lineY(line, { ...place, x: 'at', y: 'value', z: (d: { column: number; row: number }) => `${d.column} ${d.row}`, strokeWidth: 2, ...OTHERS[n] })),
      Plot.text(titles, { ...place, text: (d: { lines: string[] }) => d.lines.join('\n'), frameAnchor: 'top-left', dy: -6, lineAnchor: 'bottom', textAnchor: 'start', fontWeight: 600, fill: 'var(--ink)', lineHeight: 1.15 }),
      Plot.axisY({ ticks: 4, tickSize: 0, tickFormat: plain, fill: 'var(--ink-2)', label: null }),
      ...timeAxis(dates, wide),
    ],
  });
}

/** Legend of a fan, with the lines of other worlds. */
export function courseLegend(courses: Courses): Child[] {
  const lines = courses.panels.reduce<Line[]>((most, { lines: own }) => ((own ?? []).length > most.length ? own! : most), []);
  return [key('key-line', courses.mean ? 'mean of all draws' : 'middle draw'), key('key-inner', 'half of the draws'), key('key-outer', 'nine draws in ten'),
    ...lines.map((line, n) => key(`key-world-${n}`, line.name))];
}

function heading({ title, variable }: Panel): string {
  return `${title === '' ? sentence(variable.words) : title}${variable.shown.unit === '' ? '' : `, ${variable.shown.unit}`}: mean (nine draws in ten)`;
}

/** The figures of a chart of courses: a row for each date, a column for each panel. */
export function courseTable(caption: string, { dates, panels }: Courses): HTMLElement {
  const span = (variable: Variable, i: number) => (variable.q05 === undefined || variable.q95 === undefined ? ''
    : ` (${levelNumber(variable, variable.q05, i)} to ${levelNumber(variable, variable.q95, i)})`);
  return table(caption, [{ title: 'On' }, ...panels.map((panel) => ({ title: heading(panel), number: true }))],
    dates.map((day, i) => [date(day), ...panels.map(({ variable }) => `${levelNumber(variable, variable.mean, i)}${span(variable, i)}`)]), 'tight');
}
