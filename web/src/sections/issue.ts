/** One issue: its outcome, its landmarks, how every model with rounds gets there, and who gives way to whom. */

import { bandsFigure } from '../charts/bands.ts';
import { fansChart } from '../charts/fans.ts';
import { outcomeChart } from '../charts/outcome.ts';
import { pullsChart } from '../charts/pulls.ts';
import { shiftsChart } from '../charts/shifts.ts';
import { togetherChart } from '../charts/together.ts';
import { type Child, h, slug } from '../dom.ts';
import type { Course, Issue, Report } from '../summary.ts';
import { tabs } from '../tabs.ts';
import { dispute, grounds } from './grounds.ts';
import { type Section, section } from './section.ts';

function course(report: Report, issue: Issue, one: Course): Child[] {
  return [h('p', { class: 'words' }, one.words), fansChart(report, issue, one), pullsChart(report, issue, one),
    shiftsChart(report, issue, one), togetherChart(report, issue, one)];
}

function bargaining(report: Report, issue: Issue): Child {
  if (issue.courses.length === 0) {
    return h('p', { class: 'note' }, 'No model of this run bargains in rounds, so there is no course of positions to show.');
  }
  const panels = issue.courses.map((one) => ({ title: report.modelTitle(one.model), content: course(report, issue, one) }));
  return [h('h3', { id: `issue-${slug(issue.id)}-bargaining` }, 'How it gets there'),
    panels.length === 1 ? h('div', {}, h('p', { class: 'note' }, `Model: ${panels[0]!.title}`), panels[0]!.content)
      : tabs(`course-${slug(issue.id)}`, `Model shown for ${issue.name}`, panels)];
}

export function issueSection(report: Report, issue: Issue, at: number, of: number): Section {
  const lead = issue.forecasts[0];
  const [first, ...others] = issue.words;
  const words = [h('p', { class: 'lead-words' }, first ?? ''), ...others.map((one) => h('p', { class: 'words' }, one))];
  const forecast: Child = lead === undefined ? null : [outcomeChart(report, issue, false),
    h('p', { class: 'onward' }, h('a', { href: '#models' }, 'Why the models differ, and how they have scored')), bandsFigure(report, issue), bargaining(report, issue)];
  const scale = issue.because.length === 0 && issue.disputed === '' ? null
    : h('div', { class: 'scale-grounds' }, h('h3', {}, 'Where the scale comes from'), issue.because.length === 0 ? null : grounds(report, issue.because), dispute(issue.disputed));
  return section(`issue-${slug(issue.id)}`, issue.name, [words, forecast, scale], { kicker: of > 1 ? `Issue ${at + 1} of ${of}` : 'The issue', group: 'Forecasts' });
}
