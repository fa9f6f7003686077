/** What made each forecast, as parts that add up to it. */

import { type Analysis, type Made, writing } from '../../analysis.ts';
import { waterfall } from '../../charts/analysis/waterfall.ts';
import { type Child, h } from '../../dom.ts';
import type { Report } from '../../summary.ts';
import { sentence } from '../../text.ts';
import { grounds } from '../grounds.ts';
import { how } from '../how.ts';
import { type Section, section } from '../section.ts';
import { chooser } from './chooser.ts';

/** Each part with what it rests on. */
function restsOn(report: Report, made: Made): Child {
  const stated = made.parts.filter((part) => part.because.length > 0);
  return stated.length === 0 ? null : h('details', { class: 'more data' }, h('summary', {}, made.by === 'actor' ? 'Who says what each actor wants' : 'What each part rests on'),
    h('div', { class: 'more-body' }, h('dl', { class: 'terms' }, stated.map((part) => [h('dt', {}, sentence(part.title)), h('dd', {}, grounds(report, part.because))]))));
}

function panel(report: Report, made: Made): Child {
  const path = `analysis.why.${made.name}`;
  if (made.parts.length === 0) {
    return h('p', { class: 'words' }, made.words);
  }
  const span = Math.max(...made.parts.map((part) => Math.abs(part.value)), Math.abs(made.to.value - made.from.value));
  return [waterfall(made, writing(made, span, report), path), restsOn(report, made)];
}

export function whySection(report: Report, { why }: Analysis): Section | null {
  if (!why || why.length === 0) {
    return null;
  }
  return section('why', 'What made this forecast', [
    h('p', { class: 'words' }, 'Each forecast taken apart into what its actors, or the parts of the system, add to it: the parts add up to the forecast.'),
    chooser('why-output', 'Take apart the forecast of', why.map((made) => ({ title: made.title, kind: made.kind, words: made.words, content: () => panel(report, made) }))),
    how('A part’s share is what the forecast changes by when the part is added, averaged over all orders in which parts can be added. An actor that is left out is taken to be content with things as they are; a part of the system that is left out drives nothing, so that only rates remain. All is computed on the same draws.', [
      { says: 'Of the parts N, with the forecast v(S) where only the parts S are in', formula: 'φᵢ = mean over orders of v(those before i, and i) − v(those before i);   v(none) + Σ φᵢ = v(N)', source: 'Shapley 1953' }]),
  ], { group: 'Behind the figures', short: 'What made it' });
}
