/** Where an issue ends: the draws of the lead model as a histogram, and every model on the same scale below it. */

import * as Plot from '@observablehq/plot';

import { figureOf, s, table } from '../dom.ts';
import { flush, placeLabels } from '../labels.ts';
import { grainOf, number } from '../numbers.ts';
import { type Forecast, type Issue, quantile, type Report } from '../summary.ts';
import { counted, LINE, width as textWidth, wrap } from '../text.ts';
import { chart, HALO, key, plot } from './chart.ts';
import { landmarks } from './landmarks.ts';
import { isStatusQuo, type Layout, NARROW, rowMarks, rowOf, scaleOf, statusQuo, TOP } from './rows.ts';

interface Framed extends Layout {
  /** Bottom of the histogram, pixels. */
  base: number;
}

function layoutOf(width: number, tall: boolean, beside: boolean): Framed {
  const narrow = width < NARROW || !beside;
  const from = narrow ? 6 : 204;
  return { width, narrow, from, to: width - (narrow ? 6 : 104), base: TOP + (tall ? (width < NARROW ? 130 : 190) : width < NARROW ? 100 : 130) };
}

function bins(forecast: Forecast, layout: Framed): Plot.Markish {
  const { low, high, counts } = forecast.histogram;
  const step = (high - low) / counts.length;
  const most = Math.max(1, ...counts);
  const q = [0.05, 0.25, 0.75, 0.95].map((level) => quantile(forecast, level));
  const strength = (x: number) => (x >= q[1]! - step / 2 && x <= q[2]! + step / 2 ? 0.95 : x >= q[0]! - step / 2 && x <= q[3]! + step / 2 ? 0.55 : 0.25);
  const bars = counts
    .map((count, i) => ({ count, from: low + i * step, to: low + (i + 1) * step, middle: low + (i + 0.5) * step }))
    .filter((bar) => bar.count > 0);
  return Plot.rect(bars, {
    x1: 'from', x2: 'to', y1: layout.base,
    y2: (bar) => layout.base - Math.max(1, (bar.count / most) * (layout.base - TOP - 4)),
    fill: 'var(--lead)', fillOpacity: (bar) => strength(bar.middle), insetLeft: 0.25, insetRight: 0.25,
  });
}

/** Averages of the simple rules as dots on one line, each with its name under it. */
function ruleStrip(report: Report, issue: Issue, rules: Forecast[], layout: Layout, top: number): { marks: Plot.Markish[]; bottom: number } {
  const at = scaleOf(issue, layout);
  const y = top + 26;
  const labels = rules.map((rule) => ({
    x: at(rule.mean.value), text: `${report.modelTitle(rule.model)} ${number(rule.mean.value, grainOf(issue, rule.mean.error))}`,
  }));
  const placed = placeLabels(labels, 0, layout.width, { wrap, width: (line) => textWidth(line), line: LINE });
  const height = Math.max(0, ...placed.map((one) => one.top + one.height));
  const marks: Plot.Markish[] = [
    () => s('text', { x: 0, y: top + 8, 'text-anchor': 'start', 'dominant-baseline': 'central', fill: 'var(--ink-2)', ...HALO }, 'Simple rules, on average'),
    () => s('g', { 'data-labels': 'rules' }, placed.map((label) => {
      const { x, anchor } = flush(label);
      const bottom = y + 9 + label.top;
      return s('g', {},
        s('line', { x1: label.x, x2: label.x, y1: y, y2: bottom, stroke: 'var(--rule)', 'stroke-width': 0.8 }),
        s('text', { x, y: bottom, 'text-anchor': anchor, fill: 'var(--ink-2)', ...HALO },
          label.lines.map((line, i) => s('tspan', { x, dy: i === 0 ? LINE - 4 : LINE }, line))));
    })),
    Plot.dot(rules, { x: (rule: Forecast) => rule.mean.value, y, r: 5, symbol: 'diamond2', fill: 'var(--rule)', stroke: 'var(--paper)', strokeWidth: 1 }),
  ];
  return { marks, bottom: y + 9 + height + 8 };
}

