/** What the forecast stands on beside its inputs: disputes, what was left unused, warnings, sources, actors. */

import { h, type Child, table, webAddress } from '../dom.ts';
import { count, date } from '../numbers.ts';
import type { Report, Source } from '../summary.ts';
import { counted, sentence } from '../text.ts';
import { dispute, grounds, sourceAnchor } from './grounds.ts';
import { type Section, section } from './section.ts';

export function disputesSection(report: Report): Section {
  const list = report.summary.disputes;
  const content: Child = list.length === 0 ? h('p', {}, 'The scenario marks nothing as disputed.')
    : [h('p', {}, 'Where sources are wrong or contradict each other, the scenario says so at the place itself. All of these together:'),
      h('ul', { class: 'cards' }, list.map((one) => h('li', {},
        one.name === '' ? h('h3', { class: 'path' }, one.where) : [h('h3', {}, sentence(one.name)), h('p', { class: 'path' }, one.where)],
        dispute(one.text), grounds(report, one.because))))];
  return section('disputes', 'Disputed facts', content, { group: 'Ground' });
}

export function actorsSection(report: Report): Section {
  const rows: Child[][] = report.summary.actors.map((actor) => [actor.name, actor.id, actor.kind, actor.groups.join(', '), [grounds(report, actor.because), dispute(actor.disputed)]]);
  return section('actors', 'Actors', table('List of actors', [{ title: 'Actor' }, { title: 'Id' }, { title: 'Kind' }, { title: 'Groups' }, { title: 'Why' }], rows, 'actors'), { group: 'Ground' });
}

export function notUsedSection(report: Report): Section | null {
  const parts = report.summary.not_used;
  if (parts.length === 0) {
    return null;
  }
  const total = parts.reduce((sum, part) => sum + part.count, 0);
  return section('not-used', 'Described, not yet computed with', [
    h('p', {}, `The scenario also describes ${counted(total, 'element')} that no model of this version computes with. They were read and checked, and are listed so that nothing is lost.`),
    parts.map((part) => h('details', { class: 'more' }, h('summary', {}, sentence(part.section.replace(/[_-]/g, ' ')), ' ', h('span', { class: 'count' }, count(part.count))),
      h('div', { class: 'more-body' }, h('ul', { class: 'plain-list' }, part.items.map((item) => h('li', {},
        h('p', {}, h('strong', {}, item.name || item.id), item.words === '' ? '' : `: ${item.words}`), item.because.length === 0 ? null : grounds(report, item.because), dispute(item.disputed))))))),
  ], { group: 'Ground', short: 'Not computed with' });
}

export function notesSection(report: Report): Section | null {
  const { notes } = report.summary;
  if (notes.length === 0) {
    return null;
  }
  return section('notes', 'Warnings', [
    h('p', {}, `Reading the scenario gave ${counted(notes.length, 'warning')}.`),
    h('ul', { class: 'plain-list' }, notes.map((note) => h('li', {}, h('p', {}, h('span', { class: 'tag tag-none' }, note.code), ' ', sentence(note.message), note.hint === '' ? '' : ` (${note.hint})`), h('p', { class: 'path' }, note.where)))),
  ], { group: 'Ground' });
}

function sourceItem(source: Source): HTMLElement {
  const address = webAddress(source.url);
  const title = source.title || source.id;
  const by = [source.author, source.publisher, date(source.date)].filter((part) => part !== '').join(', ');
  return h('li', { id: sourceAnchor(source.id), tabindex: -1 },
    h('p', {}, h('span', { class: 'source-id' }, source.id), ' ', address === null ? title : h('a', { href: address, rel: 'noopener noreferrer' }, title), by === '' ? '' : `. ${by}.`),
    h('p', { class: 'source-note' }, [source.kind, source.note, `used ${source.used_by === 1 ? 'once' : `${count(source.used_by)} times`}`, address === null ? source.url : ''].filter((part) => part !== '').join(' · ')));
}

export function sourcesSection(report: Report): Section {
  const { sources } = report.summary;
  return section('sources', 'Sources', sources.length === 0 ? h('p', {}, 'The scenario names no source.')
    : h('ul', { class: 'sources' }, sources.map(sourceItem)), { group: 'Ground' });
}
