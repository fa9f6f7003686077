/** What observers believe about the rival's support, and what the signals did to it. Seeing and doing are kept apart. */

import { courseLegend, type Courses, courseTable, drawCourses, type Line, type Panel } from '../charts/courses.ts';
import { chart } from '../charts/chart.ts';
import { type Child, figureOf, h, table } from '../dom.ts';
import { date, share } from '../numbers.ts';
import type { Report } from '../summary.ts';
import { type Counterfactual, effectOn, level, levelText, mainCounterfactual, shareOf, shortName, type System, usualDay, type Variable, variableOf, variablesOf, wouldBe } from '../system.ts';
import { list, sentence } from '../text.ts';
import { how } from './how.ts';
import { type Section, section } from './section.ts';

/** The mean of a variable in the world of a counterfactual: what it is less what that takes away. */
export function worldLine(variable: Variable, counterfactual: Counterfactual): Line | null {
  const course = effectOn(counterfactual, variable.name)?.course;
  return course === undefined ? null : { name: counterfactual.words, values: variable.mean.map((one, i) => one - course[i]!) };
}

/** The worlds in which a variable would be most different at some date, the main one first. */
export function tellingWorlds(system: System, variable: Variable, most: number): Counterfactual[] {
  const reach = (one: Counterfactual) => Math.max(0, ...(effectOn(one, variable.name)?.course ?? []).map(Math.abs));
  const main = mainCounterfactual(system);
  const others = system.counterfactuals.filter((one) => one !== main && reach(one) > 0).sort((a, b) => reach(b) - reach(a));
  const chosen: Counterfactual[] = main !== undefined && reach(main) > 0 ? [main] : [];
  for (const one of others) {
    const same = chosen.some((known) => JSON.stringify(effectOn(known, variable.name)) === JSON.stringify(effectOn(one, variable.name)));
    if (chosen.length < most && !same) {
      chosen.push(one);
    }
  }
  return chosen;
}

function observer(report: Report, variable: Variable): string {
  const id = variable.name.split('.').slice(3).join('.');
  return id === 'all' ? 'others' : shortName(report.actorName(id));
}

/** Observers who believe the same throughout stand in one panel. */
function panelsOf(report: Report, variables: Variable[], named: (who: string, one: Variable) => string): Panel[] {
  const groups = new Map<string, Variable[]>();
  for (const one of variables) {
    const same = JSON.stringify([one.name.split('.')[2], one.mean, one.q05, one.q95]);
    groups.set(same, [...(groups.get(same) ?? []), one]);
  }
  return [...groups.values()].map((same) => ({ variable: same[0]!, title: named(list(same.map((one) => observer(report, one))), same[0]!) }));
}

function beliefChart(report: Report, system: System, own: Variable[]): HTMLElement {
  const first = own[0]!;
  const panels = panelsOf(report, own, (who) => `As seen by ${who}`).map((panel) => ({
    ...panel, lines: tellingWorlds(system, first, 3).map((one) => worldLine(panel.variable, one)).filter((line): line is Line => line !== null),
  }));
  const courses: Courses = { dates: system.dates, panels: panels.length === 1 ? [{ ...panels[0]!, title: '' }] : panels, tall: panels.length === 1 ? 220 : 130, mean: true };
  const same = panels.length === 1 && own.length > 1 ? ` ${sentence(list(own.map((one) => observer(report, one))))} see the same and believe the same.` : '';
  const { protege, rival } = system.roles;
  return chart({
    title: `Belief in support by ${rival.words} for ${protege.words}`,
    message: `From ${levelText(first, first.mean, 0)} on ${date(system.dates[0]!)} to ${levelText(first, first.mean, first.mean.length - 1)} at the end, on average; 0 is the support that a state gets on average.${same}`,
    draw: (width) => drawCourses(courses, width), legend: [...courseLegend(courses), 'Dashed: the mean in other worlds.'],
    data: () => courseTable('Belief in support over time', courses),
  });
}

function elsewhereChart(report: Report, system: System, variables: Variable[]): HTMLElement | null {
  if (variables.length === 0) {
    return null;
  }
  const receiver = (one: Variable) => shortName(report.actorName(one.name.split('.')[2]!.split('-').slice(1).join('-')));
  const alike = new Map<string, string[]>();
  for (const one of variables) {
    const figures = JSON.stringify(one.mean);
    alike.set(figures, [...(alike.get(figures) ?? []), receiver(one)]);
  }
  const panels = [...alike.entries()].map(([figures, who]) => ({ title: `For ${list(who)}`, variable: variables.find((one) => JSON.stringify(one.mean) === figures)! }));
  const courses: Courses = { dates: system.dates, panels, tall: 100 };
  return chart({
    title: `Belief in support by ${system.roles.rival.words} for others`, message: 'Who else is visited, or was promised something, as others see it.',
    draw: (width) => drawCourses(courses, width), legend: courseLegend(courses), data: () => courseTable('Belief in support for others over time', courses),
  });
}