/** @param first true for the first screen: taller, with the simple rules on one line. */
function draw(report: Report, issue: Issue, width: number, first: boolean): SVGElement {
  const layout = layoutOf(width, first, !first);
  const at = scaleOf(issue, layout);
  const lead = issue.forecasts[0]!;
  const rows = issue.forecasts
    .map((forecast, i) => rowOf(report, issue, forecast, i))
    .filter((row) => !isStatusQuo(row.forecast) && !(first && row.forecast.baseline && !row.lead));
  const games = rowMarks(rows.filter((row) => row.lead || !row.forecast.baseline), layout, layout.base + 8);
  const others = rows.filter((row) => !row.lead && row.forecast.baseline);
  const strip = issue.forecasts.filter((forecast, i) => i > 0 && forecast.baseline && !isStatusQuo(forecast));
  const rules = first && strip.length > 0
    ? ruleStrip(report, issue, strip, layout, games.bottom + 6)
    : rowMarks(others, layout, games.bottom + (others.length > 0 ? 8 : 0));
  const bottom = rules.bottom + 8;
  const scale = landmarks(issue, at, layout.from, layout.to, [0, width]);
  return plot({
    width, height: bottom + scale.height, marginLeft: layout.from, marginRight: width - layout.to, marginTop: 0, marginBottom: 0,
    x: { domain: [issue.scale.low, issue.scale.high], axis: null }, y: { type: 'identity', axis: null },
    marks: [
      Plot.ruleX(issue.scale.anchors, { x: 'at', y1: TOP - 4, y2: bottom, stroke: 'var(--line)' }),
      bins(lead, layout),
      Plot.link([0], { x1: issue.scale.low, x2: issue.scale.high, y1: layout.base, y2: layout.base, stroke: 'var(--line)' }),
      ...statusQuo(issue, layout, bottom),
      ...games.marks, ...rules.marks, scale.mark(bottom),
    ],
  });
}

/** Every model's average, spread and quantiles. */
export function figuresTable(report: Report, issue: Issue): HTMLElement {
  const levels = issue.forecasts[0]!.quantiles.map((one) => one.level);
  const columns = [{ title: 'Model' }, { title: 'Average', number: true }, { title: 'Spread (s.d.)', number: true },
    ...levels.map((level) => ({ title: `${Math.round(100 * level)}\u00a0%`, number: true }))];
  const rows = issue.forecasts.map((forecast) => {
    const by = grainOf(issue, forecast.mean.error);
    const path = `issues.${issue.id}.forecasts.${forecast.model}`;
    return [report.modelTitle(forecast.model), figureOf(`${path}.mean`, forecast.mean.value, number(forecast.mean.value, by)),
      figureOf(`${path}.sd`, forecast.sd, number(forecast.sd, { step: by.step / 10, decimals: by.decimals + 1 })),
      ...forecast.quantiles.map((one) => figureOf(`${path}.quantiles.${one.level}`, one.value, number(one.value, by)))];
  });
  return table(`Forecasts of ${issue.name}: average, spread and the outcome below which a share of the draws falls`, columns, rows);
}

/** The chart of an issue's outcome. */
export function outcomeChart(report: Report, issue: Issue, first: boolean): HTMLElement {
  const lead = issue.forecasts[0]!;
  const draws = `Where ${counted(report.summary.run.draws, 'draw')} of “${report.modelTitle(lead.model)}” end, and what the others say on average.`;
  const unit = issue.unit === '' ? '' : ` Scale in ${issue.unit}.`;
  return chart({
    title: first ? issue.name : 'Where it ends',
    message: `${first ? draws : lead.words}${unit}`,
    draw: (width) => draw(report, issue, width, first),
    legend: [
      key('key-dot', 'average'), key('key-half', 'half of the draws'), key('key-most', 'nine draws in ten'),
      issue.status_quo === null ? null : key('key-now', 'status quo'),
      first && issue.forecasts.some((one, i) => i > 0 && one.baseline && !isStatusQuo(one)) ? key('key-rule', 'simple rule') : null,
    ],
    data: first ? null : figuresTable(report, issue),
  });
}
