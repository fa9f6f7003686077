/** The models side by side on each issue: where each ends, why they differ, how each has scored, who would swap what with whom. */

import { modelsChart } from '../charts/models.ts';
import { type Child, figureOf, h, table } from '../dom.ts';
import { signed } from '../numbers.ts';
import type { Bounded, Forecast, Issue, OtherModel, PastScore, PastSet, Report } from '../summary.ts';
import { tabs } from '../tabs.ts';
import { counted, list } from '../text.ts';
import { type Section, section } from './section.ts';
import { swapsOf } from './swaps.ts';

/** The lead model, a simple rule, or neither. */
function tagOf(forecast: Forecast, at: number): Child {
  return at === 0 ? [' ', h('span', { class: 'tag tag-on' }, 'Lead model')] : forecast.baseline ? [' ', h('span', { class: 'tag tag-rule' }, 'Simple rule')] : null;
}

function pastWords(report: Report, id: string): Child {
  const scores = report.summary.past_scores.map((set) => set.scores.find((one) => one.model === id)).filter((one): one is PastScore => one !== undefined);
  return h('p', { class: 'source-note' }, h('strong', {}, 'In the past: '), scores.length === 0 ? 'not scored as it was set here.' : scores.map((one) => one.words).join(' '));
}

function whyItem(report: Report, forecast: Forecast, at: number): HTMLElement {
  const model = report.summary.models.find((one) => one.id === forecast.model);
  return h('li', {}, h('h4', {}, report.modelTitle(forecast.model), tagOf(forecast, at)),
    h('p', {}, `${forecast.words} ${forecast.beside}`), model === undefined || model.differs === '' ? null : h('p', {}, h('strong', {}, 'Why: '), model.differs), pastWords(report, forecast.model));
}

function panelOf(report: Report, issue: Issue): Child {
  if (issue.forecasts.length === 0) {
    return h('p', { class: 'note' }, 'No model has anything to say on this issue.');
  }
  const silent = issue.words.filter((one) => one.includes(' says nothing here: '));
  return [modelsChart(report, issue), h('h3', {}, 'Why they differ'),
    h('p', { class: 'words' }, 'All of them are given the same positions, saliences and capabilities, draw by draw. They differ in what they make of them.'),
    h('ul', { class: 'models' }, issue.forecasts.map((forecast, at) => whyItem(report, forecast, at))),
    silent.map((one) => h('p', { class: 'note' }, one)), swapsOf(report, issue)];
}

const TENTH = { step: 0.1, decimals: 1 };

function bounded(figure: Bounded | null, sign = false): string {
  const text = (value: number) => (sign ? signed(value, TENTH) : value.toFixed(1));
  return figure === null ? '' : `${text(figure.value)} (${text(figure.low)} to ${text(figure.high)})`;
}

function scoreTable(report: Report, set: PastSet, at: number): Child {
  const titles = new Map([...report.summary.models, ...report.summary.other_models].map((one) => [one.id, one.title]));
  const ran = new Set(report.summary.models.map((one) => one.id));
  const rows = [...set.scores].sort((a, b) => a.mean_absolute_error.value - b.mean_absolute_error.value).map((one): Child[] => {
    const path = `past_scores.${at}.${one.model}`;
    return [[titles.get(one.model) ?? one.model, ran.has(one.model) ? null : [' ', h('span', { class: 'tag tag-none' }, 'not in this run')]], String(one.cases),
      figureOf(`${path}.mean_absolute_error`, one.mean_absolute_error.value, bounded(one.mean_absolute_error)), bounded(one.minus_compromise, true),
      figureOf(`${path}.crps`, one.crps.value, bounded(one.crps)), `${Math.round(100 * one.coverage_90)}\u00a0%`];
  });
  return [h('p', { class: 'words' }, set.words),
    h('details', { class: 'more', open: at === 0 }, h('summary', {}, `Scores on ${counted(set.cases, 'case')}: ${set.title}`), h('div', { class: 'more-body' },
      table(`Past scores on ${set.title}`, [{ title: 'Model' }, { title: 'Cases', number: true }, { title: 'Off by, on average', number: true }, { title: 'Against the compromise', number: true }, { title: 'Whole forecast (CRPS)', number: true }, { title: '90\u00a0% ranges held', number: true }], rows, 'tight')))];
}

function pastScores(report: Report): Child {
  const sets = report.summary.past_scores;
  return sets.length === 0 ? null : [h('h3', { id: 'past-scores' }, 'How they have scored'),
    h('p', { class: 'words' }, 'Points of a scale of 100; smaller is better, but 90\u00a0% ranges should hold 90\u00a0% of the outcomes. In brackets: where the figure would lie in nineteen of twenty samples of such cases. The CRPS scores the whole forecast, its middle and its range together. A good record on other kinds of cases is no promise for this one.'),
    sets.map((set, at) => scoreTable(report, set, at))];
}

function otherItem(one: OtherModel): HTMLElement {
  return h('li', {}, h('h4', {}, one.title), h('p', {}, one.summary), h('p', {}, h('strong', {}, 'Why it would differ: '), one.differs),
    h('p', { class: 'source-note' }, one.needs === '' ? ['To run it: ', h('code', {}, `--model ${one.id}`)] : `It cannot be run on this scenario: ${one.needs}.`, ` Source: ${one.source}.`));
}

function otherModels(report: Report): Child {
  const { other_models: others, run, scenario } = report.summary;
  const can = others.filter((one) => one.needs === '');
  if (others.length === 0) {
    return null;
  }
  const command = `suasion run ${scenario.id} --model ${[...run.models, ...can.slice(0, 1).map((one) => one.id)].join(',')}`;
  return [h('h3', { id: 'other-models' }, 'Models that were not run'),
    h('p', { class: 'words' }, `${counted(others.length, 'model')} more ${others.length === 1 ? 'is' : 'are'} at hand; ${can.length === others.length ? 'all of them' : can.length === 0 ? 'none of them' : String(can.length)} could be run on this scenario as it stands. To put one beside those above, name it too:`),
    can.length === 0 ? null : h('pre', { tabindex: 0, 'aria-label': 'Command line for one more model' }, h('code', {}, command)),
    h('details', { class: 'more' }, h('summary', {}, `What they are: ${list(others.map((one) => one.title))}`), h('div', { class: 'more-body' }, h('ul', { class: 'models' }, others.map(otherItem))))];
}

export function modelsSection(report: Report): Section {
  const { issues } = report.summary;
  const panels = issues.map((issue) => ({ title: issue.name, content: panelOf(report, issue) }));
  return section('models', 'Models side by side', [
    h('p', { class: 'lead-words' }, 'No model of bargaining is known to be right. Where several that reason differently end in the same place, that place can be trusted more; where they part, the question is which of their assumptions fits the case.'),
    panels.length === 1 ? panels[0]!.content : tabs('models-of', 'Issue on which the models are shown', panels), pastScores(report), otherModels(report)], { group: 'Forecasts', short: 'Models side by side' });
}
