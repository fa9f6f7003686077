/**
 * Who moved whom: actors in the order of their starting positions, arcs from the one who offers to the one who moves.
 * Arcs on the right pull up the scale, arcs on the left pull down. Drawn by hand: charting libraries have no mark for it.
 */

import { type Child, h, s, table } from '../dom.ts';
import { grainOf, number, share, signed } from '../numbers.ts';
import type { ActorCourse, Course, Issue, Pull, Report } from '../summary.ts';
import { counted, FONT_SIZE, LINE, width as textWidth, wrapInto } from '../text.ts';
import { chart, key } from './chart.ts';
import { byStart } from './order.ts';

type Kind = 'conflict' | 'compromise' | 'capitulation';
const KINDS: Kind[] = ['compromise', 'conflict', 'capitulation'];

/** Width of the widest arc, at most and at least, and number of arcs at most, or this many per actor; weaker pulls are in
 * the table only. */
const WIDEST = 11;
const LEAST_WIDEST = 4;
/** How far arcs reach out at most, pixels. */
const FARTHEST_BULGE = 250;
const MOST_ARCS = 36;
const MOST_ARCS_EACH = 1.2;

function kindOf(pull: Pull): Kind {
  return KINDS.reduce((best, kind) => (pull[kind] > pull[best] ? kind : best));
}

/** The strongest pulls that together make up nearly all movement. */
function drawn(course: Course): Pull[] {
  const sorted = course.pulls.filter((pull) => pull.shift !== 0).sort((a, b) => Math.abs(b.shift) - Math.abs(a.shift));
  const strongest = Math.abs(sorted[0]?.shift ?? 0);
  const most = Math.max(MOST_ARCS, MOST_ARCS_EACH * course.actors.length);
  return sorted.filter((pull, i) => i < most && Math.abs(pull.shift) >= 0.02 * strongest);
}

const total = (pulls: Pull[]) => pulls.reduce((sum, pull) => sum + Math.abs(pull.shift), 0);

interface Place {
  y: number;
  left: number;
  right: number;
}

interface Ends {
  start: number;
  end: number;
}

/** How thick an arc is drawn: its share of the widest, and never too thin to see. */
function thickness(pull: Pull, strongest: number, widest: number): number {
  return Math.max(0.8, (Math.abs(pull.shift) / strongest) * widest);
}

/** The pulls that touch an actor on one side, from top to bottom, so that arcs to farther partners lie outside. */
function touching(actor: string, up: boolean, pulls: Pull[], places: Map<string, Place>): Pull[] {
  const here = places.get(actor)!.y;
  const other = (pull: Pull) => places.get(pull.from === actor ? pull.to : pull.from)!.y;
  const mine = pulls.filter((pull) => pull.shift > 0 === up && (pull.from === actor || pull.to === actor));
  const above = mine.filter((pull) => other(pull) < here).sort((a, b) => other(b) - other(a));
  const below = mine.filter((pull) => other(pull) >= here).sort((a, b) => other(b) - other(a));
  return [...above, ...below];
}

/** The widest arc for which the arcs of every row fit side by side, within limits. */
function widestArc(actors: string[], pulls: Pull[], places: Map<string, Place>, strongest: number, room: number): number {
  const fullest = Math.max(1e-12, ...actors.flatMap((actor) => [true, false].map((up) =>
    touching(actor, up, pulls, places).reduce((sum, pull) => sum + Math.abs(pull.shift) / strongest, 0))));
  return Math.max(LEAST_WIDEST, Math.min(WIDEST, room / fullest));
}

/** Heights at which arcs leave and reach their rows: side by side, squeezed where the row is too low for them. */
function spreadEnds(actors: string[], pulls: Pull[], places: Map<string, Place>, thick: (pull: Pull) => number, room: number): Map<Pull, Ends> {
  const ends = new Map<Pull, Ends>(pulls.map((pull) => [pull, { start: 0, end: 0 }]));
  for (const actor of actors) {
    for (const up of [true, false]) {
      const list = touching(actor, up, pulls, places);
      const gap = 3;
      const whole = list.reduce((sum, pull) => sum + thick(pull), 0) + gap * (list.length - 1);
      const squeeze = Math.min(1, room / Math.max(1, whole));
      let y = places.get(actor)!.y - (whole * squeeze) / 2;
      for (const pull of list) {
        const half = (thick(pull) * squeeze) / 2;
        ends.get(pull)![pull.from === actor ? 'start' : 'end'] = y + half;
        y += 2 * half + gap * squeeze;
      }
    }
  }
  return ends;
}

