/** What neighbours fear, with closed soil between and with open soil; and what being a buffer costs the buffer. */

import { chart } from '../charts/chart.ts';
import { courseLegend, type Courses, courseTable, drawCourses, type Line } from '../charts/courses.ts';
import { mapChart } from '../charts/map.ts';
import { type Child, figureOf, h, table } from '../dom.ts';
import { date } from '../numbers.ts';
import type { Report } from '../summary.ts';
import { type Counterfactual, effectOn, levelText, shortName, type System, type Variable, variableOf, variablesOf, wouldBe } from '../system.ts';
import { list, sentence } from '../text.ts';
import { worldLine } from './belief.ts';
import { how } from './how.ts';
import { type Section, section } from './section.ts';

function lastOf(effect: { mean: number[] } | undefined): number {
  return effect === undefined ? 0 : effect.mean[effect.mean.length - 1]!;
}

/** The world that opens the protege's soil most, if one does: access rises, and so does fear. */
function openingWorld(system: System, fears: Variable[]): Counterfactual | undefined {
  const rise = (one: Counterfactual) => -lastOf(effectOn(one, 'tension.access'));
  const fear = (one: Counterfactual) => -fears.reduce((sum, variable) => sum + lastOf(effectOn(one, variable.name)), 0);
  return system.counterfactuals.filter((one) => rise(one) > 0 && fear(one) > 0).sort((a, b) => rise(b) - rise(a))[0];
}

function neighbour(report: Report, variable: Variable): string {
  return shortName(report.actorName(variable.name.split('.').pop()!));
}

function fearChart(report: Report, system: System, fears: Variable[], open: Counterfactual | undefined): HTMLElement {
  const courses: Courses = {
    dates: system.dates, tall: 120, mean: true, fromZero: true,
    panels: fears.map((variable) => {
      const line = open === undefined ? null : worldLine(variable, open);
      return { title: neighbour(report, variable), variable, ...(line === null ? {} : { lines: [line as Line] }) };
    }),
  };
  const most = [...fears].sort((a, b) => b.mean[b.mean.length - 1]! - a.mean[a.mean.length - 1]!)[0]!;
  const effect = open === undefined ? undefined : effectOn(open, most.name);
  return chart({
    title: 'Fear of the neighbours',
    message: `Highest at the end in ${neighbour(report, most)}: ${levelText(most, most.mean, most.mean.length - 1)} on average; 1 is what the gravest attack leaves.${effect === undefined || open === undefined ? '' : ` If “${open.words}”, it would be ${wouldBe(most, effect, effect.mean.length - 1)}.`}`,
    draw: (width) => drawCourses(courses, width), legend: courseLegend(courses), data: () => courseTable('Fear of the neighbours over time', courses),
  });
}

function bufferTable(system: System): Child {
  const end = system.dates.length - 1;
  const cell = (name: string, i: number): Child => {
    const one = variableOf(system, name);
    return one === undefined ? '' : figureOf(`system.variables.${name}.mean.${i}`, one.mean[i]!, levelText(one, one.mean, i).replace('\u00a0thousand troops', ''));
  };
  const rows = system.roles.neighbours.map(({ id, name }) => [shortName(name), cell(`tension.exposure.${id}`, 0), cell(`tension.exposure.${id}`, end), cell(`tension.buffer.${id}`, 0), cell(`tension.buffer.${id}`, end), cell(`tension.buffer_effect.${id}`, 0), cell(`tension.buffer_effect.${id}`, end)]);
  const when = [date(system.dates[0]!), 'end'];
  const heads = ['Thousand troops within reach', 'Kept away by closed soil', 'Fear that open soil would add'].flatMap((head) => when.map((one) => ({ title: `${head}, ${one}`, number: true })));
  return [h('h3', {}, 'With and without the buffer'),
    h('p', { class: 'words' }, 'The first pair of columns is what stands or could come near; the second the share of it that closed soil keeps away; the third the fear that open soil with a base would add in the long run.'),
    table('The buffer, by neighbour', [{ title: 'Neighbour' }, ...heads], rows, 'tight')];
}

/** The other edge: what lying between rivals costs the state that does. */
function selfRisk(system: System): Child {
  const risk = variableOf(system, 'tension.self_risk');
  const loss = variableOf(system, 'tension.absorption');
  const access = variableOf(system, 'tension.access');
  const panels = [risk, loss, access].filter((one): one is Variable => one !== undefined).map((variable) => ({ title: sentence(variable.words), variable }));
  if (risk === undefined) {
    return null;
  }
  // each on a scale of its own: a ratio and two chances have none in common
  const drawn = panels.map((panel) => ({ panel, courses: { dates: system.dates, panels: [{ ...panel, title: '' }], tall: 90, fromZero: true } as Courses }));
  return [h('h3', {}, 'The other edge: the risk of being a buffer'),
    h('p', { class: 'words' }, `A state between rivals is likelier to lose its independence: on average ${levelText(risk, risk.mean, risk.mean.length - 1)} times as likely by the end as one that nobody’s rival lies beyond. The sign is known from history; the size is nearly what was assumed.`),
    h('div', { class: 'side-by-side' }, drawn.map(({ panel, courses }) => chart({
      title: panel.title, message: `${levelText(panel.variable, panel.variable.mean, 0)} on ${date(system.dates[0]!)}, ${levelText(panel.variable, panel.variable.mean, panel.variable.mean.length - 1)} at the end.`,
      draw: (width) => drawCourses(courses, width), data: () => courseTable(panel.title, courses),
    })))];
}

export function fearSection(report: Report, system: System): Section | null {
  const fears = variablesOf(system, 'tension.anxiety.');
  if (fears.length === 0) {
    return null;
  }
  const protege = system.roles.protege.words;
  const patron = system.roles.patron.words;
  return section('fear', 'Fear with and without the buffer', [
    h('p', { class: 'words' }, `${list(fears.map((one) => neighbour(report, one)))} fear the forces of ${patron} the more, the nearer these stand or could come. While the soil of ${protege} is closed to them, it keeps part of them away; that is the buffer.`),
    mapChart(report, system), fearChart(report, system, fears, openingWorld(system, fears)), bufferTable(system), selfRisk(system),
    how('Forces count by distance; fear follows exposure, fades, and passes between neighbours that share a border.', [
      { says: 'Exposure of a neighbour: forces F at the distance km; a reserve counts as far as the soil is open, a', formula: 'E = Σ F e^(−km / reach),   a = 1 / (1 + e^−(e₀ + e₁ level + e₂ alignment + e₃ base))', source: 'Boulding 1962; access is a judgement' },
      { says: 'Fear, with the half-life in d, and what passes between neighbours in K', formula: 'dA/dt = d (−A + K A + w E + G) + Σ events', source: 'Richardson 1960, with geography; Goldstein 1992 for events' },
      { says: 'Buffer index, and buffer effect in the long run', formula: 'B = 1 − E / E(open),   BE = (I − K)⁻¹ w (E(open) − E)', source: 'design of this engine' },
      { says: 'Self-risk: the chance of absorption over what it were if nobody’s rival lay beyond', formula: 'rate = b · ratio · e^(c₁ (level − level at the origin) + c₂ base)', source: 'Fazal 2004 for the sign' }]),
  ], { group: 'How it unfolds', short: 'Fear and the buffer' });
}
