/** Claims put to the test: a verdict each, what was found, what would undo it, and where the claim was made. */

import { type Child, figureOf, h, slug, table } from '../dom.ts';
import { date, share } from '../numbers.ts';
import type { Report } from '../summary.ts';
import { type Claim, type Finding, measured, type System, variableOf, type Verdict } from '../system.ts';
import { counted, list, sentence } from '../text.ts';
import { dispute, grounds } from './grounds.ts';
import { type Section, section } from './section.ts';

const VERDICTS: Record<Verdict, { mark: string; says: string }> = {
  supported: { mark: '✓', says: 'The sign holds in at least 95 % of draws (for chances and ratios: by more than three standard errors; for “small”: nine draws in ten lie within the bound), and in every variant of the assumptions that was tried.' },
  conditional: { mark: '◐', says: 'It holds under the assumptions of this run, but not under every variant that was tried.' },
  'not supported': { mark: '✗', says: 'It does not hold under the assumptions of this run.' },
  untestable: { mark: '–', says: 'No statistic of the model could bear it out or refute it.' },
};

function tag(verdict: Verdict): HTMLElement {
  return h('span', { class: `tag verdict verdict-${slug(verdict.replace(' ', '-'))}` }, h('span', { 'aria-hidden': 'true' }, `${VERDICTS[verdict].mark} `), sentence(verdict));
}

/** A change of assumptions in words: the meaning of the setting's new value, else as it is written. */
export function changeInWords(system: System, change: string): Child[] {
  return change.split(/;\s*/).flatMap((one, i) => [i === 0 ? '' : ' and ', ...oneChange(system, one)]);
}

function oneChange(system: System, change: string): Child[] {
  const setting = /^([a-z_]+)\.([a-z_]+)=(.+)$/.exec(change);
  const module = system.modules.find((one) => one.id === (setting?.[1] ?? change.replace(/=off$/, '')));
  const option = module?.settings.find((one) => one.option === setting?.[2]);
  const value = option?.values.find((one) => one.value === setting?.[3]);
  if (option !== undefined && value !== undefined) {
    return [`“${option.meaning.replace(/\.$/, '')}”: ${value.meaning} `, h('code', {}, change)];
  }
  const parameter = /^set parameters\.(.+)\.value=(.+)$/.exec(change);
  const prior = system.priors.find((one) => one.path === parameter?.[1]);
  if (prior !== undefined) {
    return [`“${prior.meaning.replace(/\.$/, '')}” = ${parameter![2]} ${prior.unit} `, h('code', {}, parameter![1]!)];
  }
  return module !== undefined && change.endsWith('=off') ? [`without the part “${module.title}” `, h('code', {}, change)] : [h('code', {}, change)];
}

function undone(system: System, claim: Claim): Child {
  const breaking = claim.ablations.filter((one) => !one.holds);
  if (!claim.finding.holds || breaking.length === 0) {
    return null;
  }
  return h('div', { class: 'undone' }, h('p', {}, breaking.length === 1 ? 'It is undone by this change of assumptions:' : 'It is undone by any of these changes of assumptions:'),
    h('ul', {}, breaking.map((one) => h('li', {}, changeInWords(system, one.change)))));
}

/** Figures of findings on the scale on which the measure is shown; a tilt is a pure ratio. */
function shownBy(system: System, claim: Claim): { unit: string; text: (value: number, finding: Finding) => string } {
  const variable = variableOf(system, claim.measure);
  const tilt = claim.test === 'tilt';
  const times = tilt ? 1 : variable?.shown.times ?? 1;
  const plus = claim.test === 'level' ? variable?.shown.plus ?? 0 : 0;
  const unit = tilt ? 'times' : (claim.test === 'level' ? variable?.shown.unit : variable?.shown.difference) ?? claim.unit;
  return {
    unit,
    text: (value, finding) => measured(value * times + plus, times * Math.max(Math.abs(finding.q05), Math.abs(finding.q95), Math.abs(finding.value.value)), times * finding.value.error),
  };
}

/** Whether the share of draws with the sign is what decides: not for ratios, small effects, and what happens or does not. */
function bySign(claim: Claim): boolean {
  return claim.test !== 'tilt' && claim.expect !== 'small' && !claim.measure.startsWith('event.');
}

function findingRow(system: System, claim: Claim, finding: Finding, at: number): Child[] {
  const { text } = shownBy(system, claim);
  const path = `system.claims.${claim.id}.${at === 0 ? 'finding' : `ablations.${at - 1}`}.value`;
  return [at === 0 ? 'As this run assumes' : changeInWords(system, finding.change),
    figureOf(path, finding.value.value, text(finding.value.value, finding)),
    claim.test === 'tilt' ? '\u2013' : `${text(finding.q05, finding)} to ${text(finding.q95, finding)}`,
    bySign(claim) ? share(finding.share) : '\u2013', finding.why_not !== '' ? finding.why_not : finding.holds ? 'holds' : 'does not hold'];
}

