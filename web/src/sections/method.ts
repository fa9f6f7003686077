/** How the figures were made, in plain words; what they cannot say; and how to make them again. */

import { type Child, figureOf, h, table } from '../dom.ts';
import { count, plain } from '../numbers.ts';
import type { Model, Report } from '../summary.ts';
import { counted } from '../text.ts';
import { type Section, section } from './section.ts';

const DESIGNS: Record<string, string> = {
  'monte-carlo': 'Monte Carlo: every draw is independent of the others',
  'latin-hypercube': 'Latin hypercube: each input’s range is covered evenly within every block of draws',
  sobol: 'Scrambled Sobol’ points: the inputs’ ranges are covered evenly together',
};

function term(name: string, ...meaning: Child[]): Child[] {
  return [h('dt', {}, name), h('dd', {}, ...meaning)];
}

function bargaining(): Child[] {
  return [
    h('h3', {}, 'How the bargaining models work'),
    h('p', {}, 'Every actor has a position on the issue, a salience (how much it cares) and a capability (what it can bring to bear). In each round every actor looks at every other one and asks whether challenging it is worth while. What it could win is how much nearer policy would come to its own position; what it risks is the opposite. How likely it is to prevail follows from who would side with whom, each with capability times salience. The chances times the stakes give its expected utility, as it sees things; its taste for risk bends the stakes.'),
    h('p', {}, 'Both sides of a pair reckon in this way, and what each expects decides what happens between them:'),
    h('dl', { class: 'terms' },
      term('Conflict', 'Both expect to gain from a challenge. They clash, and the one that expected less has to come over to the other’s position.'),
      term('Compromise', 'One expects to gain, and the other expects to lose, but less than the first would gain. The second goes part of the way, the farther the more it has to lose.'),
      term('Capitulation', 'One expects to gain, and the other expects to lose even more than that. The second gives in and takes over the first one’s position.')),
    h('p', {}, 'An actor with several offers takes the kind that stands first in this list, and of that kind the one that its model’s settings prefer, as a rule the one that moves it least. All move at once, and the next round begins from there, until nobody moves or the rounds run out. The forecast of a draw is the average or the weighted median of the positions then, as the settings below say.'),
  ];
}

function reading(report: Report): Child[] {
  const { draws } = report.summary.run;
  const error = draws > 0 ? 100 * Math.sqrt(0.25 / draws) : 50;
  return [
    h('h3', {}, 'How to read the figures'),
    h('dl', { class: 'terms' },
      term('Draw', `Inputs are not known exactly. Each draw takes one value for each of them and bargains from there. This run made ${counted(draws, 'draw')}.`),
      term('Nine draws in ten', 'The range between the lowest and the highest twentieth of the draws. If the inputs and the model were right, the outcome would fall outside one time in ten. Both may be wrong, so the truth falls outside more often than that.'),
      term('Standard error', `More draws would change the figures a little. The number after ± is how much, typically; for a share of draws it is at most ${plain(Number(error.toPrecision(2)))} percentage points here. It says nothing about the model being right.`),
      term('Simple rules', 'Averages and medians of the stated positions, without any bargaining. They are cheap and often hard to beat, so each forecast shows them. Where a model departs from all of them, ask why before trusting it.'),
      term('Status quo', 'What holds if nothing is agreed. No rule uses it as a forecast except the one that says so.')),
  ];
}

function model(one: Model): HTMLElement {
  const rows: Child[][] = one.settings.map((setting) => [setting.option, setting.value, setting.meaning]);
  return h('li', {}, h('h4', {}, one.title, one.baseline ? [' ', h('span', { class: 'tag tag-rule' }, 'Simple rule')] : null),
    h('p', {}, one.summary), one.source === '' ? null : h('p', { class: 'source-note' }, `Source: ${one.source}`),
    rows.length === 0 ? null : h('details', { class: 'more' }, h('summary', {}, `Settings of ${one.title}`),
      h('div', { class: 'more-body' }, table(`Settings of ${one.title}`, [{ title: 'Option' }, { title: 'Value' }, { title: 'Meaning' }], rows))));
}

export function methodSection(report: Report): Section {
  const bargains = report.summary.models.some((one) => !one.baseline);
  return section('method', 'How it was computed', [reading(report), bargains ? bargaining() : null,
    h('h3', {}, 'Models of this run'), h('ul', { class: 'models' }, report.summary.models.map(model))], { group: 'Method' });
}

/** What the computation says of itself: which figure is known least well, and which cannot be trusted. */
function known(report: Report): { words: string; warning: boolean }[] {
  const { run, warnings = [], system } = report.summary;
  const plainly = [run.precision?.words ?? '', ...(system?.diagnostics.words ?? [])].filter((words) => words !== '' && !warnings.includes(words));
  return [...warnings.map((words) => ({ words, warning: true })), ...plainly.map((words) => ({ words, warning: false }))];
}

export function limitsSection(report: Report): Section {
  const figures = known(report);
  const others = report.summary.limits.filter((limit) => !figures.some((one) => one.words === limit));
  return section('limits', 'What it cannot say', [h('ul', { class: 'limits' }, others.map((limit) => h('li', {}, limit))),
    figures.length === 0 ? null : [h('h3', { id: 'known' }, 'How well its figures are known'), h('ul', { class: 'limits' },
      figures.map((one) => h('li', {}, one.warning ? [h('span', { class: 'tag tag-borrowed' }, 'Warning'), ' '] : null, one.words)))]], { group: 'Method' });
}

export function provenanceSection(report: Report): Section {
  const { scenario, run, suasion } = report.summary;
  const edits = scenario.edits.length === 0 ? null
    : term('Changed for this run', h('ul', { class: 'plain-list' }, scenario.edits.map((edit) => h('li', {}, h('code', {}, `${edit.path} = ${edit.value}`)))));
  return section('provenance', 'Make it again', [
    h('p', {}, 'The same version, scenario and seed give the same figures to the last digit, on any machine and with any number of threads.'),
    h('pre', { tabindex: 0, 'aria-label': 'Command line' }, h('code', {}, run.command)),
    h('p', {}, h('code', {}, 'suasion replay'), ' and the folder of this report repeats the run and compares.'),
    h('dl', { class: 'provenance' },
      term('Scenario', scenario.id), term('Hash of its files', h('code', { class: 'hash' }, scenario.hash)), edits,
      scenario.assume.length === 0 ? null : term('Assumed for this run', h('code', {}, scenario.assume.join(', '))),
      term('Version', `suasion ${suasion}`), term('Seed', String(run.seed)),
      term('Draws', `${count(run.draws)} of ${count(run.draws_asked)} asked for`),
      term('Design', DESIGNS[run.design] ?? run.design),
      term('Draws left out as not finite', figureOf('run.draws_invalid', run.draws_invalid, count(run.draws_invalid))))], { group: 'Method', short: 'Make it again' });
}