function arrowHead(x: number, y: number, up: boolean, size: number): string {
  const back = up ? x + size : x - size;
  return `M${x},${y}L${back},${y - size * 0.6}L${back},${y + size * 0.6}Z`;
}

/** One arc with its head; its bulge grows with the distance between the rows. */
function arc(report: Report, issue: Issue, pull: Pull, places: Map<string, Place>, ends: Ends, scale: { thick: (pull: Pull) => number; farthest: number; room: number }): SVGElement {
  const up = pull.shift > 0;
  const from = places.get(pull.from)!;
  const to = places.get(pull.to)!;
  const thick = scale.thick(pull);
  const head = 4.5 + thick * 0.8;
  const side = (place: Place) => (up ? place.right : place.left);
  const sign = up ? 1 : -1;
  const tip = side(to) + sign * 2;
  const x1 = side(from) + sign * 3;
  const x2 = tip + sign * head;
  const bulge = sign * (14 + (Math.abs(from.y - to.y) / scale.farthest) * (scale.room - 26));
  const reach = (up ? Math.max(x1, x2) : Math.min(x1, x2)) + bulge * 1.25;
  const kind = kindOf(pull);
  const colour = `var(--${kind})`;
  const by = { step: 0.1, decimals: 1 };
  const path = `M${x1},${ends.start}C${reach},${ends.start} ${reach},${ends.end} ${x2},${ends.end}`;
  return s('g', {},
    s('title', {}, `${report.actorName(pull.from)} moves ${report.actorName(pull.to)} by ${signed(pull.shift, by)} on ${issue.name}, mostly by ${kind}`),
    s('path', { d: path, fill: 'none', stroke: 'var(--paper)', 'stroke-width': thick + 2 }),
    s('path', { d: path, fill: 'none', stroke: colour, 'stroke-width': thick, 'stroke-dasharray': kind === 'conflict' ? `${6 + thick} ${2 + thick * 0.4}` : null }),
    kind === 'capitulation' && thick >= 2 ? s('path', { d: path, fill: 'none', stroke: 'var(--paper)', 'stroke-width': thick * 0.36 }) : null,
    s('path', { d: arrowHead(tip, ends.end, up, head), fill: colour }));
}

function nameTag(report: Report, issue: Issue, actor: ActorCourse, place: Place, room: number, most: number): SVGElement {
  const by = grainOf(issue);
  const last = actor.mean[actor.mean.length - 1] ?? 0;
  const from = number(actor.mean[0] ?? 0, by);
  const to = number(last, by);
  const places = from === to ? from : `${from} → ${to}`;
  const lines = wrapInto(report.actorName(actor.actor), room, most, FONT_SIZE, 600);
  if (most === 1) {
    const common = { y: place.y, 'dominant-baseline': 'central' };
    return s('g', {}, s('text', { ...common, x: place.left + 8, fill: 'var(--ink)', 'font-weight': 600 }, lines[0] ?? ''),
      s('text', { ...common, x: place.right - 8, 'text-anchor': 'end', fill: 'var(--ink-2)' }, places));
  }
  const middle = (place.left + place.right) / 2;
  const step = LINE - 1;
  const top = place.y - ((lines.length + 1) * step) / 2;
  const baseline = (line: number) => top + (line + 0.8) * step;
  return s('g', { 'text-anchor': 'middle' },
    lines.map((line, i) => s('text', { x: middle, y: baseline(i), fill: 'var(--ink)', 'font-weight': 600 }, line)),
    s('text', { x: middle, y: baseline(lines.length), fill: 'var(--ink-2)' }, places));
}

