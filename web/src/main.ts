/** Builds the page from the summary that stands in it. */

import { watchPrinting } from './charts/chart.ts';
import { h } from './dom.ts';
import { openAround } from './open.ts';
import { coalitionsSection } from './sections/analysis/coalitions.ts';
import { flipsSection } from './sections/analysis/flips.ts';
import { hangsSection } from './sections/analysis/hangs.ts';
import { leverageSection } from './sections/analysis/leverage.ts';
import { whySection } from './sections/analysis/why.ts';
import { beliefSection } from './sections/belief.ts';
import { claimsSection } from './sections/claims.ts';
import { contents, followReading } from './sections/contents.ts';
import { fearSection } from './sections/fear.ts';
import { firstScreen } from './sections/first.ts';
import { actorsSection, disputesSection, notesSection, notUsedSection, sourcesSection } from './sections/ground.ts';
import { inputsSection } from './sections/inputs.ts';
import { issueSection } from './sections/issue.ts';
import { leashSection } from './sections/leash.ts';
import { limitsSection, methodSection, provenanceSection } from './sections/method.ts';
import { modelsSection } from './sections/models.ts';
import { partsSection } from './sections/parts.ts';
import { questionsSection } from './sections/questions.ts';
import { scoresSection } from './sections/scores.ts';
import type { Section } from './sections/section.ts';
import { timelineSection } from './sections/timeline.ts';
import { whatIfsSection } from './sections/whatifs.ts';
import { makeReport, type Report, type Summary } from './summary.ts';

/** The schema of summary.json that this page reads. */
const SCHEMA = 1;

/** Sections of the strategic system, where there is one. */
const OF_SYSTEM = [questionsSection, whatIfsSection, claimsSection, scoresSection, timelineSection, beliefSection, leashSection, fearSection, partsSection];

/** Sections of what a full run finds out about its own forecasts. */
const OF_ANALYSIS = [whySection, hangsSection, flipsSection, leverageSection, coalitionsSection];

function sectionsOf(report: Report): Section[] {
  const { issues, system, analysis } = report.summary;
  return [...issues.map((issue, at) => issueSection(report, issue, at, issues.length)), modelsSection(report),
    ...(system === null ? [] : OF_SYSTEM.map((make) => make(report, system))),
    ...(analysis ? OF_ANALYSIS.map((make) => make(report, analysis)) : []),
    inputsSection(report), disputesSection(report), actorsSection(report), notUsedSection(report), notesSection(report), sourcesSection(report),
    methodSection(report), limitsSection(report), provenanceSection(report)].filter((one): one is Section => one !== null);
}

function build(summary: Summary): Node[] {
  const report = makeReport(summary);
  const sections = sectionsOf(report);
  const nav = contents(sections);
  followReading(nav, sections);
  const about = summary.scenario.summary === '' ? null
    : h('section', { class: 'about', 'aria-labelledby': 'about-title' }, h('h2', { id: 'about-title' }, 'The situation'), h('p', {}, summary.scenario.summary));
  return [h('a', { class: 'skip', href: '#content' }, 'Skip to the forecasts'),
    firstScreen(report),
    h('div', { class: 'body' }, nav, h('main', { id: 'content', tabindex: -1 }, about, sections.map((one) => one.element))),
    h('footer', {}, h('p', {}, `Made by suasion ${summary.suasion}. This file is complete in itself: it loads nothing and sends nothing.`))];
}

function start(): void {
  const root = document.getElementById('page')!;
  const summary = JSON.parse(document.getElementById('suasion-summary')!.textContent ?? 'null') as Summary | null;
  if (summary === null || summary.schema !== SCHEMA) {
    const what = summary === null ? 'This page holds no run yet.' : `This page reads summaries of schema ${SCHEMA}, not ${summary.schema}.`;
    root.replaceChildren(h('main', { class: 'empty' }, h('h1', {}, 'No report'), h('p', {}, what)));
    return;
  }
  watchPrinting();
  root.replaceChildren(...build(summary));
  openAround();
}

start();
