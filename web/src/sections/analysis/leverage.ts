/** What an actor could do for its goal, what that costs, and what else it changes. */

import { type Analysis, type Judged, type Leverage, type Writing, writing } from '../../analysis.ts';
import { type Diverging, drawDiverging } from '../../charts/analysis/diverging.ts';
import { cost, movesChart, movesTable } from '../../charts/analysis/moves.ts';
import { chart, key } from '../../charts/chart.ts';
import { type Child, figureOf, h, table } from '../../dom.ts';
import { number, plain, pointsOfError, share, signed } from '../../numbers.ts';
import type { Estimate, Report } from '../../summary.ts';
import { counted, sentence } from '../../text.ts';
import { grounds } from '../grounds.ts';
import { how } from '../how.ts';
import { type Section, section } from '../section.ts';

/** A change is told if it is so many standard errors from nothing. */
const CLEAR = 3;
/** Side effects and others in view. */
const IN_VIEW = 12;
const TENTHS = { step: 0.1, decimals: 1 };

function isClear(one: Estimate): boolean {
  return one.value !== 0 && Math.abs(one.value) >= CLEAR * one.error;
}

/** The output that a figure is of: what its kind and its issue say of how to write it. */
function writingOf(report: Report, name: string, span: number, unit = ''): Writing {
  return writing({ name, unit, kind: name.startsWith('questions.') ? 'question' : name.startsWith('issues.') ? 'issue' : 'variable' }, span, report);
}

/** What the best move does, and what it costs. */
function bestFigures({ best }: Leverage, writes: Writing, path: string): HTMLElement {
  const figure = (at: string, value: number, text: string) => h('strong', {}, figureOf(`${path}.${at}`, value, text));
  return h('ul', { class: 'facts best-move', 'aria-label': 'The best move' },
    h('li', {}, 'Gain ', figure('gain', best.gain.value, writes.change(best.gain.value, best.gain.error)), ` ${writes.error(best.gain.error)} ${writes.unit}`),
    h('li', {}, 'Cost ', figure('cost', best.cost, cost(best)), ' points'),
    h('li', {}, 'In the worst tenth of draws ', figure('worst_tenth', best.worst_tenth.value, writes.change(best.worst_tenth.value, best.worst_tenth.error))),
    h('li', {}, 'Helps in ', figure('helped', best.helped.value, share(best.helped.value)), ` of draws ${pointsOfError(best.helped)}`),
    best.reached === null ? null : h('li', {}, 'Goal reached in ', figure('reached', best.reached.value, share(best.reached.value)), ` of draws ${pointsOfError(best.reached)}`));
}

function bestMove(report: Report, best: Judged): Child {
  const rows: Child[][] = best.move.flatMap((effort) => effort.inputs.map((input): Child[] => {
    const known = report.summary.inputs.find((one) => one.path === input.path);
    return [sentence(effort.words), known === undefined ? h('code', {}, input.path) : `${known.actor === '' ? '' : `${report.actorName(known.actor)}: `}${known.what}`, plain(input.median), plain(input.to), grounds(report, input.because)];
  }));
  return rows.length === 0 ? null : h('details', { class: 'more data' }, h('summary', {}, 'What the best move changes, and the sources of it'), h('div', { class: 'more-body' },
    table('What the best move changes', [{ title: 'Move' }, { title: 'Input' }, { title: 'Middle as it is', number: true }, { title: 'With it', number: true }, { title: 'Sources of what it is' }], rows)));
}

/** Which move each way of judging picks. */
function robust(leverage: Leverage, path: string): Child {
  const { robust: picks, finalists } = leverage;
  const ways: [string, number][] = [['On average', picks.expected], ['Where things go badly (the worst tenth of draws)', picks.worst_tenth], ['To have least to regret', picks.regret]];
  return [h('h4', { class: 'part-title' }, 'Does the advice depend on how bold one is? ', h('span', { class: `tag verdict ${picks.agree ? 'verdict-supported' : 'verdict-not-supported'}` }, h('span', { 'aria-hidden': 'true' }, picks.agree ? '✓ ' : '✗ '), picks.agree ? 'No: all agree' : 'Yes: they do not agree')),
    h('dl', { class: 'terms' }, ways.map(([way, at]) => [h('dt', {}, way), h('dd', {}, finalists[at] === undefined ? 'nothing was found' : [sentence(finalists[at]!.words), '. ', h('span', { class: 'error' }, 'Cost: ', figureOf(`${path}.finalists.${at}.cost`, finalists[at]!.cost, cost(finalists[at]!)))])]))];
}

