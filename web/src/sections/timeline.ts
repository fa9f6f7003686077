/** What happened and what is to come: events and signals, announced, put off, planned and done. */

import { calendarChart, isAhead, type Lane, mainDate } from '../charts/calendar.ts';
import { type Child, h, slug } from '../dom.ts';
import { date } from '../numbers.ts';
import type { Report } from '../summary.ts';
import { type DateKind, type Dated, type Period, shortName, type System } from '../system.ts';
import { counted, list } from '../text.ts';
import { dispute, grounds } from './grounds.ts';
import { type Section, section } from './section.ts';

const STATIONS: [DateKind, string][] = [['announced', 'Announced'], ['postponed', 'Put off'], ['cancelled', 'Dropped'], ['planned', 'Planned'], ['during', 'During'], ['date', 'Done'], ['done', 'Done'], ['until', 'Until']];

function period({ first, last }: Period): string {
  return first === last ? date(first) : `${date(first)} to ${date(last)}`;
}

/** "United States to Belarus": who acts towards whom. */
function parties(report: Report, event: Dated): string {
  const names = (ids: string[]) => list(ids.map((id) => shortName(report.actorName(id))));
  return [names(event.from), names(event.to)].filter((one) => one !== '').join(' to ');
}

function item(report: Report, event: Dated, origin: string): HTMLElement {
  const ahead = isAhead(event, origin);
  const said = STATIONS.filter(([kind]) => event.dates[kind] !== undefined);
  const who = parties(report, event);
  return h('li', { id: `event-${slug(event.id)}`, class: ahead ? 'ahead' : null, tabindex: -1 },
    h('p', { class: 'event-name' }, h('span', { class: `event-mark ${event.signal ? 'key-signal' : 'key-event'}${ahead ? ' hollow' : ''}`, 'aria-hidden': 'true' }), h('strong', {}, event.name), who === '' ? '' : `, ${who}`,
      event.signal ? [' ', h('span', { class: 'tag tag-signal' }, 'Signal')] : null, ahead ? [' ', h('span', { class: 'tag tag-none' }, 'Ahead')] : null,
      event.public ? null : [' ', h('span', { class: 'tag tag-none' }, 'Not public')]),
    h('p', { class: 'event-dates' }, said.map(([kind, words], i) => [i === 0 ? '' : ' · ', `${words} `, h('time', { datetime: event.dates[kind]!.first }, period(event.dates[kind]!))])),
    h('details', { class: 'more' }, h('summary', {}, 'Source', event.disputed === '' ? '' : ' and dispute'), h('div', { class: 'more-body' }, grounds(report, event.because), dispute(event.disputed))));
}

/** Lanes in the order of the roles, then by how much each does; those who act least share the last one. */
function lanes(report: Report, system: System, events: Dated[]): Lane[] {
  const most = 7;
  const { protege, patron, rival } = system.roles;
  const known = [rival.id, protege.id, patron.id];
  const by = new Map<string, Dated[]>();
  for (const event of events) {
    const actor = known.find((id) => event.from.includes(id)) ?? event.from[0] ?? '';
    by.set(actor, [...(by.get(actor) ?? []), event]);
  }
  const ids = [...known.filter((id) => by.has(id)), ...[...by.keys()].filter((id) => id !== '' && !known.includes(id)).sort((a, b) => by.get(b)!.length - by.get(a)!.length)];
  const own = ids.slice(0, by.has('') || ids.length > most ? most - 1 : most);
  const rest = [...ids.slice(own.length), ...(by.has('') ? [''] : [])].flatMap((id) => by.get(id)!);
  return [...own.map((id) => ({ name: shortName(report.actorName(id)), events: by.get(id)! })), ...(rest.length === 0 ? [] : [{ name: 'Others', events: rest }])];
}

export function timelineSection(report: Report, system: System): Section | null {
  const { origin } = report.summary.scenario;
  const dated = system.calendar.filter((one) => mainDate(one) !== undefined).sort((a, b) => mainDate(a)!.first.localeCompare(mainDate(b)!.first));
  if (dated.length === 0) {
    return null;
  }
  const past = dated.filter((one) => !isAhead(one, origin));
  const ahead = dated.filter((one) => isAhead(one, origin));
  const signals = dated.filter((one) => one.signal).length;
  const next = ahead[0];
  const message = `${counted(dated.length, 'dated event')}, of which ${counted(signals, 'is a signal', 'are signals')}.${next === undefined ? '' : ` Next: ${next.name}, planned for ${period(mainDate(next)!)}.`}`;
  const events = (these: Dated[]) => h('ol', { class: 'plain-list calendar' }, these.map((one) => item(report, one, origin)));
  return section('timeline', 'Events and signals', [
    h('p', { class: 'words' }, 'What observers know, and what is on the calendar. A signal is an act of a kind that only those do who mean it, or that costs something; from it observers learn how much support there is. Announcing it, putting it off and doing it each say something of their own.'),
    calendarChart(lanes(report, system, dated), origin, message),
    ahead.length === 0 ? null : [h('h3', {}, 'Still ahead'), events(ahead)],
    past.length === 0 ? null : h('details', { class: 'input-group' }, h('summary', {}, 'Before the forecast ', h('span', { class: 'count' }, counted(past.length, 'event'))), events([...past].reverse())),
  ] as Child, { group: 'How it unfolds' });
}