function draw(report: Report, issue: Issue, course: Course, width: number): SVGElement {
  const actors = byStart(course);
  const many = actors.length > 14;
  const pulls = drawn(course);
  const rowHeight = many ? 26 : 62;
  const room = Math.min(width * 0.42, many ? 250 : 200);
  const centre = width / 2;
  const top = 26;
  const places = new Map(actors.map((actor, i) => [actor.actor, { y: top + (i + 0.5) * rowHeight, left: centre - room / 2, right: centre + room / 2 }]));
  const ids = actors.map((actor) => actor.actor);
  const span = (pull: Pull) => Math.abs(places.get(pull.from)!.y - places.get(pull.to)!.y);
  const strongest = Math.max(1e-12, ...pulls.map((pull) => Math.abs(pull.shift)));
  const inside = rowHeight - (many ? 6 : 14);
  const widest = widestArc(ids, pulls, places, strongest, inside);
  const thick = (pull: Pull) => thickness(pull, strongest, widest);
  const ends = spreadEnds(ids, pulls, places, thick, inside);
  const scale = { thick, farthest: Math.max(1, ...pulls.map(span)), room: Math.min(FARTHEST_BULGE, (width - room) / 2) };
  const height = top + actors.length * rowHeight + 6;
  const note = (x: number, anchor: string, text: string) => s('text', { x, y: 12, 'text-anchor': anchor, fill: 'var(--ink-2)', 'font-style': 'italic' }, text);
  return s('svg', { width, height, viewBox: `0 0 ${width} ${height}`, 'font-size': 12, fill: 'currentColor' },
    note(Math.max(0, centre - room / 2 - FARTHEST_BULGE), 'start', width < 480 ? '← pulled down' : '← pulled down the scale'),
    note(Math.min(width, centre + room / 2 + FARTHEST_BULGE), 'end', width < 480 ? 'pulled up →' : 'pulled up the scale →'),
    s('line', { x1: centre, x2: centre, y1: top, y2: height, stroke: 'var(--line)', 'stroke-width': 1 }),
    actors.map((actor) => {
      const place = places.get(actor.actor)!;
      const tall = rowHeight - (many ? 4 : 8);
      return s('rect', { x: place.left, y: place.y - tall / 2, width: room, height: tall, rx: 5, fill: 'var(--panel)', stroke: 'var(--line)' });
    }),
    [...pulls].sort((a, b) => Math.abs(b.shift) - Math.abs(a.shift)).map((pull) => arc(report, issue, pull, places, ends.get(pull)!, scale)),
    actors.map((actor) => nameTag(report, issue, actor, places.get(actor.actor)!, many ? room - textWidth('100 → 100') - 24 : room - 12, many ? 1 : 2)));
}

function figures(report: Report, issue: Issue, course: Course): HTMLElement {
  const by = grainOf(issue);
  const finer = { step: by.step / 10, decimals: by.decimals + 1 };
  const columns = [{ title: 'Who offers' }, { title: 'Who moves' }, { title: 'Average shift', number: true },
    ...KINDS.map((kind) => ({ title: `${kind.charAt(0).toUpperCase()}${kind.slice(1)}`, number: true }))];
  const rows: Child[][] = course.pulls.map((pull) => [report.actorName(pull.from), report.actorName(pull.to), signed(pull.shift, finer),
    ...KINDS.map((kind) => share(pull[kind]))]);
  return h('div', {}, h('p', {}, 'Average shift over all draws, on the issue’s scale, and the share of draws with at least one move of each kind.'),
    table(`Who moved whom on ${issue.name}`, columns, rows));
}

/** The picture of who moved whom. */
export function pullsChart(report: Report, issue: Issue, course: Course): HTMLElement {
  const shown = drawn(course);
  const top = shown[0];
  const by = { step: 0.1, decimals: 1 };
  const part = shown.length < course.pulls.length && top !== undefined
    ? ` Drawn: the ${counted(shown.length, 'strongest pull', 'strongest pulls')} of ${course.pulls.length}, ${share(total(shown) / total(course.pulls))} of all movement.` : '';
  const message = top === undefined ? 'Nobody moves anybody.'
    : `The strongest pull is that of ${report.actorName(top.from)} on ${report.actorName(top.to)}: ${signed(top.shift, by)} on average, mostly by ${kindOf(top)}.${part}`;
  if (top === undefined) {
    return h('figure', { class: 'chart' }, h('figcaption', {}, h('span', { class: 'chart-title' }, 'Who moves whom'), ' ', h('span', { class: 'chart-message' }, message)));
  }
  return chart({
    title: 'Who moves whom', message, draw: (width) => draw(report, issue, course, width),
    least: course.actors.length > 14 ? 620 : 0,
    legend: [...KINDS.map((kind) => key(`key-${kind}`, `mostly ${kind}`)), 'Arrows point at who moves; thicker is farther. Actors from high to low on the scale, with their average start → end.'],
    data: () => figures(report, issue, course),
  });
}
