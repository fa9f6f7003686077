/** The ledger of what-ifs: each in words, with what would be different in its world, how surely, and on which day. */

import { figureOf, h, s, type Child, withRoles } from '../dom.ts';
import { date, pointsOfError, share } from '../numbers.ts';
import type { Report } from '../summary.ts';
import { type Counterfactual, type Effect, shareOf, type System, usualDay, type Variable, variableOf, wouldBe, wouldBeBetween } from '../system.ts';
import { counted, sentence } from '../text.ts';
import { how } from './how.ts';
import { type Section, section } from './section.ts';

/** How many effects stand in view; the others are folded away. */
const IN_VIEW = 8;

interface Row {
  variable: Variable;
  /** Names of others that move in just the same way. */
  alike: Variable[];
  effect: Effect;
}

/** What the ledger asks of every world first. */
function leads({ roles }: System): string[] {
  return [`signal.support.${roles.rival.id}-${roles.protege.id}.${roles.protege.id}`, 'leverage.payoff.protege', 'leverage.level'];
}

/** The tick in which a day of the effects falls. */
function tickOf(system: System, day: number): number {
  const found = system.dates.findIndex((one) => one >= system.days[day]!);
  return found < 0 ? system.dates.length - 1 : found;
}

/** How large an effect is: in points of chance for an event, else beside the spread of the thing itself as it is. */
function size(system: System, { variable, effect }: Row, day: number): number {
  const mean = Math.abs(effect.mean[day]!);
  const tick = tickOf(system, day);
  const spread = variable.event ? 1 : (variable.q95?.[tick] ?? 0) - (variable.q05?.[tick] ?? 0);
  return spread > 0 ? mean / spread : mean > 0 ? 1 : 0;
}

/** Effects with their variables. What seeing a signal would tell is no effect, and has its place beside the belief. */
function rowsOf(system: System, counterfactual: Counterfactual): Row[] {
  return counterfactual.effects.flatMap((effect) => {
    const all = effect.variables.filter((name) => !name.startsWith('signal.seeing.')).map((name) => variableOf(system, name)).filter((one): one is Variable => one !== undefined);
    return all.length === 0 ? [] : [{ variable: all[0]!, alike: all.slice(1), effect }];
  });
}

/** The lead rows, then the largest; those that are nothing on this day come last. */
function ordered(system: System, rows: Row[], day: number): Row[] {
  const first = leads(system);
  const rank = (row: Row) => { const at = first.indexOf(row.variable.name); return at < 0 ? first.length : at; };
  return [...rows].sort((a, b) => rank(a) - rank(b) || size(system, b, day) - size(system, a, day));
}

/** The difference on an axis as wide as nine draws in ten of the thing itself: lower to the left, higher to the right. */
function glyph(system: System, { variable, effect }: Row, day: number): Child {
  const tick = tickOf(system, day);
  const spread = variable.event ? 1 : (variable.q95?.[tick] ?? 0) - (variable.q05?.[tick] ?? 0);
  if (!(spread > 0)) {
    return '';
  }
  const at = (value: number) => 60 + 54 * Math.max(-1, Math.min(1, -value / spread));
  const low = effect.q05?.[day] ?? effect.mean[day]! - 2 * effect.error[day]!;
  const high = effect.q95?.[day] ?? effect.mean[day]! + 2 * effect.error[day]!;
  return s('svg', { class: 'glyph', width: 120, height: 14, viewBox: '0 0 120 14', 'aria-hidden': 'true' },
    s('line', { x1: 6, x2: 114, y1: 7, y2: 7, stroke: 'var(--line)' }),
    s('line', { x1: 60, x2: 60, y1: 0, y2: 14, stroke: 'var(--axis)' }),
    s('line', { x1: at(high), x2: at(low), y1: 7, y2: 7, stroke: 'var(--lead)', 'stroke-width': 5, 'stroke-opacity': 0.45 }),
    s('circle', { cx: at(effect.mean[day]!), cy: 7, r: 3.4, fill: 'var(--lead)' }));
}

/** How many others a row speaks for, and which they are. */
function alsoFor(row: Row): Child {
  return row.alike.length === 0 ? null : h('span', { class: 'middle', title: row.alike.map((one) => one.words).join('; ') }, `and ${row.alike.length} more just alike`);
}

function line(system: System, counterfactual: Counterfactual, row: Row, day: number): HTMLElement {
  const { variable, effect } = row;
  const path = `system.counterfactuals.${counterfactual.id}.${variable.name}.${day}`;
  const between = wouldBeBetween(variable, effect, day);
  return h('tr', {},
    h('th', { scope: 'row' }, sentence(variable.words), alsoFor(row)),
    h('td', { class: 'glyph-cell' }, glyph(system, row, day)),
    h('td', {}, figureOf(path, effect.mean[day]!, wouldBe(variable, effect, day))),
    h('td', { class: 'number', 'data-head': 'Nine draws in ten' }, between === '' ? h('span', { class: 'error' }, pointsOfError({ value: 0, error: effect.error[day]! })) : between),
    h('td', { class: 'number', 'data-head': 'That way in' }, share(shareOf(effect, day))));
}

function effectsTable(system: System, counterfactual: Counterfactual, rows: Row[], day: number, caption: string): HTMLElement {
  const heads = ['What', 'Lower or higher', 'In that world', 'Nine draws in ten', 'Share of draws that way'];
  return h('div', { class: 'scroll', role: 'group', tabindex: 0, 'aria-label': caption },
    withRoles(h('table', { class: 'effects' }, h('caption', { class: 'visually-hidden' }, caption),
      h('thead', {}, h('tr', {}, heads.map((head, i) => h('th', { scope: 'col', class: i > 2 ? 'number' : null }, head)))),
      h('tbody', {}, rows.map((row) => line(system, counterfactual, row, day))))));
}

