/** Dated questions: how likely each is, how that would change with the answer to another, and what may happen by when. */

import { eventsChart } from '../charts/events.ts';
import { type Child, figureOf, h, withRoles } from '../dom.ts';
import { date, percent, pointsOfError } from '../numbers.ts';
import type { Estimate, Report } from '../summary.ts';
import type { Question, System } from '../system.ts';
import { counted, list } from '../text.ts';
import { key } from '../charts/chart.ts';
import { barredTable } from './barred.ts';
import { type Section, section } from './section.ts';

/** Shares of fewer draws than this say too little, and are not shown. */
const LEAST_DRAWS = 40;

/** The chance of a question where another came out one way; nothing where too few draws did. */
function given(system: System, question: Question, other: Question, yes: boolean): { chance: Estimate; draws: number } | null {
  const found = question.given.find((one) => one.question === other.id);
  const draws = Math.round((yes ? other.chance.value : 1 - other.chance.value) * system.draws);
  if (found === undefined || draws < LEAST_DRAWS) {
    return null;
  }
  const value = yes ? found.yes : found.no;
  return { chance: { value, error: Math.sqrt((value * (1 - value)) / draws) }, draws };
}

/** How much one learns about all other questions from the answer to this one: the spread that it explains. */
function tells(system: System, other: Question): number {
  const p = other.chance.value;
  return p * (1 - p) * system.questions.reduce((sum, question) => {
    const found = question.given.find((one) => one.question === other.id);
    return sum + (found === undefined ? 0 : (found.yes - found.no) ** 2);
  }, 0);
}

function bar(question: Question, yes: number | undefined, no: number | undefined): HTMLElement {
  const share = (value: number) => `${(100 * value).toFixed(2)}%`;
  return h('div', { class: 'bar', 'aria-hidden': 'true' },
    h('span', { class: 'bar-fill', style: `width:${share(question.chance.value)}` }),
    no === undefined ? null : h('span', { class: 'bar-other bar-no', style: `left:${share(no)}` }),
    yes === undefined ? null : h('span', { class: 'bar-other', style: `left:${share(yes)}` }));
}

function row(system: System, question: Question, other: Question | undefined): HTMLElement {
  const path = `system.questions.${question.id}`;
  const own = other === undefined || other.id === question.id;
  const yes = own ? null : given(system, question, other, true);
  const no = own ? null : given(system, question, other, false);
  const cell = (found: typeof yes, way: string): Child => (own ? '' : found === null ? h('span', { class: 'error' }, 'too few draws')
    : figureOf(`${path}.given.${other.id}.${way}`, found.chance.value, percent(found.chance, found.draws)));
  return h('tr', { id: `question-${question.id}`, tabindex: -1 },
    h('th', { scope: 'row' }, question.text),
    h('td', { class: 'bar-cell' }, bar(question, yes?.chance.value, no?.chance.value)),
    h('td', { class: 'number strong' }, figureOf(`${path}.chance`, question.chance.value, percent(question.chance, system.draws)), ' ', h('span', { class: 'error' }, pointsOfError(question.chance))),
    h('td', { class: 'number other', 'data-model': own ? null : 'If yes' }, cell(yes, 'yes')),
    h('td', { class: 'number other', 'data-model': own ? null : 'If no' }, cell(no, 'no')),
    h('td', { class: 'number by' }, h('time', { datetime: question.by }, date(question.by))));
}

/** The table, with a choice of the question whose answer is supposed to be known. */
function questionsTable(system: System): HTMLElement {
  const asked = [...system.questions].sort((a, b) => tells(system, b) - tells(system, a));
  const caption = 'Chance of each question, and given the answer to the one chosen above';
  const body = h('tbody', {});
  const choice = h('select', { id: 'question-given' }, h('option', { value: '' }, 'nothing more'), system.questions.map((one) => h('option', { value: one.id }, one.text)));
  const fill = () => {
    const other = system.questions.find((one) => one.id === choice.value);
    body.replaceChildren(...system.questions.map((question) => row(system, question, other)));
    withRoles(body.closest('table')!);
  };
  const frame = h('div', {}, h('div', { class: 'filter' }, h('div', {}, h('label', { for: 'question-given' }, 'Suppose one knew the answer to'), choice)),
    barredTable(caption, ['Chance', 'If yes', 'If no', 'By'], body),
    h('div', { class: 'legend' }, key('key-bar', 'chance'), key('key-other', 'if the answer above is yes'), key('key-no', 'if it is no'),
      h('span', { class: 'key' }, '± standard error from the number of draws, in percentage points')));
  choice.value = asked[0]?.id ?? '';
  choice.addEventListener('change', fill);
  fill();
  return frame;
}

function clusters(system: System): Child {
  const groups = [...new Set(system.questions.map((one) => one.cluster).filter((one) => one !== ''))];
  const large = groups.map((name) => ({ name, count: system.questions.filter((one) => one.cluster === name).length })).filter((one) => one.count > 1);
  return large.length === 0 ? null : h('p', { class: 'note' },
    `Some questions hang on one shock, so that their answers come together: ${list(large.map((one) => `${one.count} on “${one.name.replace(/[-_]/g, ' ')}”`))}.`);
}

export function questionsSection(_: Report, system: System): Section | null {
  const chart = eventsChart(system);
  if (system.questions.length === 0 && chart === null) {
    return null;
  }
  return section('questions', 'What may happen, and by when', [
    system.questions.length === 0 ? null : [
      h('p', { class: 'words' }, `${counted(system.questions.length, 'question')} with a date. Each chance is the share of ${counted(system.draws, 'draw')} in which it came out so.`),
      h('p', { class: 'words' }, 'The two columns beside it are about ', h('strong', {}, 'seeing'), ': what one would think once the chosen answer were known. They do not say what would come of ', h('strong', {}, 'making'), ' it so; that is in ', h('a', { href: '#what-ifs' }, 'what would change it'), '.'),
      questionsTable(system), clusters(system)],
    chart], { group: 'How it unfolds', short: 'What may happen' });
}