function finalistsTable(leverage: Leverage, writes: Writing, path: string): Child {
  return leverage.finalists.length === 0 ? null : h('details', { class: 'more' }, h('summary', {}, `The ${counted(leverage.finalists.length, 'move')} left at the end, singly and together`), h('div', { class: 'more-body' },
    movesTable('The moves that were left at the end', writes, leverage.finalists.map((one, i) => ({ one, path: `${path}.finalists.${i}`, also: [figureOf(`${path}.finalists.${i}.regret`, one.regret.expected.value, writes.change(one.regret.expected.value, one.regret.expected.error))] })), ['Regret on average'])));
}

interface Side {
  row: Diverging;
  /** What has a figure: before, and its change. */
  what: string;
  before: string;
  change: Estimate;
  path: string;
}

function sideEffects(report: Report, leverage: Leverage, path: string): Child {
  const all = leverage.effects.outputs.map((one, i) => ({ one, i })).filter(({ one }) => one.output !== leverage.goal.output);
  const sides = all.filter(({ one }) => isClear(one.change)).map(({ one, i }): Side => {
    const writes = writingOf(report, one.output, Math.abs(one.change.value));
    const issue = report.summary.issues.find((known) => one.output.split('@')[0] === `issues.${known.id}`);
    const range = issue === undefined ? 1 : issue.scale.high - issue.scale.low;
    const text = writes.change(one.change.value, one.change.error);
    return { row: { label: one.words, value: one.change.value / range, error: one.change.error / range, text }, what: one.words, before: writes.level(one.before.value, one.before.error), change: one.change, path: `${path}.effects.outputs.${i}.change` };
  }).sort((a, b) => Math.abs(b.row.value) - Math.abs(a.row.value));
  if (sides.length === 0) {
    return all.length === 0 ? null : h('p', { class: 'note' }, `What else it changes: of ${counted(all.length, 'other outcome')}, none moves beyond chance.`);
  }
  return chart({
    title: 'What else the best move changes',
    message: `${counted(sides.length, 'other outcome moves', 'other outcomes move')} beyond chance, ${all.length - sides.length} do not.`,
    draw: (width) => drawDiverging(sides.slice(0, IN_VIEW).map((one) => one.row), width),
    legend: [key('key-half', 'higher (+)'), key('key-down', 'lower (−)'), key('key-whole', 'two standard errors either way'), 'Bars are parts of the length of each issue’s scale, or of certainty for questions, whose figures are percentage points.'],
    data: table('What else the best move changes', [{ title: 'What' }, { title: 'As things stand', number: true }, { title: 'Change', number: true }], sides.map((one) => [one.what, one.before, figureOf(one.path, one.change.value, one.row.text)])),
  });
}

function fortunes(report: Report, leverage: Leverage, path: string): Child {
  const list = leverage.effects.fortunes.filter((one) => isClear(one.points)).sort((a, b) => b.points.value - a.points.value);
  if (list.length === 0) {
    return null;
  }
  const text = (one: Estimate) => signed(one.value, TENTHS);
  return chart({
    title: 'Who gains and who loses by it', message: 'By their own stated interests, on the issues bargained over.',
    draw: (width) => drawDiverging(list.map((one) => ({ label: report.actorName(one.actor), value: one.points.value, error: one.points.error, text: text(one.points) })), width, list.flatMap((one, i) => (one.actor === leverage.actor ? [i] : []))),
    legend: [key('key-half', 'gains (+)'), key('key-down', 'loses (−)'), 'In points: what an actor loses if an issue that has its whole attention ends a hundredth of the scale farther away.'],
    data: table('Who gains and who loses', [{ title: 'Actor' }, { title: 'Points', number: true }, { title: 'Standard error', number: true }],
      list.map((one) => [report.actorName(one.actor), figureOf(`${path}.effects.fortunes.${one.actor}`, one.points.value, text(one.points)), `±\u00a0${number(one.points.error, { step: 0.01, decimals: 2 })}`])),
  });
}

