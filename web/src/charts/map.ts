/** Forces, borders and exposure on a map: circles where forces stand, and under each neighbour what counts as within its reach. */

import { type Child, s, table } from '../dom.ts';
import { count, date } from '../numbers.ts';
import type { Report } from '../summary.ts';
import { type Force, levelText, type Place, shortName, type System, variableOf } from '../system.ts';
import { FONT_SIZE, list, width as textWidth } from '../text.ts';
import { chart, HALO, key } from './chart.ts';
import { linesNear, type Point } from './outlines.ts';

/** Places farther from the protege than this are named below the map instead, kilometres. */
const REACH = 1300;
const KM_PER_DEGREE = 111.2;
/** Around what is shown, share of its size. */
const MARGIN = 0.08;
/** Highest picture, and area of a circle for a thousand troops, pixels. */
const TALLEST = 560;
const AREA = 11;
const LINE_HEIGHT = 14;

/** Forces of the same owners in one place, either always or only for a time; an exercise may be told twice, so the largest counts. */
interface Stand {
  place: Place;
  of: string[];
  troops: number;
  passing: Force | null;
}

interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

function distance(a: Place, b: Place): number {
  const north = a.north - b.north;
  const east = (a.east - b.east) * Math.cos(((a.north + b.north) / 360) * Math.PI);
  return KM_PER_DEGREE * Math.hypot(north, east);
}

function standsOf(system: System): Stand[] {
  const places = new Map(system.map.places.map((place) => [place.id, place]));
  const stands = new Map<string, Stand>();
  for (const force of system.map.forces) {
    const place = places.get(force.at);
    if (place !== undefined) {
      const id = `${force.at} ${force.of.join(' ')} ${force.during === null}`;
      const known = stands.get(id);
      const troops = known === undefined ? force.troops : force.during === null ? known.troops + force.troops : Math.max(known.troops, force.troops);
      stands.set(id, { place, of: force.of, troops, passing: force.during === null ? null : force });
    }
  }
  return [...stands.values()].sort((a, b) => b.troops - a.troops);
}

/** The capital of an actor, else its first place. */
function seat(system: System, actor: string): Place | undefined {
  const own = system.map.places.filter((place) => place.in === actor);
  return own.find((place) => place.kind === 'capital') ?? own[0];
}

function exposureText(system: System, actor: string): string {
  const one = variableOf(system, `tension.exposure.${actor}`);
  return one === undefined ? '' : [0, one.mean.length - 1].map((i) => levelText(one, one.mean, i).split('\u00a0')[0]!).join(' → ');
}

interface Window {
  at(point: Point): Point;
  west: number;
  east: number;
  south: number;
  north: number;
  height: number;
}

function windowOn(shown: Place[], width: number): Window {
  const norths = shown.map((one) => one.north);
  const easts = shown.map((one) => one.east);
  const middle: Point = [(Math.min(...easts) + Math.max(...easts)) / 2, (Math.min(...norths) + Math.max(...norths)) / 2];
  const narrow = Math.cos((middle[1] / 180) * Math.PI);
  const high = (1 + 2 * MARGIN) * Math.max(1, Math.max(...norths) - Math.min(...norths));
  const wide = (1 + 2 * MARGIN) * Math.max(1, Math.max(...easts) - Math.min(...easts)) * narrow;
  const height = Math.round(Math.min(TALLEST, Math.max(0.6 * width, (width * high) / wide)));
  const scale = Math.min(width / wide, height / high); // pixels per degree of latitude
  const [halfWide, halfHigh] = [width / scale / narrow / 2, height / scale / 2];
  return {
    height, west: middle[0] - halfWide, east: middle[0] + halfWide, south: middle[1] - halfHigh, north: middle[1] + halfHigh,
    at: ([east, north]) => [width / 2 + (east - middle[0]) * narrow * scale, height / 2 - (north - middle[1]) * scale],
  };
}

