/** The first screen: the question, the answer in words and one picture, how sure, and what simple rules say. */

import { outcomeChart } from '../charts/outcome.ts';
import { type Child, figureOf, h, slug } from '../dom.ts';
import { count, date } from '../numbers.ts';
import type { Report, Summary } from '../summary.ts';

function partialBanner({ run }: Summary): HTMLElement | null {
  if (!run.partial && run.draws_invalid === 0) {
    return null;
  }
  const parts = [
    run.partial ? `This run was interrupted after ${count(run.draws)} of ${count(run.draws_asked)} draws: its figures are less certain than planned.` : '',
    run.draws_invalid > 0 ? `${count(run.draws_invalid)} ${run.draws_invalid === 1 ? 'draw' : 'draws'} gave a number that is not finite and ${run.draws_invalid === 1 ? 'was' : 'were'} left out.` : '',
  ];
  return h('p', { class: 'banner', role: 'note' }, h('strong', {}, run.partial ? 'Partial run. ' : 'Note. '), parts.filter((part) => part !== '').join(' '));
}

function facts({ scenario, run }: Summary): HTMLElement {
  const list: Child[] = [
    scenario.origin === '' ? null : h('li', {}, 'As of ', h('time', { datetime: scenario.origin }, date(scenario.origin))),
    scenario.end === '' ? null : h('li', {}, 'Looks ahead to ', h('time', { datetime: scenario.end }, date(scenario.end))),
    h('li', {}, figureOf('run.draws', run.draws, count(run.draws)), run.draws === 1 ? ' draw' : ' draws'),
    h('li', {}, 'Seed ', figureOf('run.seed', run.seed, String(run.seed))),
  ];
  return h('ul', { class: 'facts' }, list);
}

/** The sentences after the first, each under what it answers. */
function restOfWords(words: string[]): Child[] {
  const titles = ['How sure', 'Beside simple rules and other models'];
  const [sure, ...others] = words;
  return [
    sure === undefined ? null : h('div', { class: 'answer' }, h('h2', { class: 'answer-title' }, titles[0]!), h('p', {}, sure)),
    others.length === 0 ? null : h('div', { class: 'answer' }, h('h2', { class: 'answer-title' }, titles[1]!), others.map((one) => h('p', {}, one))),
  ];
}

export function firstScreen(report: Report): HTMLElement {
  const { summary } = report;
  const { scenario, headline } = summary;
  const issue = summary.issues.find((one) => one.id === headline.issue);
  const asks = scenario.question !== '';
  return h('header', { class: 'first', id: 'top' },
    h('div', { class: 'first-head' },
      asks ? h('p', { class: 'scenario-title' }, scenario.title) : null,
      h('h1', {}, asks ? scenario.question : scenario.title),
      facts(summary), partialBanner(summary)),
    h('p', { class: 'headline' }, headline.words[0] ?? ''),
    h('div', { class: 'first-picture' }, issue === undefined || issue.forecasts.length === 0 ? null : outcomeChart(report, issue, true)),
    h('div', { class: 'first-words' },
      restOfWords(headline.words.slice(1)),
      issue === undefined ? null : h('p', { class: 'onward' }, h('a', { href: `#issue-${slug(issue.id)}` }, 'See this forecast in full'))));
}
