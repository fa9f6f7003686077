/** What would have to be otherwise for an answer to be another one. */

import type { Analysis, Box, Flip } from '../../analysis.ts';
import { deviations, flipsChart } from '../../charts/analysis/flips.ts';
import { tippingChart } from '../../charts/analysis/tipping.ts';
import { key } from '../../charts/chart.ts';
import { type Child, figureOf, h, table, withRoles } from '../../dom.ts';
import { share } from '../../numbers.ts';
import type { Bounded, Report } from '../../summary.ts';
import { counted, sentence } from '../../text.ts';
import { how } from '../how.ts';
import { type Section, section } from '../section.ts';
import { chooser } from './chooser.ts';
import { inputItem } from './hangs.ts';

/** Parts of a joint shift that are smaller say nothing, standard deviations. */
const LEAST_SHIFT = 0.1;

function joint(flip: Flip): Child {
  const told = flip.joint.shifts.map((shift, i) => ({ shift, i })).filter(({ shift }) => Math.abs(shift.by) >= LEAST_SHIFT);
  if (!flip.joint.flips || told.length < 2) {
    return null;
  }
  const caption = `The shortest joint shift that flips ${flip.title}`;
  return h('details', { class: 'more' }, h('summary', {}, `The shortest joint shift: ${counted(told.length, 'input')} a little each`), h('div', { class: 'more-body' },
    table(caption, [{ title: 'All of these, at a middle value of' }, { title: 'Standard deviations', number: true }],
      told.map(({ shift, i }) => [sentence(shift.words), figureOf(`analysis.flips.${flip.name}.joint.shifts.${i}`, shift.by, deviations(shift.by))]))));
}

/** A share with its interval as a bar. */
function bar(one: Bounded, overall: boolean): HTMLElement {
  const at = (value: number) => `${(100 * value).toFixed(2)}%`;
  return h('div', { class: 'bar', 'aria-hidden': 'true' }, h('span', { class: `bar-fill${overall ? ' bar-overall' : ''}`, style: `width:${at(one.value)}` }),
    h('span', { class: 'bar-error', style: `left:${at(one.low)};width:${at(one.high - one.low)}` }));
}

function where(box: Box): Child {
  return box.sides.length === 0 ? 'In all draws' : sentence(box.sides.map((side) => side.words).join('; and '));
}

interface Row {
  what: Child;
  density: Bounded;
  coverage: Bounded | null;
  path: string;
  overall: boolean;
}

/** Bars of how often it is so, and how many of all such cases lie there. */
function bars(caption: string, first: string, rows: Row[]): HTMLElement {
  const heads = [h('th', { scope: 'col' }, first), h('th', { scope: 'col', class: 'bar-cell' }, h('span', { class: 'visually-hidden' }, 'Bar')), h('th', { scope: 'col', class: 'number' }, 'It is so in'), h('th', { scope: 'col', class: 'number' }, 'Of all such cases')];
  return h('div', { class: 'scroll', role: 'group', tabindex: 0, 'aria-label': caption }, withRoles(h('table', { class: 'bands where' }, h('caption', { class: 'visually-hidden' }, caption),
    h('thead', {}, h('tr', {}, heads)),
    h('tbody', {}, rows.map((row) => h('tr', {}, h('th', { scope: 'row' }, row.what), h('td', { class: 'bar-cell' }, bar(row.density, row.overall)),
      h('td', { class: 'number strong' }, figureOf(`${row.path}${row.overall ? '' : '.density'}`, row.density.value, share(row.density.value)), ' ', h('span', { class: 'error' }, `${share(row.density.low)} to ${share(row.density.high)}`)),
      h('td', { class: 'number other', 'data-model': row.coverage === null ? null : 'Of all such cases' }, row.coverage === null ? '' : figureOf(`${row.path}.coverage`, row.coverage.value, share(row.coverage.value)))))))));
}