function path(lines: Point[][], window: Window): string {
  return lines.map((line) => `M${line.map((point) => window.at(point).map((one) => one.toFixed(1)).join(',')).join('L')}`).join('');
}

interface Label {
  x: number;
  y: number;
  /** From the point to the text, pixels. */
  gap: number;
  lines: string[];
  bold: boolean;
}

/** Puts each label beside its point where it covers nothing; one that finds no room is left to the table. */
function place(labels: Label[], taken: Box[], width: number, height: number): SVGElement[] {
  return labels.flatMap((label) => {
    const wide = Math.max(...label.lines.map((line, i) => textWidth(line, FONT_SIZE, label.bold && i === 0 ? 600 : 400)));
    const tall = LINE_HEIGHT * label.lines.length;
    const { x, y, gap } = label;
    const middle = Math.max(2, Math.min(x - wide / 2, width - wide - 2));
    const corners: Point[] = [[x + gap, y - tall / 2], [x - gap - wide, y - tall / 2], [middle, y + gap], [middle, y - gap - tall],
      [x + gap * 0.7, y + gap * 0.7], [x + gap * 0.7, y - gap * 0.7 - tall], [x - gap * 0.7 - wide, y + gap * 0.7], [x - gap * 0.7 - wide, y - gap * 0.7 - tall]];
    const box = corners.map(([left, top]) => ({ left, top, right: left + wide, bottom: top + tall }))
      .find((one) => one.left >= 2 && one.right <= width - 2 && one.top >= 2 && one.bottom <= height - 2
        && taken.every((other) => one.right < other.left || other.right < one.left || one.bottom < other.top || other.bottom < one.top));
    if (box === undefined) {
      return [];
    }
    taken.push(box);
    return [s('text', { x: box.left, y: box.top, fill: 'var(--ink)', ...HALO }, label.lines.map((line, i) =>
      s('tspan', { x: box.left, dy: i === 0 ? LINE_HEIGHT - 3 : LINE_HEIGHT, 'font-weight': label.bold && i === 0 ? 600 : 400 }, line)))];
  });
}

function radius(troops: number): number {
  return Math.max(3, Math.sqrt((AREA * troops) / 1000));
}

function circle(stand: Stand, [cx, cy]: Point, patron: string): SVGElement {
  const colour = stand.of.includes(patron) ? 'var(--conflict)' : 'var(--lead)';
  return s('circle', { cx, cy, r: radius(stand.troops), fill: colour, 'fill-opacity': stand.passing === null ? 0.55 : 0, stroke: colour, 'stroke-width': 1.5, 'stroke-dasharray': stand.passing === null ? null : '3 2' });
}

/** "Mulino training area" of "Mulino training area, Nizhny Novgorod region". */
function inShort(one: Place): string {
  return one.name.split(',')[0]!;
}

