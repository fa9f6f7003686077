/** The chance of ending closest to each anchor: a table whose bars are drawn by the style sheet, so it is its own text. */

import { type Child, figureOf, h, withRoles } from '../dom.ts';
import { percent, plain, pointsOfError } from '../numbers.ts';
import type { Band, Forecast, Issue, Report } from '../summary.ts';
import { key } from './chart.ts';

/** Other models shown as marks on the bars of the lead model. */
function otherModels(issue: Issue): Forecast[] {
  return issue.forecasts.filter((forecast, i) => i > 0 && !forecast.baseline && forecast.bands.length > 0);
}

function bar(band: Band, others: (Band | undefined)[]): HTMLElement {
  const share = (value: number) => `${(100 * value).toFixed(2)}%`;
  const error = band.probability.error;
  return h('div', { class: 'bar', 'aria-hidden': 'true' },
    h('span', { class: 'bar-fill', style: `width:${share(band.probability.value)}` }),
    error > 0 ? h('span', { class: 'bar-error', style: `left:${share(Math.max(0, band.probability.value - error))};width:${share(2 * error)}` }) : null,
    others.map((other) => (other === undefined ? null : h('span', { class: 'bar-other', style: `left:${share(other.probability.value)}` }))));
}

function row(report: Report, issue: Issue, lead: Forecast, at: number, others: Forecast[]): HTMLElement {
  const band = lead.bands[at]!;
  const { draws } = report.summary.run;
  const path = (forecast: Forecast) => `issues.${issue.id}.forecasts.${forecast.model}.bands.${at}`;
  const cell = (forecast: Forecast): Child => {
    const chance = forecast.bands[at]?.probability;
    return chance === undefined ? '' : [figureOf(path(forecast), chance.value, percent(chance, draws)), ' ', h('span', { class: 'error' }, pointsOfError(chance))];
  };
  return h('tr', {},
    h('th', { scope: 'row' }, h('span', { class: 'anchor-at' }, plain(band.at)), ' ', band.label),
    h('td', { class: 'bar-cell' }, bar(band, others.map((other) => other.bands[at]))),
    h('td', { class: 'number strong' }, cell(lead)),
    others.map((other) => h('td', { class: 'number other', 'data-model': report.modelTitle(other.model) }, cell(other))));
}

function againstStatusQuo(report: Report, issue: Issue, lead: Forecast): HTMLElement | null {
  const against = lead.against_status_quo;
  if (against === null) {
    return null;
  }
  const { draws } = report.summary.run;
  const part = (name: 'below' | 'at' | 'above', words: string) => h('li', {},
    figureOf(`issues.${issue.id}.forecasts.${lead.model}.against_status_quo.${name}`, against[name].value, percent(against[name], draws)), ` ${words}`);
  return h('ul', { class: 'against', 'aria-label': 'Against the status quo' }, h('li', {}, 'Of all draws:'),
    part('below', 'end below the status quo'), part('at', 'at it'), part('above', 'above it'));
}

/** The figure of an issue's chances; nothing for a scale without anchors. */
export function bandsFigure(report: Report, issue: Issue): HTMLElement | null {
  const lead = issue.forecasts[0]!;
  if (lead.bands.length === 0) {
    return null;
  }
  const { draws } = report.summary.run;
  const top = lead.bands.reduce((best, band) => (band.probability.value > best.probability.value ? band : best));
  const others = otherModels(issue);
  const leadTitle = report.modelTitle(lead.model);
  const heads = [h('th', { scope: 'col' }, 'Landmark'), h('th', { scope: 'col', class: 'bar-cell' }, h('span', { class: 'visually-hidden' }, 'Bar')),
    h('th', { scope: 'col', class: 'number' }, others.length > 0 ? leadTitle : 'Chance'),
    ...others.map((other) => h('th', { scope: 'col', class: 'number' }, report.modelTitle(other.model)))];
  const caption = `Chance of ending closest to each landmark: ${issue.name}`;
  return h('figure', { class: 'chart' },
    h('figcaption', {}, h('span', { class: 'chart-title' }, 'Which landmark it ends closest to'), ' ',
      h('span', { class: 'chart-message' }, `Most often “${top.label}”: in ${percent(top.probability, draws)} of draws.`)),
    h('div', { class: 'scroll', role: 'group', tabindex: 0, 'aria-label': caption },
      withRoles(h('table', { class: 'bands' }, h('caption', { class: 'visually-hidden' }, caption), h('thead', {}, h('tr', {}, heads)),
        h('tbody', {}, lead.bands.map((_, at) => row(report, issue, lead, at, others)))))),
    h('div', { class: 'legend' }, key('key-bar', leadTitle), others.map((other) => key('key-other', report.modelTitle(other.model))),
      h('span', { class: 'key' }, '± standard error from the number of draws, in percentage points')),
    againstStatusQuo(report, issue, lead));
}
