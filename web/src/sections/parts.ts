/** What the system is made of: its parts, on or off, their settings, and the priors that they rest on. */

import { type Child, h, s, table } from '../dom.ts';
import { plain } from '../numbers.ts';
import type { Report } from '../summary.ts';
import type { Module, Prior, System } from '../system.ts';
import { counted, list, sentence } from '../text.ts';
import { grounds } from './grounds.ts';
import { type Section, section } from './section.ts';

function moduleItem(module: Module): HTMLElement {
  const rows: Child[][] = module.settings.map((one) => [h('code', {}, one.option), h('code', {}, one.value), [one.meaning, ' ', h('span', { class: 'middle' }, sentence(one.values.find((value) => value.value === one.value)?.meaning ?? ''))],
    list(one.values.filter((value) => value.value !== one.value).map((value) => value.value), 'or')]);
  return h('li', {}, h('h4', {}, module.title, ' ', h('span', { class: `tag ${module.on ? 'tag-on' : 'tag-off'}` }, module.on ? 'On' : 'Off')),
    h('p', {}, module.summary), module.on ? null : h('p', { class: 'dispute' }, `Off: ${module.why_off}`),
    module.source === '' ? null : h('p', { class: 'source-note' }, `Source: ${module.source}`),
    rows.length === 0 ? null : h('details', { class: 'more' }, h('summary', {}, `Settings of ${module.title}`),
      h('div', { class: 'more-body' }, table(`Settings of ${module.title}`, [{ title: 'Setting' }, { title: 'Value' }, { title: 'Meaning' }, { title: 'Might be' }], rows))));
}

/** What a prior rests on: a judgement, a size borrowed from elsewhere, or a source. */
function kindOf(prior: Prior): 'borrowed' | 'judgement' | 'source' {
  const judged = prior.because.length > 0 ? prior.because.every((one) => one.source === '') : /^judgement/i.test(prior.source);
  return prior.borrowed ? 'borrowed' : judged ? 'judgement' : 'source';
}

const TAGS = { borrowed: ['tag-borrowed', 'Borrowed'], judgement: ['tag-judgement', 'Judgement'], source: ['tag-rule', 'Source'] } as const;

/** Why a prior is as it is; the words of a judgement need not say again that it is one. */
function why(report: Report, prior: Prior): Child[] {
  const kind = kindOf(prior);
  const [style, name] = TAGS[kind];
  const own = prior.source.replace(/^judgement(:\s*|$)/i, '');
  const tag = h('span', { class: `tag ${style}` }, name);
  return prior.stated && prior.because.length > 0 ? [kind === 'borrowed' ? tag : null, grounds(report, prior.because)] : [tag, own === '' ? '' : ` ${sentence(own)}`];
}

/** Middle and central 90 % on an axis from the least to the most of the two ends and nought. */
function glyph(prior: Prior): Child {
  const low = Math.min(0, prior.q05);
  const high = Math.max(0, prior.q95);
  if (!(high > low) || prior.q05 === prior.q95) {
    return '';
  }
  const at = (value: number) => 3 + ((value - low) / (high - low)) * 74;
  return s('svg', { class: 'glyph', width: 80, height: 14, viewBox: '0 0 80 14', 'aria-hidden': 'true' },
    s('line', { x1: 3, x2: 77, y1: 7, y2: 7, stroke: 'var(--line)' }), s('line', { x1: at(0), x2: at(0), y1: 2, y2: 12, stroke: 'var(--axis)' }),
    s('line', { x1: at(prior.q05), x2: at(prior.q95), y1: 7, y2: 7, stroke: 'var(--lead)', 'stroke-width': 5, 'stroke-opacity': 0.5 }), s('circle', { cx: at(prior.q50), cy: 7, r: 3.2, fill: 'var(--lead)' }));
}

function priorRow(report: Report, prior: Prior): Child[] {
  return [[sentence(prior.meaning), h('span', { class: 'path prior-path' }, prior.path)],
    glyph(prior), [prior.law, prior.unit === '' ? '' : ` ${prior.unit}`, prior.q05 === prior.q95 ? null : h('span', { class: 'middle' }, `middle ${plain(prior.q50)}`), prior.stated ? null : h('span', { class: 'tag tag-none' }, 'Default')],
    why(report, prior)];
}

function priors(report: Report, system: System): Child {
  const of = (prior: Prior) => prior.path.split('.')[0]!;
  const groups = [...new Set(system.priors.map(of))].map((id) => ({ title: system.modules.find((one) => one.id === id)?.title ?? id, list: system.priors.filter((one) => of(one) === id) }));
  const count = (kind: string) => system.priors.filter((one) => kindOf(one) === kind).length;
  const stated = system.priors.filter((one) => one.stated).length;
  return [h('h3', { id: 'priors' }, 'Priors'),
    h('p', { class: 'words' }, `${counted(system.priors.length, 'number')} that neither an actor nor an event has. ${stated} ${stated === 1 ? 'is' : 'are'} stated by the scenario, the others are defaults of the parts. ${count('judgement')} rest on judgement, ${count('borrowed')} borrow their size from another field or kind of case, ${count('source')} have a source.`),
    groups.map((group) => h('details', { class: 'input-group' }, h('summary', {}, group.title, ' ', h('span', { class: 'count' }, counted(group.list.length, 'prior'))),
      table(`Priors: ${group.title}`, [{ title: 'What' }, { title: 'Central 90\u00a0%' }, { title: 'Believed to be' }, { title: 'Why' }], group.list.map((prior) => priorRow(report, prior)), 'priors')))];
}

export function partsSection(report: Report, system: System): Section {
  const off = system.modules.filter((one) => !one.on);
  const { assume } = report.summary.scenario;
  return section('parts', 'What the system is made of', [
    h('p', { class: 'words' }, off.length === 0 ? `All ${system.modules.length} parts are on.` : `${counted(system.modules.length - off.length, 'part')} of ${system.modules.length} are on; off: ${list(off.map((one) => one.title))}.`,
      assume.length === 0 ? null : [' Assumed for this run: ', h('code', {}, assume.join(', ')), '.']),
    h('h3', {}, 'Parts'), h('ul', { class: 'models' }, system.modules.map(moduleItem)), priors(report, system)], { group: 'How it unfolds', short: 'Parts and priors' });
}
