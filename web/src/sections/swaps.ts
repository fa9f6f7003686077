/** Who would gain from which swap of concessions. */

import { type Child, figureOf, h, table } from '../dom.ts';
import { grainOf, percent, signed } from '../numbers.ts';
import type { Exchange, Issue, Report, Swap } from '../summary.ts';
import { sentence } from '../text.ts';

/** Swaps shown before the rest is folded away. */
const SHOWN = 8;

/** A swap as seen from one of its two issues. */
interface Seen {
  swap: Swap;
  /** Side that gives way on the issue: 0 or 1. */
  here: 0 | 1;
  path: string;
}

function seenFrom(issue: Issue, exchange: Exchange): Seen[] {
  return exchange.swaps.flatMap((swap, i) => ([0, 1] as const).filter((side) => swap.issues[side] === issue.id)
    .map((here) => ({ swap, here, path: `exchanges.${exchange.model}.swaps.${i}` })));
}

/** A gain in points of a scale that matters fully. */
function points(value: number): string {
  return signed(100 * value, { step: 0.1, decimals: 1 });
}

function swapRow(report: Report, { swap, here, path }: Seen): Child[] {
  const there = here === 0 ? 1 : 0;
  const { issues, run } = report.summary;
  const move = (side: 0 | 1) => {
    const issue = issues.find((one) => one.id === swap.issues[side])!;
    return signed(swap.shifts[side], grainOf(issue));
  };
  const name = issues.find((one) => one.id === swap.issues[there])?.name ?? swap.issues[there];
  return [[h('strong', {}, sentence(report.actorName(swap.actors[here]))), ` gives way here, ${report.actorName(swap.actors[there])} on “${name}”`],
    figureOf(`${path}.chance`, swap.chance.value, percent(swap.chance, run.draws)),
    [figureOf(`${path}.gains.${here}`, swap.gains[here], points(swap.gains[here])), ' and ', figureOf(`${path}.gains.${there}`, swap.gains[there], points(swap.gains[there]))],
    [move(here), ' and ', move(there)], figureOf(`${path}.third_parties`, swap.third_parties, points(swap.third_parties))];
}

function swapTable(report: Report, issue: Issue, seen: Seen[]): HTMLElement {
  return table(`Swaps that touch ${issue.name}`, [{ title: 'Swap' }, { title: 'In draws', number: true }, { title: 'Gain of the two', number: true },
    { title: 'Outcome moves here and there', number: true }, { title: 'Gain of all others', number: true }], seen.map((one) => swapRow(report, one)), 'swaps');
}

function ofExchange(report: Report, issue: Issue, exchange: Exchange): Child {
  const seen = seenFrom(issue, exchange);
  const rest = seen.slice(SHOWN);
  return [h('p', { class: 'words' }, exchange.words),
    seen.length === 0 ? h('p', { class: 'note' }, `None of the swaps of “${report.modelTitle(exchange.model)}” touches this issue.`)
      : [h('p', { class: 'note' }, 'Gains are in points: one is a hundredth of the scale of an issue that its owner cares for fully. A gain below zero is a loss.'), swapTable(report, issue, seen.slice(0, SHOWN)),
        rest.length === 0 ? null : h('details', { class: 'more' }, h('summary', {}, `${rest.length} less likely ${rest.length === 1 ? 'swap' : 'swaps'}`), h('div', { class: 'more-body' }, swapTable(report, issue, rest)))]];
}

/** What is to be said where no model of the run swaps. */
function noSwaps(report: Report): Child {
  const { other_models: others, models, issues, scenario, run } = report.summary;
  if (issues.length < 2) {
    return null;
  }
  const model = others.find((one) => one.id === 'exchange');
  if (model === undefined) {
    return models.some((one) => one.id.startsWith('exchange')) ? h('p', { class: 'words' }, 'No pair of actors gains from a swap of concessions in this run.') : null;
  }
  return h('p', { class: 'words' }, model.needs === '' ? ['No model of this run swaps a concession on one issue for a gain on another. To see who would gain from which swap, run: ', h('code', {}, `suasion run ${scenario.id} --model ${[...run.models, 'exchange'].join(',')}`)]
    : `Nobody can swap concessions here: ${model.needs}.`);
}

/** Who would gain from which swap that touches an issue; how to find out where no model of the run swaps. */
export function swapsOf(report: Report, issue: Issue): Child {
  const { exchanges } = report.summary;
  const content = exchanges.length === 0 ? noSwaps(report) : exchanges.map((one) => ofExchange(report, issue, one));
  return content === null ? null : [h('h3', {}, 'Who would gain from which swap'), content];
}