function draw(system: System, stands: Stand[], shown: Place[], width: number): SVGElement {
  const window = windowOn(shown, width);
  const { west, east, south, north, height } = window;
  const inside = stands.filter(({ place: at }) => at.east > west && at.east < east && at.north > south && at.north < north);
  const spots = inside.map((stand) => ({ stand, at: window.at([stand.place.east, stand.place.north]) }));
  const states = [system.roles.protege, ...system.roles.neighbours].map((role) => ({ role, seat: seat(system, role.id) })).filter((one) => one.seat !== undefined)
    .map(({ role, seat: own }) => ({ role, at: window.at([own!.east, own!.north]) }));
  const taken: Box[] = [...spots.map(({ stand, at: [x, y] }) => ({ x, y, r: radius(stand.troops) })), ...states.map(({ at: [x, y] }) => ({ x, y, r: 4 }))]
    .map(({ x, y, r }) => ({ left: x - r, right: x + r, top: y - r, bottom: y + r }));
  const labels: Label[] = [
    ...states.map(({ role, at: [x, y] }) => ({ x, y, gap: 8, bold: true, lines: [shortName(role.name), exposureText(system, role.id)].filter((line) => line !== '') })),
    ...spots.map(({ stand, at: [x, y] }) => ({ x, y, gap: radius(stand.troops) + 4, bold: false, lines: [`${inShort(stand.place)}: ${Number((stand.troops / 1000).toPrecision(2))}`] }))];
  const line = (kind: 'coasts' | 'borders', style: Record<string, string | number>) => s('path', { d: path(linesNear(kind, west, east, south, north), window), fill: 'none', ...style });
  return s('svg', { width, height, viewBox: `0 0 ${width} ${height}`, 'font-size': FONT_SIZE, style: 'overflow: hidden' },
    s('rect', { width, height, fill: 'var(--panel)' }),
    line('borders', { stroke: 'var(--axis)', 'stroke-width': 1, 'stroke-dasharray': '4 3' }), line('coasts', { stroke: 'var(--axis)', 'stroke-width': 1.4 }),
    spots.map(({ stand, at }) => circle(stand, at, system.roles.patron.id)),
    states.map(({ at: [x, y] }) => s('rect', { x: x - 3, y: y - 3, width: 6, height: 6, fill: 'var(--ink)' })),
    s('g', { 'data-labels': 'map' }, place(labels, taken, width, height)));
}

function standTable(report: Report, stands: Stand[]): HTMLElement {
  const when = ({ passing }: Stand) => {
    const during = passing?.during;
    return during === null || during === undefined ? 'always' : during.first === during.last ? date(during.first) : `${date(during.first)} to ${date(during.last)}`;
  };
  return table('Forces and where they stand', [{ title: 'Where' }, { title: 'Whose' }, { title: 'Troops', number: true }, { title: 'When' }],
    stands.map((stand): Child[] => [stand.place.name, list(stand.of.map((id) => shortName(report.actorName(id)))), count(Number(stand.troops.toPrecision(3))), when(stand)]));
}

/** Nothing where the scenario states no forces with a place. */
export function mapChart(report: Report, system: System): HTMLElement | null {
  const stands = standsOf(system);
  const { protege, patron, neighbours } = system.roles;
  const home = seat(system, protege.id);
  if (home === undefined || stands.length === 0) {
    return null;
  }
  const near = (one: Place) => distance(one, home) < REACH;
  const ends = system.map.places.filter((one) => near(one) && (one.kind === 'capital' || one.kind === 'border') && [protege, ...neighbours].some((role) => role.id === one.in));
  const shown = [home, ...ends, ...stands.map((stand) => stand.place).filter(near)];
  const beyond = stands.filter((stand) => !near(stand.place));
  const borders = neighbours.flatMap((a, i) => neighbours.slice(i + 1).filter((b) => system.map.borders.some((pair) => pair.includes(a.id) && pair.includes(b.id)))
    .map((b) => `${shortName(a.name)} and ${shortName(b.name)}`));
  return chart({
    title: 'Forces, borders and exposure',
    message: `Beside each force how many thousand troops it has; under each neighbour how many thousand count as within its reach, at first and at the end.${borders.length === 0 ? '' : ` Neighbours that share a border, so that fear passes between them: ${list(borders)}.`}`,
    draw: (width) => draw(system, stands, shown, width),
    least: 520,
    legend: [key('key-force', `forces of ${patron.words}`), stands.some((stand) => !stand.of.includes(patron.id)) ? key('key-force-other', 'other forces') : null,
      stands.some((stand) => stand.passing !== null) ? key('key-force-passing', 'there for a time') : null, key('key-seat', 'capital'),
      beyond.length === 0 ? null : `Beyond the map: ${list(beyond.map((stand) => inShort(stand.place)))}.`, 'Coasts and borders of today, as they are held and not as they are claimed, coarsely: Natural Earth.'],
    data: () => standTable(report, stands),
  });
}