function figures(system: System, claim: Claim): Child {
  if (claim.verdict === 'untestable') {
    return claim.statistic === '' ? null : h('p', { class: 'note' }, `It would have been read off: ${claim.statistic}.`);
  }
  const { unit } = shownBy(system, claim);
  const rows = [claim.finding, ...claim.ablations].map((finding, at) => findingRow(system, claim, finding, at));
  const worlds = (ids: string[]): Child[] => ids.flatMap((id, i) => [i === 0 ? '' : ' with ', world(system, id)]);
  return h('details', { class: 'more' }, h('summary', {}, 'Measure and figures'), h('div', { class: 'more-body' },
    h('dl', { class: 'terms' },
      h('dt', {}, 'Statistic'), h('dd', {}, claim.statistic === '' ? '' : `${sentence(claim.statistic)}. `, h('code', {}, claim.measure), ` on ${date(claim.day)}${unit === '' ? '' : `, in ${unit}`}`),
      claim.compare.length === 0 ? null : [h('dt', {}, 'Compared'), h('dd', {}, worlds(claim.compare), claim.against.length === 0 ? null : [', less the same of ', ...worlds(claim.against)])],
      h('dt', {}, 'Expected'), h('dd', {}, `${sentence(claim.expect)}${claim.bound === null ? '' : ` (bound ${shownBy(system, claim).text(claim.bound, claim.finding)})`}`)),
    table(`Figures of claim ${claim.id}`, [{ title: 'Assumptions' }, { title: 'Mean', number: true }, { title: 'Nine draws in ten', number: true }, { title: 'Draws with the sign', number: true }, { title: 'Verdict' }], rows, 'tight'),
    claim.beside.length === 0 ? null : h('p', { class: 'note' }, `Beside it, without bearing on the verdict: ${claim.beside.map((one) => `${one.words} ${besideText(system, claim, one)}`).join('; ')}.`)));
}

function besideText(system: System, claim: Claim, one: Claim['beside'][number]): string {
  const variable = variableOf(system, one.variable);
  const times = variable?.shown.times ?? 1;
  const unit = (claim.test === 'level' ? variable?.shown.unit : variable?.shown.difference) ?? one.unit;
  const text = measured(one.value.value * times, times * Math.max(Math.abs(one.q05), Math.abs(one.q95), Math.abs(one.value.value)), times * one.value.error);
  return unit === '' ? text : `${text}\u00a0${unit}`;
}

function world(system: System, id: string): Child {
  const found = system.counterfactuals.find((one) => one.id === id);
  return found === undefined ? 'things as they are' : h('a', { href: `#what-if-${found.id}` }, `“${found.words}”`);
}

function card(report: Report, system: System, claim: Claim): HTMLElement {
  return h('li', { id: `claim-${slug(claim.id)}`, class: 'claim', tabindex: -1 },
    h('p', { class: 'claim-head' }, tag(claim.verdict), ' ', h('span', { class: 'path' }, claim.id)),
    h('h3', {}, claim.text),
    h('p', {}, sentence(claim.sentence)), undone(system, claim),
    h('div', { class: 'claim-source' }, h('span', { class: 'source-note' }, 'Said in: '), grounds(report, claim.because)), dispute(claim.disputed), figures(system, claim));
}

export function claimsSection(report: Report, system: System): Section | null {
  if (system.claims.length === 0) {
    return null;
  }
  const verdicts = Object.keys(VERDICTS) as Verdict[];
  const counts = verdicts.map((verdict) => ({ verdict, count: system.claims.filter((one) => one.verdict === verdict).length }));
  const choice = h('select', { id: 'claim-verdict' }, h('option', { value: '' }, 'all'), counts.filter((one) => one.count > 0).map((one) => h('option', { value: one.verdict }, `${one.verdict} (${one.count})`)));
  const cards = system.claims.map((claim) => ({ claim, element: card(report, system, claim) }));
  const said = h('p', { class: 'filter-count', role: 'status' });
  choice.addEventListener('change', () => {
    cards.forEach(({ claim, element }) => { element.hidden = choice.value !== '' && claim.verdict !== choice.value; });
    said.textContent = choice.value === '' ? '' : `${counted(cards.filter(({ element }) => !element.hidden).length, 'claim')} shown`;
  });
  return section('claims', 'Claims put to the test', [
    h('p', { class: 'lead-words' }, `Of ${counted(system.claims.length, 'claim')}, ${list(counts.filter((one) => one.count > 0).map((one) => `${one.count} ${one.count === 1 ? 'is' : 'are'} ${one.verdict}`))}.`),
    h('p', { class: 'words' }, h('strong', {}, 'A verdict speaks of the model under its priors, not of the world.'), ` It says whether the claim follows from what was assumed, over ${counted(system.claim_draws, 'draw')}, and which change of assumption would undo it.`),
    system.diagnostics.claims.words === '' ? null : h('p', { class: 'note claims-at-once' }, system.diagnostics.claims.words),
    h('details', { class: 'more' }, h('summary', {}, 'What the verdicts mean'), h('div', { class: 'more-body' }, h('dl', { class: 'terms' }, verdicts.map((verdict) => [h('dt', {}, tag(verdict)), h('dd', {}, VERDICTS[verdict].says)])))),
    h('div', { class: 'filter' }, h('div', {}, h('label', { for: 'claim-verdict' }, 'Show claims that are'), choice), said),
    h('ul', { class: 'cards claims' }, cards.map(({ element }) => element))], { group: 'How it unfolds', short: 'Claims' });
}
