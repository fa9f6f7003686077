/** Which inputs a forecast hangs on, and how much of it is chance. */

import type { Analysis, Hangs, Sensitivity, Studied } from '../../analysis.ts';
import { driversCharts } from '../../charts/analysis/drivers.ts';
import { type Child, h } from '../../dom.ts';
import { plain } from '../../numbers.ts';
import type { Report } from '../../summary.ts';
import { sentence } from '../../text.ts';
import { grounds } from '../grounds.ts';
import { how } from '../how.ts';
import { type Section, section } from '../section.ts';
import { chooser } from './chooser.ts';

/** How many groups are told with their sources. */
const TOLD = 10;

/** An input: where it is believed to be, and why. */
export function inputItem(report: Report, input: Studied): Child {
  const unit = input.unit === '' ? '' : ` ${input.unit}`;
  return h('li', {}, h('p', {}, sentence(input.title), `: ${input.q05 === input.q95 ? plain(input.q50) : `${plain(input.q05)} to ${plain(input.q95)}, middle ${plain(input.q50)}`}${unit}`),
    input.because.length > 0 || input.prior_source === '' ? grounds(report, input.because) : h('p', { class: 'source-note' }, sentence(input.prior_source)));
}

/** The inputs of the rows with their sources, made when they are asked for. */
function sourcesOf(report: Report, sensitivity: Sensitivity, output: Hangs): HTMLElement {
  const body = h('div', { class: 'more-body' });
  const details = h('details', { class: 'more data' }, h('summary', {}, 'These inputs and their sources'), body);
  details.addEventListener('toggle', () => {
    if (details.open && body.childElementCount === 0) {
      const inputs = output.rows.slice(0, TOLD).flatMap((row) => sensitivity.groups[row.group]!.inputs);
      body.append(inputs.length === 0 ? h('p', {}, 'It hangs on chance alone.') : h('ul', { class: 'plain-list' }, inputs.map((input) => inputItem(report, input))));
    }
  });
  return details;
}

function panel(report: Report, sensitivity: Sensitivity, output: Hangs): Child {
  return output.rows.length === 0 ? h('p', { class: 'words' }, output.words)
    : [driversCharts(sensitivity, output, `analysis.sensitivity.${output.name}`), sourcesOf(report, sensitivity, output)];
}

export function hangsSection(report: Report, { sensitivity }: Analysis): Section | null {
  // other methods than shares of variance have a command of their own
  if (!sensitivity || sensitivity.method !== 'sobol' || sensitivity.outputs.length === 0) {
    return null;
  }
  return section('sensitivity', 'What it hangs on', [
    h('p', { class: 'words' }, 'Not all that is uncertain matters: these are the inputs that make the forecast vary from draw to draw, and how much would remain chance even if they all were known.'),
    chooser('sensitivity-output', 'Show what this hangs on', sensitivity.outputs.map((output) => ({ title: output.title, kind: output.kind, words: output.words, content: () => panel(report, sensitivity, output) }))),
    how(sensitivity.meaning, [
      { says: 'Total index of the inputs i: their part in the variance, alone and together with others', formula: 'Tᵢ = E[ Var(y | all but i) ] / Var(y)', source: 'Homma and Saltelli 1996; estimator of Jansen 1999' },
      { says: 'First-order index: their part alone', formula: 'Sᵢ = Var( E[y | i] ) / Var(y)', source: 'Sobol’ 1993' },
      { says: 'Inputs that are correlated, or that make one shape together, are moved together. Chance (hazards, choices, the models’ own error) is one more input. A share may come out a little below nought or above 100 %, from the draws; intervals are from resampling them.', formula: '', source: '' }]),
  ], { group: 'Behind the figures' });
}