function responses(report: Report, leverage: Leverage, path: string): Child {
  const rows = leverage.effects.last_positions.filter((one) => one.actor !== leverage.actor && isClear(one.change)).sort((a, b) => Math.abs(b.change.value) - Math.abs(a.change.value)).map((one): Child[] => {
    const writes = writingOf(report, `issues.${one.issue}`, Math.abs(one.change.value));
    const issue = report.summary.issues.find((known) => known.id === one.issue);
    return [report.actorName(one.actor), issue?.name ?? one.issue, figureOf(`${path}.effects.last_positions.${one.issue}.${one.actor}`, one.change.value, writes.change(one.change.value, one.change.error)), writes.error(one.change.error)];
  });
  return rows.length === 0 ? null : h('details', { class: 'more' }, h('summary', {}, `Who responds: ${counted(rows.length, 'last position')} that differ`), h('div', { class: 'more-body' },
    table('Where others end after all rounds, less where they end as things stand', [{ title: 'Actor' }, { title: 'On' }, { title: 'Ends by so much elsewhere', number: true }, { title: 'Standard error', number: true }], rows)));
}

function prices(leverage: Leverage): Child {
  return h('details', { class: 'more' }, h('summary', {}, 'What moves cost: a judgement'), h('div', { class: 'more-body' },
    h('p', { class: 'words' }, 'One point is what an actor loses by its own stated interests if an issue that has its whole attention ends a hundredth of the scale farther away.'),
    table('Prices of moves', [{ title: 'Kind' }, { title: 'Points', number: true }, { title: 'For each' }, { title: 'Meaning' }], leverage.costs.map((one) => [sentence(one.kind), plain(one.points), one.per, one.meaning]))));
}

function one(report: Report, leverage: Leverage, path: string): Child {
  const gains = [leverage.best, ...leverage.singles].map((judged) => Math.abs(judged.gain.value));
  const writes = writingOf(report, leverage.goal.output, Math.max(...gains), leverage.goal.unit);
  const [first = '', ...others] = leverage.words;
  return [h('h3', {}, `The goal of ${report.actorName(leverage.actor)}: ${leverage.goal.words}`),
    h('p', { class: 'lead-words' }, first), others.map((words) => h('p', { class: 'words' }, words)),
    bestFigures(leverage, writes, `${path}.best`), bestMove(report, leverage.best), robust(leverage, path), finalistsTable(leverage, writes, path),
    movesChart(leverage, writes, path), sideEffects(report, leverage, path), fortunes(report, leverage, path), responses(report, leverage, path), prices(leverage)];
}

export function leverageSection(report: Report, analysis: Analysis): Section | null {
  const all = [analysis.leverage ?? []].flat();
  if (all.length === 0) {
    return null;
  }
  return section('leverage', 'What could be done', [
    h('p', { class: 'words' }, h('strong', {}, 'Advice from the model, not from the world: '), 'which moves that are open to an actor would bring it nearer to its goal, if all others went on as stated.'),
    all.map((leverage, i) => one(report, leverage, `analysis.leverage${all.length > 1 ? `.${i}` : ''}`)),
    how('Every move is tried on the same draws and the same luck as no move, first few draws for all, then more for those that are left. The best is judged anew on draws that did not choose it.', [
      { says: 'Where things go badly: the mean over the tenth of draws in which the move does worst', formula: '', source: 'Rockafellar and Uryasev 2000' },
      { says: 'Regret: what is lost beside the move that would have been best in the draw', formula: 'max over moves of gain − gain', source: 'Savage 1951' }]),
  ], { group: 'Behind the figures' });
}
