/** Every number that went in: its size, its uncertainty, and why it is as it is. */

import { type Child, h, s, withRoles } from '../dom.ts';
import { count, plain } from '../numbers.ts';
import type { Input, Report } from '../summary.ts';
import { counted, sentence } from '../text.ts';
import { dispute, grounds } from './grounds.ts';
import { type Section, section } from './section.ts';

interface Group {
  title: string;
  inputs: Input[];
}

const isJudged = (input: Input) => input.because.length > 0 && input.because.every((one) => one.source === '');
const isUncited = (input: Input) => input.because.length === 0;

/** What kind of number it is, without the actor and the issue that its place in the table already says. */
function kindOf(input: Input): string {
  const last = input.path.split('.').pop() ?? '';
  const known = input.actor === '' ? ['status_quo'] : ['position', 'salience', 'capability'];
  return known.includes(last) ? sentence(last.replace('_', ' ')) : sentence(input.what);
}

function groupsOf(report: Report): Group[] {
  const issues = report.summary.issues.map((issue) => ({
    title: issue.name, inputs: report.summary.inputs.filter((input) => input.issue === issue.id),
  }));
  const known = new Set(report.summary.issues.map((issue) => issue.id));
  const rest = { title: 'Shared by all issues', inputs: report.summary.inputs.filter((input) => !known.has(input.issue)) };
  return [...issues, rest].filter((group) => group.inputs.length > 0);
}

/** The ends of the little axis of an input: its issue's scale for a position, 0 to the largest of its kind otherwise. */
function rangeOf(report: Report, input: Input, group: Group): [number, number] {
  const issue = report.summary.issues.find((one) => one.id === input.issue);
  const kind = kindOf(input);
  if (issue !== undefined && (kind === 'Position' || input.actor === '')) {
    return [issue.scale.low, issue.scale.high];
  }
  const alike = group.inputs.filter((other) => kindOf(other) === kind);
  const high = Math.max(...alike.map((other) => other.q95));
  return [Math.min(0, ...alike.map((other) => other.q05)), kind === 'Salience' && high <= 100 && high > 1 ? 100 : high];
}

/** Middle and central 90 % on the axis of its kind. */
function glyph(input: Input, [low, high]: [number, number]): SVGElement {
  const at = (value: number) => (high > low ? 3 + (Math.max(0, Math.min(1, (value - low) / (high - low)))) * 90 : 48);
  return s('svg', { class: 'glyph', width: 96, height: 14, viewBox: '0 0 96 14', 'aria-hidden': 'true' },
    s('line', { x1: 3, x2: 93, y1: 7, y2: 7, stroke: 'var(--line)', 'stroke-width': 1 }),
    s('line', { x1: at(input.q05), x2: at(input.q95), y1: 7, y2: 7, stroke: 'var(--lead)', 'stroke-width': 5, 'stroke-opacity': 0.5 }),
    s('circle', { cx: at(input.q50), cy: 7, r: 3.2, fill: 'var(--lead)' }));
}

function row(report: Report, input: Input, group: Group, showsActor: boolean): HTMLElement {
  const unit = input.unit === '' ? '' : ` ${input.unit}`;
  const kind = kindOf(input);
  const actor = input.actor === '' ? kind : report.actorName(input.actor);
  const marks = [isJudged(input) ? 'judged' : '', isUncited(input) ? 'uncited' : '', input.disputed === '' ? '' : 'disputed'].filter((one) => one !== '');
  const element = h('tr', { class: marks.join(' ') || null, 'data-path': input.path },
    h('th', { scope: 'row' }, h('span', { class: showsActor ? 'actor' : 'actor actor-again' }, actor)),
    h('td', { class: 'kind' }, input.actor === '' ? '' : kind),
    h('td', { class: 'glyph-cell' }, glyph(input, rangeOf(report, input, group))),
    h('td', { class: 'law' }, input.law, unit, input.fixed ? null : h('span', { class: 'middle' }, `middle ${plain(input.q50)}`), input.stated ? null : h('span', { class: 'tag tag-none' }, 'Default')),
    h('td', { class: 'why' }, grounds(report, input.because), dispute(input.disputed)));
  return element;
}

