/** The bargain of patron and protege: what it is worth, what part is price and what part concession, and the leash. */

import { chart, key } from '../charts/chart.ts';
import { courseLegend, type Courses, courseTable, drawCourses, type Line } from '../charts/courses.ts';
import { drawParts } from '../charts/parts.ts';
import { type Child, figureOf, h, slug, table } from '../dom.ts';
import { date } from '../numbers.ts';
import type { Report } from '../summary.ts';
import { level, levelText, measured, type System, type Variable, variableOf } from '../system.ts';
import { sentence } from '../text.ts';
import { tellingWorlds, worldLine } from './belief.ts';
import { how } from './how.ts';
import { type Section, section } from './section.ts';

/** The issue of the bargain is forecast elsewhere, too; the two need not agree. */
function besideForecast(report: Report, system: System): Child {
  const issue = report.summary.issues.find((one) => one.id === system.roles.issue);
  return issue === undefined ? null : h('p', { class: 'words' }, 'The forecast of ', h('a', { href: `#issue-${slug(issue.id)}` }, `“${issue.name}”`),
    ' says where all who have a stake in it would settle it. Here two bargain over it, month by month, from where it stands. These are two questions, and the answers need not agree.');
}

function worthChart(system: System, worth: Variable): HTMLElement {
  const lines = tellingWorlds(system, worth, 3).map((one) => worldLine(worth, one)).filter((line): line is Line => line !== null);
  const courses: Courses = { dates: system.dates, panels: [{ title: '', variable: worth, lines }], tall: 200, mean: true };
  const end = worth.mean.length - 1;
  return chart({
    title: sentence(worth.words),
    message: `From ${levelText(worth, worth.mean, 0)} on ${date(system.dates[0]!)} to ${levelText(worth, worth.mean, end)} at the end, on average. 0 is what it would be without a price and without a concession.`,
    draw: (width) => drawCourses(courses, width), legend: [...courseLegend(courses), worth.shown.unit === '' ? null : `In ${worth.shown.unit}.`],
    data: () => courseTable('Worth of the bargain over time', courses),
  });
}

/** The worth split into what is paid and what giving in costs; where there is no deal, what having none costs. */
function split(system: System, worth: Variable, price: Variable): HTMLElement {
  const days = [...new Set([0, Math.min(5, worth.mean.length - 1), worth.mean.length - 1])];
  const path = (one: Variable, i: number) => `system.variables.${one.name}.mean.${i}`;
  const cost = (i: number) => level(worth, worth.mean[i]!) - level(price, price.mean[i]!);
  const error = (i: number) => worth.shown.times * Math.hypot(worth.error[i]!, price.error[i]!);
  return table('The worth of the bargain, split', [{ title: `In ${worth.shown.unit}` }, ...days.map((i) => ({ title: date(system.dates[i]!), number: true }))], [
    ['Price: what the patron pays (below 0: is paid)', ...days.map((i) => figureOf(path(price, i), price.mean[i]!, levelText(price, price.mean, i).split('\u00a0')[0]!))],
    ['Concession: what giving in costs, or having no deal', ...days.map((i) => measured(cost(i), Math.abs(cost(i)), error(i)))],
    [h('strong', {}, 'Together: the worth'), ...days.map((i) => figureOf(path(worth, i), worth.mean[i]!, levelText(worth, worth.mean, i).split('\u00a0')[0]!))]]);
}

function leashChart(system: System, leash: Variable, price: Variable, concession: Variable): HTMLElement {
  const parts = [{ variable: price, fill: 'var(--compromise)' }, { variable: concession, fill: 'var(--conflict)' }];
  const end = leash.mean.length - 1;
  const courses: Courses = { dates: system.dates, panels: [{ title: 'Whole leash', variable: leash }, { title: 'As price', variable: price }, { title: 'As concession', variable: concession }], tall: 100 };
  const share = leash.mean[end] === 0 ? 0 : price.mean[end]! / leash.mean[end]!;
  return chart({
    title: 'The leash: what the rival’s help is worth in the bargain',
    message: `${sentence(levelText(leash, leash.mean, 0))} on ${date(system.dates[0]!)} and ${levelText(leash, leash.mean, end)} at the end, on average, of which ${Math.round(100 * share)}\u00a0% as a better price.`,
    draw: (width) => drawParts(system.dates, leash, parts, width),
    legend: [key('key-price', 'as a better price'), key('key-concession', 'as a smaller concession'), key('key-whole', 'whole leash'), 'Means of all draws.'],
    data: () => courseTable('The leash over time', courses),
  });
}

