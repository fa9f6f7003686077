/** Dated events on lanes by who acts. Time is stretched around the scenario's day, so that 1990 and next week both fit. */

import { s } from '../dom.ts';
import { date } from '../numbers.ts';
import type { DateKind, Dated, Period } from '../system.ts';
import { width as textWidth, wrapInto } from '../text.ts';
import { chart, key } from './chart.ts';

const DAY = 86_400_000;
/** Days that take as much room as all time before them would on a plain logarithmic scale. */
const BEND = 20;
const ROW = 30;

export interface Lane {
  name: string;
  events: Dated[];
}

/** When an event happened, or is to happen; nothing where it has no day of its own. */
export function mainDate(event: Dated): Period | undefined {
  const { dates } = event;
  return dates.done ?? dates.date ?? dates.during ?? dates.planned ?? dates.announced;
}

/** Whether it lies ahead of the origin. */
export function isAhead(event: Dated, origin: string): boolean {
  const at = mainDate(event);
  return at !== undefined && at.last > origin && event.dates.done === undefined;
}

function daysFrom(origin: string, day: string): number {
  return (Date.parse(day) - Date.parse(origin)) / DAY;
}

function bent(days: number): number {
  return Math.sign(days) * Math.log1p(Math.abs(days) / BEND);
}

const TICKS: [number, string][] = [[-10957, '30 years before'], [-3652, '10 years'], [-1096, '3 years'], [-365, '1 year'], [-91, '3 months'], [-30, '1 month'], [0, 'now'], [30, '1 month'], [91, '3 months'], [365, '1 year'], [1096, '3 years ahead']];

/** Ticks with room between them; "now" always, then from the outside in. */
function ticks(from: number, to: number, at: (days: number) => number): { x: number; text: string }[] {
  const placed: { x: number; text: string }[] = [];
  const inside = TICKS.filter(([days]) => days >= from && days <= to);
  for (const [days, text] of [...inside].sort((a, b) => Number(b[0] === 0) - Number(a[0] === 0) || Math.abs(b[0]) - Math.abs(a[0]))) {
    const x = at(days);
    const half = textWidth(text) / 2 + 5;
    if (placed.every((other) => Math.abs(other.x - x) > half + textWidth(other.text) / 2 + 5)) {
      placed.push({ x, text });
    }
  }
  return placed;
}

/** A diamond for a signal, a dot for another event; hollow where it lies ahead. */
function mark(event: Dated, x: number, y: number, ahead: boolean): SVGElement {
  const colour = event.signal ? 'var(--other)' : 'var(--lead)';
  const paint = { fill: ahead ? 'var(--paper)' : colour, stroke: colour, 'stroke-width': 2 };
  const shape = event.signal ? s('path', { d: `M${x},${y - 6.5}L${x + 6.5},${y}L${x},${y + 6.5}L${x - 6.5},${y}Z`, ...paint }) : s('circle', { cx: x, cy: y, r: 4.6, ...paint });
  shape.append(s('title', {}, `${event.name}, ${date(mainDate(event)!.first)}`));
  return shape;
}

/** Announced, put off, planned: the stations before the event, on a line to it. */
function stations(event: Dated, at: (day: string) => number, y: number): SVGElement | null {
  const kinds: DateKind[] = ['announced', 'postponed', 'cancelled'];
  const found = kinds.map((kind) => event.dates[kind]?.first).filter((day): day is string => day !== undefined);
  const main = mainDate(event);
  if (found.length === 0 || main === undefined) {
    return null;
  }
  const xs = [...found, main.first].map(at);
  return s('g', { stroke: 'var(--ink-2)', 'stroke-width': 1.4 }, s('line', { x1: Math.min(...xs), x2: Math.max(...xs), y1: y, y2: y }),
    kinds.map((kind) => (event.dates[kind] === undefined ? null : s('line', { x1: at(event.dates[kind].first), x2: at(event.dates[kind].first), y1: y - 5, y2: y + 5, 'stroke-width': kind === 'announced' ? 1.4 : 3 }))));
}

function draw(lanes: Lane[], origin: string, width: number): SVGElement {
  const narrow = width < 560;
  const left = narrow ? 8 : 190;
  const right = 14;
  const row = narrow ? 44 : ROW;
  const days = lanes.flatMap((lane) => lane.events.map((event) => daysFrom(origin, mainDate(event)!.first)));
  const [from, to] = [Math.min(-30, ...days), Math.max(30, ...days)];
  const [low, high] = [bent(from), bent(to)];
  const place = (value: number) => left + 8 + ((bent(value) - low) / (high - low)) * (width - left - right - 16);
  const at = (day: string) => place(daysFrom(origin, day));
  const height = lanes.length * row + 30;
  const middle = (i: number) => i * row + (narrow ? 29 : row / 2) + 2;
  return s('svg', { width, height, viewBox: `0 0 ${width} ${height}`, 'font-size': 12, fill: 'currentColor' },
    lanes.map((lane, i) => s('g', {}, s('line', { x1: left, x2: width - right, y1: middle(i), y2: middle(i), stroke: 'var(--line)' }),
      s('text', { x: narrow ? 0 : left - 10, y: narrow ? middle(i) - 17 : middle(i), 'text-anchor': narrow ? 'start' : 'end', 'dominant-baseline': 'central', fill: 'var(--ink)', 'font-weight': 600 }, wrapInto(lane.name, narrow ? width : left - 14, 1, 12, 600)[0] ?? ''))),
    s('line', { x1: place(0), x2: place(0), y1: 2, y2: lanes.length * row + 4, stroke: 'var(--now)', 'stroke-width': 1.5, 'stroke-dasharray': '4 3' }),
    lanes.map((lane, i) => lane.events.map((event) => stations(event, at, middle(i)))),
    lanes.map((lane, i) => lane.events.map((event) => mark(event, at(mainDate(event)!.first), middle(i), isAhead(event, origin)))),
    ticks(from, to, place).map((tick) => s('g', {}, s('line', { x1: tick.x, x2: tick.x, y1: lanes.length * row + 4, y2: lanes.length * row + 9, stroke: 'var(--axis)' }),
      s('text', { x: Math.max(textWidth(tick.text) / 2, Math.min(tick.x, width - textWidth(tick.text) / 2)), y: lanes.length * row + 22, 'text-anchor': 'middle', fill: tick.text === 'now' ? 'var(--now)' : 'var(--ink-2)' }, tick.text))));
}

export function calendarChart(lanes: Lane[], origin: string, message: string): HTMLElement {
  return chart({
    title: 'Events by who acts', message,
    draw: (width) => draw(lanes, origin, width),
    legend: [key('key-signal', 'signal, from which observers learn'), key('key-event', 'other event'), key('key-ahead', 'still ahead (hollow)'), key('key-station', 'announced, or put off, before it'),
      'Time is stretched around the day of the forecast: the farther away, the closer together. The list below has every date.'],
  });
}
