/** Who can decide each issue, and with whom. */

import type { Analysis, Game, RecurringSet } from '../../analysis.ts';
import { issueName, pivotsChart, powerChart } from '../../charts/analysis/power.ts';
import { type Child, figureOf, h, withRoles } from '../../dom.ts';
import { share } from '../../numbers.ts';
import type { Report } from '../../summary.ts';
import { counted, list } from '../../text.ts';
import { how } from '../how.ts';
import { type Section, section } from '../section.ts';
import { chooser } from './chooser.ts';

function setsTable(report: Report, caption: string, sets: RecurringSet[], path: string): HTMLElement {
  return h('div', { class: 'scroll', role: 'group', tabindex: 0, 'aria-label': caption }, withRoles(h('table', { class: 'bands sets' }, h('caption', { class: 'visually-hidden' }, caption),
    h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, 'Who'), h('th', { scope: 'col', class: 'bar-cell' }, h('span', { class: 'visually-hidden' }, 'Bar')), h('th', { scope: 'col', class: 'number' }, 'In so many draws'))),
    h('tbody', {}, sets.map((set, i) => h('tr', {}, h('th', { scope: 'row' }, list(set.members.map((one) => report.actorName(one)))),
      h('td', { class: 'bar-cell' }, h('div', { class: 'bar', 'aria-hidden': 'true' }, h('span', { class: 'bar-fill', style: `width:${(100 * set.share).toFixed(2)}%` }))),
      h('td', { class: 'number strong' }, figureOf(`${path}.${i}`, set.share, share(set.share)))))))));
}

function sets(report: Report, game: Game, path: string): Child {
  const same = JSON.stringify(game.minimal_winning) === JSON.stringify(game.minimal_blocking);
  const rest = (all: RecurringSet[], kinds: number) => (kinds <= all.length ? null : h('p', { class: 'note' }, `${counted(kinds - all.length, 'rarer one')} not shown.`));
  const name = issueName(report, game);
  return [
    game.minimal_winning.length === 0 ? null : [h('h4', { class: 'part-title' }, same ? 'Coalitions that just suffice, to decide or to block' : 'Coalitions that just suffice to decide'),
      h('p', { class: 'words' }, same ? 'Without any one of its members it would not be enough. Who can decide together can here also block together.' : 'Without any one of its members it would not be enough.'),
      setsTable(report, `Coalitions that just suffice to decide: ${name}`, game.minimal_winning, `${path}.minimal_winning`), rest(game.minimal_winning, game.minimal_winning_kinds)],
    same || game.minimal_blocking.length === 0 ? null : [h('h4', { class: 'part-title' }, 'Coalitions that just suffice to block'),
      setsTable(report, `Coalitions that just suffice to block: ${name}`, game.minimal_blocking, `${path}.minimal_blocking`), rest(game.minimal_blocking, game.minimal_blocking_kinds)]];
}

function panel(report: Report, game: Game): Child {
  const path = `analysis.coalitions.${game.issue}`;
  const told = game.words.slice(1).filter((one) => !one.startsWith('Joining '));
  return [h('p', { class: 'words' }, game.rule), game.players.length === 0 ? h('p', { class: 'words' }, game.words.join(' ')) : [powerChart(report, game, path),
    told.map((one) => h('p', { class: 'words' }, one)), pivotsChart(report, game, path), sets(report, game, path)]];
}

export function coalitionsSection(report: Report, { coalitions }: Analysis): Section | null {
  if (!coalitions || coalitions.issues.length === 0) {
    return null;
  }
  return section('coalitions', 'Who decides', [
    h('p', { class: 'words' }, 'Power is not weight: it is how often a coalition needs an actor to be enough. Here every issue is such a game, over the draws.'),
    chooser('coalition-issue', 'Who decides on', coalitions.issues.map((game) => ({ title: issueName(report, game), kind: 'issue' as const, words: [game.rule, ...game.words].join(' '), content: () => panel(report, game) }))),
    how('An issue is a weighted game: by its procedure and votes where the scenario states them, else by capability times salience and a bare majority. Every draw has its own weights, so power has a range. The positions play no part in it, but for whose joining decides.', [
      { says: 'Power by Shapley and Shubik: how often an actor is the one that makes a growing coalition win, over all orders of joining', formula: 'φᵢ = share of the orders in which i is pivotal', source: 'Shapley and Shubik 1954' },
      { says: 'Power by Banzhaf: in how many coalitions it is needed, scaled to sum to one', formula: 'βᵢ = swings of i / swings of all', source: 'Banzhaf 1965' }]),
  ], { group: 'Behind the figures' });
}