function levelsChart(report: Report, system: System, agreed: Variable, carried: Variable): HTMLElement {
  const courses: Courses = { dates: system.dates, panels: [{ title: 'As agreed', variable: agreed }, { title: 'As carried out', variable: carried }], tall: 130 };
  const issue = report.summary.issues.find((one) => one.id === system.roles.issue);
  const end = carried.mean.length - 1;
  const anchors = issue?.scale.anchors.map((anchor) => `${anchor.at} ${anchor.label}`).join(' · ') ?? '';
  return chart({
    title: `What is bargained over: ${issue?.name ?? system.roles.issue}`,
    message: `On average ${levelText(carried, carried.mean, end)} carried out at the end, and ${levelText(agreed, agreed.mean, end)} agreed. What is agreed is carried out slowly.`,
    draw: (width) => drawCourses(courses, width), legend: [...courseLegend(courses), anchors === '' ? null : `Scale: ${anchors}`],
    data: () => courseTable('The level over time', courses),
  });
}

/** What drives it: power, dependence, what help there would be, how hot the dispute is. */
function drivers(system: System): Child {
  const names = ['leverage.power', 'leverage.dependence.protege', 'leverage.dependence.patron', 'leverage.alternative', 'leverage.disagreement.protege', 'leverage.disagreement.patron', 'leverage.payoff.patron', 'leverage.deal', 'leverage.dispute'];
  const found = names.map((name) => variableOf(system, name)).filter((one): one is Variable => one !== undefined);
  const cell = (one: Variable, i: number) => figureOf(`system.variables.${one.name}.mean.${i}`, one.mean[i]!, levelText(one, one.mean, i));
  return found.length === 0 ? null : h('details', { class: 'more' }, h('summary', {}, 'What drives the bargain'), h('div', { class: 'more-body' },
    table('What drives the bargain', [{ title: 'What' }, { title: date(system.dates[0]!), number: true }, { title: 'At the end', number: true }], found.map((one) => [sentence(one.words), cell(one, 0), cell(one, one.mean.length - 1)]))));
}

export function leashSection(report: Report, system: System): Section | null {
  const of = (name: string) => variableOf(system, `leverage.${name}`);
  const [worth, price, agreed, carried] = [of('payoff.protege'), of('price'), of('agreed'), of('level')];
  if (worth === undefined || price === undefined || agreed === undefined || carried === undefined) {
    return null;
  }
  const [leash, asPrice, asConcession] = [of('leash'), of('leash.price'), of('leash.concession')];
  const [protege, patron, rival] = [system.roles.protege.words, system.roles.patron.words, system.roles.rival.words];
  const rule = system.modules.find((one) => one.id === 'leverage')?.settings.find((one) => one.option === 'option_rule');
  return section('leash', 'The bargain and the leash', [
    h('p', { class: 'words' }, `${sentence(patron)} wants a concession of ${protege} and pays for it. How far it goes depends on what each would lose without a deal. Help from ${rival} makes the fall softer, as far as ${protege} believes in it: that lengthens the leash, and the gain may come as a better price or as a smaller concession.`),
    besideForecast(report, system), worthChart(system, worth), split(system, worth, price),
    leash === undefined || asPrice === undefined || asConcession === undefined || leash.mean.every((one) => one === 0) ? null : leashChart(system, leash, asPrice, asConcession),
    rule === undefined ? null : h('p', { class: 'note' }, `The rule of this run: the rival’s help ${rule.values.find((one) => one.value === rule.value)?.meaning ?? rule.value} (`, h('code', {}, `leverage.option_rule=${rule.value}`), '). The other rule is a matter of theory and decides more than any number.'),
    levelsChart(report, system, agreed, carried), drivers(system),
    how('Patron and protege divide what a deal gains them both, by their power, from what each has without one. Shares are of the protege’s GDP in a year; the level x runs from 0 to 1.', [
      { says: 'Worth of a deal at level x and price t to the protege and to the patron', formula: 'u_b = t − k x² / 2,   u_r = g x − t', source: '' },
      { says: 'Bargaining power of the protege from dependence D of each on the other', formula: 'β = D_r^ω / (D_b^ω + D_r^ω)', source: 'Rubinstein 1982; Hirschman 1945' },
      { says: 'The deal maximises, over price and level as the price regime allows,', formula: '(u_b − d_b)^β (u_r − d_r)^(1−β)', source: 'Nash 1950' },
      { says: 'Without a deal the protege has, with help e from the rival and a crisis z at home,', formula: 'd_b = −C_b · dispute · (1 − e) − H z', source: 'inside rule; Binmore, Rubinstein and Wolinsky 1986 for the outside rule' },
      { says: 'The leash, and its two parts: Δt is what is paid more, the rest is what is given up less', formula: 'u_b(e) − u_b(0) = Δt + (k/2) (x(0)² − x(e)²)', source: '' }]),
  ], { group: 'How it unfolds' });
}