function groupTable(report: Report, group: Group): HTMLDetailsElement {
  let last = '\u0000';
  const rows = group.inputs.map((input) => {
    const element = row(report, input, group, input.actor !== last);
    last = input.actor;
    return element;
  });
  const heads = ['Actor', 'Input', 'Central 90\u00a0%', 'Believed to be', 'Why'];
  return h('details', { class: 'input-group' },
    h('summary', {}, group.title, ' ', h('span', { class: 'count' }, counted(group.inputs.length, 'number'))),
    h('div', { class: 'scroll', role: 'group', tabindex: 0, 'aria-label': `Inputs: ${group.title}` },
      withRoles(h('table', { class: 'inputs' }, h('caption', { class: 'visually-hidden' }, `Inputs: ${group.title}`),
        h('thead', {}, h('tr', {}, heads.map((head) => h('th', { scope: 'col' }, head)))), h('tbody', {}, rows)))));
}

/** A box that hides rows which do not have every word of it, and a choice of what grounds to show. */
function filter(groups: HTMLDetailsElement[], total: number): HTMLElement {
  const rows = groups.flatMap((group) => [...group.querySelectorAll('tbody tr')].map((element) => ({ element: element as HTMLElement, group, text: `${group.querySelector('summary')!.textContent} ${element.textContent}`.toLowerCase() })));
  const box = h('input', { type: 'search', id: 'input-filter', placeholder: 'Russia salience', autocomplete: 'off', spellcheck: 'false' });
  const choice = h('select', { id: 'input-grounds' }, h('option', { value: '' }, 'any ground'), h('option', { value: 'judged' }, 'judgement alone'),
    h('option', { value: 'uncited' }, 'no ground stated'), h('option', { value: 'disputed' }, 'disputed'));
  const said = h('p', { class: 'filter-count', role: 'status' });
  const apply = () => {
    const words = box.value.toLowerCase().split(/\s+/).filter((word) => word !== '');
    const asked = words.length > 0 || choice.value !== '';
    let found = 0;
    for (const { element, text } of rows) {
      const fits = words.every((word) => text.includes(word)) && (choice.value === '' || element.classList.contains(choice.value));
      element.hidden = !fits;
      element.classList.toggle('shows-actor', asked);
      found += fits ? 1 : 0;
    }
    for (const group of groups) {
      const any = [...group.querySelectorAll<HTMLElement>('tbody tr')].some((element) => !element.hidden);
      group.hidden = !any;
      group.open = asked ? any : group.open;
    }
    said.textContent = asked ? `${count(found)} of ${count(total)} inputs` : '';
  };
  box.addEventListener('input', apply);
  choice.addEventListener('change', apply);
  return h('div', { class: 'filter' },
    h('div', {}, h('label', { for: 'input-filter' }, 'Find inputs by words'), box),
    h('div', {}, h('label', { for: 'input-grounds' }, 'Resting on'), choice), said);
}

function correlations(report: Report): Child {
  const list = report.summary.correlations;
  if (list.length === 0) {
    return null;
  }
  const name = (path: string) => report.summary.inputs.find((input) => input.path === path)?.what ?? path;
  return [h('h3', {}, 'Inputs that vary together'),
    h('ul', { class: 'plain-list' }, list.map((link) => h('li', {}, h('p', {}, `${sentence(name(link.first))} with ${name(link.second)}: correlation ${plain(link.value)}`), grounds(report, link.because))))];
}

/** "150 numbers: 60 rest on judgement alone ..." */
function overview(inputs: Input[]): string {
  const judged = inputs.filter(isJudged).length;
  const uncited = inputs.filter(isUncited).length;
  const disputed = inputs.filter((input) => input.disputed !== '').length;
  const parts = [`${count(judged)} ${judged === 1 ? 'rests' : 'rest'} on judgement alone`, `${count(uncited)} ${uncited === 1 ? 'has' : 'have'} no stated ground`, `${count(disputed)} ${disputed === 1 ? 'is' : 'are'} disputed`];
  return `${counted(inputs.length, 'number')} went in. Of these ${parts.join(', ')}.`;
}

export function inputsSection(report: Report): Section {
  const { inputs } = report.summary;
  const groups = groupsOf(report).map((group) => groupTable(report, group));
  if (groups[0] !== undefined) {
    groups[0].open = true;
  }
  return section('inputs', 'What went in', [
    h('p', { class: 'lead-words' }, overview(inputs)),
    h('p', {}, 'Each draw of the run takes one value for every input below, at random from what its author believes about it. ',
      h('span', { class: 'tag tag-judgement' }, 'Judgement'), ' marks what rests on somebody’s reasoned estimate instead of a source.'),
    filter(groups, inputs.length), groups, correlations(report)], { group: 'Ground' });
}
