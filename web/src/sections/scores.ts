/** Dated questions against what came to pass: how close the chances were, beside forecasters that know nothing of the case. */

import { type Child, figureOf, h, slug, table } from '../dom.ts';
import { date, percent, share } from '../numbers.ts';
import type { Report } from '../summary.ts';
import type { Scored, Scores, System } from '../system.ts';
import { counted } from '../text.ts';
import { key } from '../charts/chart.ts';
import { barredTable } from './barred.ts';
import { type Section, section } from './section.ts';

const NAMES: Record<string, string> = { suasion: 'This run', 'base rate': 'Base rate', persistence: 'Persistence', coin: 'Coin' };

function row(system: System, one: Scored): HTMLElement {
  const path = `system.scores.questions.${one.id}.chances`;
  const chance = one.chances.suasion!;
  const other = (name: string): Child => h('td', { class: 'number other', 'data-model': NAMES[name]! }, figureOf(`${path}.${name}`, one.chances[name]!, share(one.chances[name]!)));
  return h('tr', {},
    h('th', { scope: 'row' }, one.text),
    h('td', { class: 'bar-cell' }, h('div', { class: 'bar', 'aria-hidden': 'true' },
      h('span', { class: 'bar-fill', style: `width:${(100 * chance).toFixed(2)}%` }), h('span', { class: 'bar-came', style: `left:${one.yes ? 100 : 0}%` }))),
    h('td', { class: 'number strong' }, figureOf(`${path}.suasion`, chance, percent({ value: chance, error: one.error }, system.draws))),
    other('base rate'), other('persistence'),
    h('td', { class: 'number by' }, h('strong', {}, one.yes ? 'yes' : 'no'), one.date === null ? null : [', ', h('time', { datetime: one.date }, date(one.date))]));
}

function questionsTable(system: System, scores: Scores): Child {
  const caption = 'What each question was given, and what came of it';
  const body = h('tbody', {}, scores.questions.map((one) => row(system, one)));
  return [barredTable(caption, ['This run', 'Base rate', 'Persistence', 'Came'], body),
    h('div', { class: 'legend' }, key('key-bar', 'chance of yes'), key('key-came', 'what came: yes at the right end, no at the left'))];
}

function totals(scores: Scores): Child {
  const rows = scores.totals.map((one): Child[] => {
    const path = `system.scores.totals.${one.forecaster}`;
    const figure = (name: 'brier' | 'brier_by_cluster' | 'log' | 'log_by_cluster') => figureOf(`${path}.${name}`, one[name], one[name].toFixed(2));
    return [NAMES[one.forecaster] ?? one.forecaster, figure('brier'), figure('brier_by_cluster'), figure('log'), figure('log_by_cluster')];
  });
  return [table('Scores by forecaster', [{ title: 'Forecaster' }, ...['Brier score', 'Brier, by cluster', 'Log score', 'Log, by cluster'].map((title) => ({ title, number: true }))], rows, 'tight'),
    h('details', { class: 'more' }, h('summary', {}, 'What the scores and the forecasters are'), h('div', { class: 'more-body' }, h('dl', { class: 'terms' },
      h('dt', {}, 'Brier score'), h('dd', {}, 'Mean squared distance of the chance from what came, 1 for yes and 0 for no. 0 is best.'),
      h('dt', {}, 'Log score'), h('dd', {}, 'Minus the logarithm of the chance given to what came, on average. 0 is best; a sure forecast that fails costs most.'),
      h('dt', {}, 'By cluster'), h('dd', {}, `Questions that hang on one shock are averaged first, then the ${counted(scores.clusters, 'cluster')}: they are no independent tests.`),
      h('dt', {}, 'Base rate'), h('dd', {}, 'The rates of the events alone, with every part of the system switched off.'),
      h('dt', {}, 'Persistence'), h('dd', {}, 'Nothing happens: 2 % for what would be a change, 98 % for what would not.'),
      h('dt', {}, 'Coin'), h('dd', {}, 'One half, always.'))))];
}

function answers(scores: Scores): Child {
  return h('details', { class: 'more' }, h('summary', {}, 'Where the answers are from'), h('div', { class: 'more-body' }, h('dl', { class: 'terms' },
    scores.questions.map((one) => [h('dt', { id: `answer-${slug(one.id)}` }, one.text),
      h('dd', {}, `${one.yes ? 'Yes' : 'No'}. `, one.note === '' ? null : `${one.note} `,
        one.sources.length === 0 ? h('span', { class: 'tag tag-judgement' }, 'From memory, unverified') : `${one.sources.join('; ')}.`)]))));
}

export function scoresSection(_: Report, system: System): Section | null {
  const { scores } = system;
  if (scores === null || scores.questions.length === 0) {
    return null;
  }
  return section('scores', 'Against what came to pass', [
    h('p', { class: 'lead-words' }, scores.words),
    h('p', { class: 'words' }, 'The answers stand in a file apart, which no model is given. One case is one case: what counts is how a method does over many.'),
    totals(scores), questionsTable(system, scores), answers(scores)], { group: 'How it unfolds', short: 'What came to pass' });
}
