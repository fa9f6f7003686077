/** Every model of the run on the scale of one issue, from the one that ends lowest to the one that ends highest. */

import * as Plot from '@observablehq/plot';

import { grainOf, number } from '../numbers.ts';
import type { Issue, Report } from '../summary.ts';
import { chart, key, plot } from './chart.ts';
import { landmarks } from './landmarks.ts';
import { figuresTable } from './outcome.ts';
import { isStatusQuo, type Layout, NARROW, rowMarks, rowOf, scaleOf, statusQuo, TOP } from './rows.ts';

function layoutOf(width: number): Layout {
  const narrow = width < NARROW;
  return narrow ? { width, narrow, from: 6, to: width - 6 } : { width, narrow, from: Math.min(244, 0.3 * width), to: width - 104 };
}

function draw(report: Report, issue: Issue, width: number): SVGElement {
  const layout = layoutOf(width);
  const rows = issue.forecasts.map((forecast, i) => rowOf(report, issue, forecast, i)).filter((row) => !isStatusQuo(row.forecast))
    .sort((a, b) => a.forecast.mean.value - b.forecast.mean.value);
  const placed = rowMarks(rows, layout, TOP + 4);
  const bottom = placed.bottom + 6;
  const scale = landmarks(issue, scaleOf(issue, layout), layout.from, layout.to, [0, width]);
  return plot({
    width, height: bottom + scale.height, marginLeft: layout.from, marginRight: width - layout.to, marginTop: 0, marginBottom: 0,
    x: { domain: [issue.scale.low, issue.scale.high], axis: null }, y: { type: 'identity', axis: null },
    marks: [Plot.ruleX(issue.scale.anchors, { x: 'at', y1: TOP - 4, y2: bottom, stroke: 'var(--line)' }),
      ...statusQuo(issue, layout, bottom), ...placed.marks, scale.mark(bottom)],
  });
}

export function modelsChart(report: Report, issue: Issue): HTMLElement {
  const sorted = issue.forecasts.filter((one) => !isStatusQuo(one)).sort((a, b) => a.mean.value - b.mean.value);
  const place = (at: number) => {
    const one = sorted.at(at)!;
    return `${number(one.mean.value, grainOf(issue, one.mean.error))} (${report.modelTitle(one.model)})`;
  };
  return chart({
    title: 'Where each model ends',
    message: sorted.length < 2 ? 'Only one model has something to say.' : `On average from ${place(0)} to ${place(-1)}.`,
    draw: (width) => draw(report, issue, width),
    legend: [key('key-dot', 'average'), key('key-half', 'half of the draws'), key('key-most', 'nine draws in ten'), issue.status_quo === null ? null : key('key-now', 'status quo'),
      key('key-model-lead', 'lead model'), key('key-model-other', 'other model'), key('key-model-rule', 'simple rule')],
    data: figuresTable(report, issue),
  });
}