/** The main what-if and the others that bear on the belief: what each does to it, beside what seeing would tell. */
function doingAndSeeing(system: System, own: Variable): Child {
  const { protege, rival } = system.roles;
  const day = usualDay(system);
  const seeing = variableOf(system, `signal.seeing.${rival.id}-${protege.id}`);
  const worlds = tellingWorlds(system, own, 4);
  const rows: Child[][] = worlds.map((one) => {
    const effect = effectOn(one, own.name)!;
    return [h('span', {}, h('span', { class: 'tag tag-rule' }, 'Doing'), ' ', h('a', { href: `#what-if-${one.id}` }, one.words)),
      figureOf(`system.counterfactuals.${one.id}.${own.name}.${day}`, effect.mean[day]!, `belief ${wouldBe(own, effect, day)}`), share(shareOf(effect, day))];
  });
  if (worlds.length > 0) {
    rows.push([h('span', {}, h('span', { class: 'tag tag-rule' }, 'Doing'), ` Any of these, to the true support of ${rival.words}`), 'nothing: it stays what it is', '']);
  }
  if (seeing !== undefined && seeing.mean[0] !== 0) {
    rows.push([h('span', {}, h('span', { class: 'tag tag-signal' }, 'Seeing'), ' Where the coming signal is sent rather than not, true support is expected to be'),
      [figureOf(`system.variables.${seeing.name}.mean.0`, seeing.mean[0]!, levelText(seeing, seeing.mean, 0)), seeing.mean[0]! > 0 ? ' higher' : ' lower'], '']);
  }
  return rows.length === 0 ? null : [h('h3', {}, 'Doing is not seeing'),
    h('p', { class: 'words' }, 'Making a visit changes what others believe; the support behind it stays what it is. Seeing a visit tells of that support, because those who care visit more. The two figures answer different questions, and only the first is an effect.'),
    table(`What signals do, on ${date(system.days[day]!)}, and what seeing one tells`, [{ title: 'Seeing or doing' }, { title: `On ${date(system.days[day]!)}` }, { title: 'Share of draws that way', number: true }], rows)];
}

/** What the signals told so far, in bits, and how far they bind. */
function told(system: System): Child {
  const { protege, rival } = system.roles;
  const pair = `${rival.id}-${protege.id}`;
  const rows = ['news', 'tie', 'footprint', 'change'].map((what) => variableOf(system, `signal.${what}.${pair}`)).filter((one): one is Variable => one !== undefined)
    .map((one) => [sentence(one.words), figureOf(`system.variables.${one.name}.mean.0`, one.mean[0]!, levelText(one, one.mean, 0)), figureOf(`system.variables.${one.name}.mean.${one.mean.length - 1}`, one.mean[one.mean.length - 1]!, levelText(one, one.mean, one.mean.length - 1)), sentence(one.meaning)]);
  return rows.length === 0 ? null : h('details', { class: 'more' }, h('summary', {}, 'What the signals told, and how far they bind'), h('div', { class: 'more-body' },
    table('What the signals told', [{ title: 'What' }, { title: date(system.dates[0]!), number: true }, { title: 'At the end', number: true }, { title: 'Meaning' }], rows)));
}

export function beliefSection(report: Report, system: System): Section | null {
  const { protege, rival } = system.roles;
  const own = variablesOf(system, `signal.support.${rival.id}-${protege.id}.`);
  const first = own[0];
  if (first === undefined) {
    return null;
  }
  const elsewhere = variablesOf(system, 'signal.support.').filter((one) => !own.includes(one));
  const end = first.mean.length - 1;
  const away = level(first, first.mean[end]!) < level(first, first.mean[0]!) ? 'fades' : 'grows';
  return section('belief', `Who believes in support by ${rival.words}`, [
    h('p', { class: 'words' }, `Nobody knows how much ${rival.words} cares about ${protege.words}. Observers learn from signals: a rare or costly one raises the belief, one that was expected and does not come lowers it, and all of it fades. Over this run the belief ${away}.`),
    beliefChart(report, system, own), doingAndSeeing(system, first), elsewhereChart(report, system, elsewhere), told(system),
    how('A belief has a mean and a variance. A signal is an answer of a sender of unknown resolve: it moves the belief the more, the less it was to be expected.', [
      { says: 'A sender of support θ sends a signal of discrimination a and difficulty c with probability', formula: 'P(sent | θ) = Φ(a (θ − c))', source: 'Fearon 1997; McManus and Nieman 2019' },
      { says: 'With the belief N(μ, v), K = a / √(1 + a² v) and z = K (μ − c): if sent, with h = φ(z) / Φ(z)', formula: 'μ → μ + v K h,   v → v − v² K² h (h + z)', source: 'exact first two moments' },
      { says: 'If not sent, with h = φ(z) / Φ(−z)', formula: 'μ → μ − v K h,   v → v − v² K² h (h − z)', source: '' },
      { says: 'Fading over a time t towards the long-run belief N(m, w), with ρ = 2^(−t / half-life)', formula: 'μ → m + ρ (μ − m),   v → w + ρ² (v − w)', source: 'judgement for the half-life' },
      { says: 'Seeing: what conditioning on the coming signal would say of θ', formula: 'E[θ | sent] − E[θ | not sent] = μ⁺ − μ⁻', source: '' }]),
  ], { group: 'How it unfolds', short: 'Belief in support' });
}