function conditions(flip: Flip): Child {
  const { overall, boxes, leaves, words } = flip.conditions;
  const path = `analysis.flips.${flip.name}.conditions`;
  const box = boxes[0];
  const sorted = leaves.map((leaf, i) => ({ leaf, i })).sort((a, b) => b.leaf.density.value - a.leaf.density.value);
  return [h('h4', { class: 'part-title' }, 'Under which conditions it is so'), h('p', { class: 'words' }, words),
    box === undefined ? null : [bars(`Where it is so most often: ${flip.title}`, 'Where', [
      { what: where(box), density: box.density, coverage: box.coverage, path: `${path}.boxes.0`, overall: false },
      { what: 'In all draws', density: overall, coverage: null, path: `${path}.overall`, overall: true }]),
    h('div', { class: 'legend' }, key('key-bar', 'where the conditions hold'), key('key-overall', 'in all draws'), key('key-whole', '95\u00a0% sure'))],
    sorted.length < 2 ? null : h('details', { class: 'more' }, h('summary', {}, `The draws cut into ${sorted.length} parts`), h('div', { class: 'more-body' },
      bars(`Parts of the draws, and how often it is so in each: ${flip.title}`, 'Part', sorted.map(({ leaf, i }) => ({ what: where(leaf), density: leaf.density, coverage: leaf.coverage, path: `${path}.leaves.${i}`, overall: false })))))];
}

/** The inputs that the answer leans on, with their sources. */
function sources(report: Report, flip: Flip): Child {
  const inputs = new Map([...flip.singles, ...flip.joint.shifts, ...(flip.tipping === null ? [] : [flip.tipping])].map(({ input }) => [input.path, input]));
  return inputs.size === 0 ? null : h('details', { class: 'more data' }, h('summary', {}, 'These inputs and their sources'),
    h('div', { class: 'more-body' }, h('ul', { class: 'plain-list' }, [...inputs.values()].map((input) => inputItem(report, input)))));
}

function panel(report: Report, flip: Flip): Child {
  const path = `analysis.flips.${flip.name}`;
  const [answer, firm] = flip.words;
  return [h('p', { class: 'lead-words' }, `${flip.question} `, figureOf(`${path}.mean`, flip.mean.value, answer)), h('p', { class: 'words' }, firm),
    flipsChart(flip, path), joint(flip), flip.tipping === null ? null : tippingChart(flip, flip.tipping, path), conditions(flip), sources(report, flip)];
}

export function flipsSection(report: Report, { flips }: Analysis): Section | null {
  if (!flips || flips.length === 0) {
    return null;
  }
  return section('flips', 'What would flip it', [
    h('p', { class: 'words' }, 'How far what is believed would have to be off before an answer turned into its opposite: a fragile answer flips at a small shift, a firm one at none that is in reason.'),
    chooser('flip-output', 'The answer on', flips.map((flip) => ({ title: flip.title, kind: flip.kind, words: [flip.question, ...flip.words.filter((one) => one !== '')].join(' '), content: () => panel(report, flip) }))),
    how('A shift moves the middle of an input within its own range: by one standard deviation, to what had been its 84th percentile. The model is run with it, on the same random numbers. For the tipping curve the input is set to values from its 1st to its 99th percentile, in every draw. Conditions are found on one half of the draws and measured on the other.', [
      { says: 'The shortest joint shift, for inputs that are not linked', formula: 'least √(Σ mᵢ²) at which the answer flips, with mᵢ the shift of input i', source: 'Hasofer and Lind 1974; Rackwitz and Fiessler 1978' },
      { says: 'Conditions: a box in few inputs within which it is so more often', formula: 'density = share of the draws in the box in which it is so;   coverage = share of all such draws that lie in the box', source: 'Friedman and Fisher 1999; Bryant and Lempert 2010' },
      { says: 'Parts: a tree that cuts the draws at one value of one input after another', formula: '', source: 'Breiman, Friedman, Olshen and Stone 1984' }]),
  ], { group: 'Behind the figures' });
}
