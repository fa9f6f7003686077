/** Where an issue ends: the draws of the lead model as a histogram, and every model on the same scale below it. */

import * as Plot from '@observablehq/plot';

import { figureOf, s, table } from '../dom.ts';
import { flush, placeLabels } from '../labels.ts';
import { grainOf, number } from '../numbers.ts';
import { type Forecast, type Issue, isFixed, quantile, type Report } from '../summary.ts';
import { counted, FONT_SIZE, LINE, width as textWidth, wrap, wrapInto } from '../text.ts';
import { chart, colourOf, HALO, key, plot } from './chart.ts';
import { landmarks } from './landmarks.ts';

/** Below this width names stand above their rows instead of beside them, pixels. */
const NARROW = 560;
/** Room for "status quo 35" above the histogram, pixels. */
const TOP = 24;

interface Row {
  name: string;
  value: string;
  forecast: Forecast;
  colour: string;
  lead: boolean;
}

interface Layout {
  width: number;
  narrow: boolean;
  from: number;
  to: number;
  /** Bottom of the histogram, pixels. */
  base: number;
}

function layoutOf(width: number, tall: boolean, beside: boolean): Layout {
  const narrow = width < NARROW || !beside;
  const from = narrow ? 6 : 204;
  return { width, narrow, from, to: width - (narrow ? 6 : 104), base: TOP + (tall ? (width < NARROW ? 130 : 190) : width < NARROW ? 100 : 130) };
}

function scaleOf(issue: Issue, { from, to }: Layout): (value: number) => number {
  const { low, high } = issue.scale;
  return (value) => from + ((value - low) / (high - low)) * (to - from);
}

/** "38–56", or "always 47". */
function span(issue: Issue, forecast: Forecast): string {
  const by = grainOf(issue, forecast.mean.error);
  return isFixed(forecast) ? 'always' : `${number(quantile(forecast, 0.05), by)}–${number(quantile(forecast, 0.95), by)}`;
}

function bins(forecast: Forecast, layout: Layout): Plot.Markish {
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

function statusQuo(issue: Issue, layout: Layout, bottom: number): Plot.Markish[] {
  if (issue.status_quo === null) {
    return [];
  }
  const { mean, q05, q95 } = issue.status_quo;
  const label = `status quo ${number(mean, grainOf(issue))}`;
  const x = scaleOf(issue, layout)(mean);
  const half = textWidth(label) / 2 + 2;
  const middle = Math.max(half, Math.min(x, layout.width - half));
  return [
    q95 > q05 ? Plot.rect([0], { x1: q05, x2: q95, y1: TOP - 4, y2: bottom, fill: 'var(--now)', fillOpacity: 0.1 }) : null,
    Plot.ruleX([mean], { y1: TOP - 6, y2: bottom, stroke: 'var(--now)', strokeWidth: 1.5, strokeDasharray: '4 3' }),
    Plot.text([label], { x: mean, y: TOP - 14, dx: middle - x, text: (d) => d, fill: 'var(--now)', fontWeight: 600 }),
  ].filter((mark) => mark !== null);
}

/** Average, half of the draws and nine draws in ten on one line. */
function interval(row: Row, y: number): Plot.Markish[] {
  const q = (level: number) => quantile(row.forecast, level);
  return [
    Plot.link([0], { x1: q(0.05), x2: q(0.95), y1: y, y2: y, stroke: row.colour, strokeWidth: row.lead ? 2 : 1.5 }),
    Plot.link([0], { x1: q(0.25), x2: q(0.75), y1: y, y2: y, stroke: row.colour, strokeWidth: row.lead ? 7 : 5 }),
    Plot.dot([0], { x: row.forecast.mean.value, y, r: row.lead ? 5.5 : 4.5, fill: 'var(--paper)', stroke: row.colour, strokeWidth: 2.5 }),
  ];
}

/** Rows with their names; returns the marks and where the next row would start. */
function rowMarks(rows: Row[], layout: Layout, top: number): { marks: Plot.Markish[]; bottom: number } {
  const marks: Plot.Markish[] = [];
  let y = top;
  const write = (text: string, x: number, at: number, anchor: 'start' | 'end', options: Plot.TextOptions) =>
    marks.push(() => s('text', { x, y: at, 'text-anchor': anchor, 'dominant-baseline': 'central', fill: String(options.fill), 'font-weight': options.fontWeight as number, ...HALO }, text));
  for (const row of rows) {
    const weight = row.lead ? 600 : 400;
    if (layout.narrow) {
      const name = wrapInto(row.name, layout.width - textWidth(row.value, 12, 600) - 24, 1, FONT_SIZE, weight)[0] ?? '';
      write(name, 0, y + 8, 'start', { fill: 'var(--ink-2)', fontWeight: weight });
      write(row.value, layout.width, y + 8, 'end', { fill: 'var(--ink)', fontWeight: weight });
      marks.push(...interval(row, y + 24));
      y += 38;
    } else {
      const lines = wrapInto(row.name, layout.from - 24, 2, FONT_SIZE, weight);
      const middle = y + (lines.length > 1 ? 16 : 11);
      lines.forEach((line, i) => write(line, 0, middle + (i - (lines.length - 1) / 2) * 14, 'start', { fill: 'var(--ink-2)', fontWeight: weight }));
      write(row.value, layout.width, middle, 'end', { fill: 'var(--ink)', fontWeight: weight });
      marks.push(...interval(row, middle));
      y += lines.length > 1 ? 34 : 24;
    }
  }
  return { marks, bottom: y };
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

function rowOf(report: Report, issue: Issue, forecast: Forecast, index: number): Row {
  const by = grainOf(issue, forecast.mean.error);
  return {
    name: report.modelTitle(forecast.model), value: `${number(forecast.mean.value, by)} (${span(issue, forecast)})`,
    forecast, colour: colourOf(index, forecast.baseline), lead: index === 0,
  };
}

function isStatusQuo(forecast: Forecast): boolean {
  return forecast.model === 'status-quo';
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

function figuresTable(report: Report, issue: Issue): HTMLElement {
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