function body(system: System, counterfactual: Counterfactual, day: number): Child[] {
  const rows = ordered(system, rowsOf(system, counterfactual), day);
  const shown = rows.filter((row) => row.effect.mean[day] !== 0);
  const view = shown.slice(0, IN_VIEW);
  const rest = shown.slice(IN_VIEW);
  const when = date(system.days[day]!);
  const silent = leads(system).filter((name) => variableOf(system, name) !== undefined && !shown.some((row) => [row.variable, ...row.alike].some((one) => one.name === name)));
  return [
    shown.length === 0 ? h('p', { class: 'note' }, `On ${when} nothing differs by more than the draws would show by chance.`)
      : effectsTable(system, counterfactual, view, day, `What would be different on ${when}: ${counterfactual.words}`),
    silent.length === 0 || shown.length === 0 ? null : h('p', { class: 'note' }, `No difference beyond chance: ${silent.map((name) => variableOf(system, name)!.words).join('; ')}.`),
    rest.length === 0 ? null : more(`${counted(rest.length, 'smaller difference')}`, () => effectsTable(system, counterfactual, rest, day, `Smaller differences on ${when}: ${counterfactual.words}`)),
    counterfactual.edits === '' ? null : h('p', { class: 'source-note' }, `Changed in the scenario: ${counterfactual.edits}.`),
  ];
}

/** A fold whose table is made when it is opened. */
function more(title: string, content: () => HTMLElement): HTMLDetailsElement {
  const inside = h('div', { class: 'more-body' });
  const details = h('details', { class: 'more data' }, h('summary', {}, title), inside);
  details.addEventListener('toggle', () => {
    if (details.open && inside.childElementCount === 0) {
      inside.append(content());
    }
  });
  return details;
}

/** The lead effects of a world and its largest on an event, shortly. */
function gist(system: System, counterfactual: Counterfactual, day: number): Child {
  const rows = rowsOf(system, counterfactual);
  const names = leads(system);
  const words = ['belief in support', 'worth of the bargain', 'level carried out'];
  const parts = names.map((name, i) => ({ row: rows.find(({ effect }) => effect.variables.includes(name)), words: words[i]! }));
  const event = rows.filter((row) => row.variable.event && !system.calendar.some((one) => row.variable.name === `event.${one.id}`)).sort((a, b) => size(system, b, day) - size(system, a, day))[0];
  const said = [...parts, { row: event, words: event === undefined ? '' : `“${event.variable.words}”` }]
    .filter((one) => one.row !== undefined && one.row.effect.mean[day] !== 0).map((one) => `${one.words} ${wouldBe(one.row!.variable, one.row!.effect, day)}`)
    .filter((one) => !one.endsWith('the same'));
  return h('span', { class: 'gist' }, said.length === 0 ? 'No difference in what leads.' : `${sentence(said.join('; '))}.`);
}

/** All what-ifs on one day; those that were open stay open. */
function ledger(system: System, day: number, open: Set<string>): HTMLElement[] {
  const first = system.counterfactuals.find((one) => one.id === system.main_counterfactual);
  const all = first === undefined ? system.counterfactuals : [first, ...system.counterfactuals.filter((one) => one !== first)];
  return all.map((counterfactual) => h('details', { class: 'input-group what-if', id: `what-if-${counterfactual.id}`, open: open.has(counterfactual.id) },
    h('summary', {}, counterfactual.text, gist(system, counterfactual, day)), body(system, counterfactual, day)));
}

export function whatIfsSection(report: Report, system: System): Section | null {
  if (system.counterfactuals.length === 0) {
    return null;
  }
  const choice = h('select', { id: 'effect-day' }, system.days.map((day, i) => h('option', { value: i }, date(day))));
  const list = h('div', { class: 'ledger' });
  const fill = (open: Set<string>) => list.replaceChildren(...ledger(system, Number(choice.value), open));
  choice.value = String(usualDay(system));
  choice.addEventListener('change', () => fill(new Set([...list.querySelectorAll('details.what-if[open]')].map((one) => one.id.replace('what-if-', '')))));
  fill(new Set([system.main_counterfactual]));
  const { protege, rival } = report.summary.system!.roles;
  return section('what-ifs', 'What would change it', [
    h('p', { class: 'words' }, `${counted(system.counterfactuals.length, 'other world')}, each run on the same random numbers as the scenario, so that a difference comes from what was changed and from nothing else. This is about `, h('strong', {}, 'doing'), ': what would come of making it so.'),
    h('div', { class: 'filter' }, h('div', {}, h('label', { for: 'effect-day' }, 'Differences on'), choice)),
    list,
    h('p', { class: 'note' }, 'The line of a difference is as long as nine draws in ten of the thing itself reach as things are, so that a short mark is a small matter; its middle is no difference. Differences that are lost in the noise of the draws are left out.'),
    how(`Every draw is run twice, as the scenario has it and as the other world has it, with the same random numbers. What differs in a draw is the effect in that draw. Edits never touch the true support of ${rival.words} for ${protege.words}: a visit that is made changes what others believe, not what is so.`, [
      { says: 'Mean effect, and its standard error from the number of draws.', formula: 'd = mean of (y as it is − y in the other world);   error = sd of the differences / √draws', source: 'paired comparison on common random numbers' },
      { says: 'Shown is the other world less the scenario, that is −d; the summary keeps d.', formula: 'left out where |d| < 3 × error on every day', source: '' }]),
  ], { group: 'How it unfolds', short: 'What would change it' });
}
