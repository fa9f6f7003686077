/** The first screen: the question, the answer in words and one picture, how sure, and what simple rules say. */

import { outcomeChart } from '../charts/outcome.ts';
import { type Child, figureOf, h, slug } from '../dom.ts';
import { count, date } from '../numbers.ts';
import type { Issue, Report, Summary } from '../summary.ts';
import { counted } from '../text.ts';

/** @param words sentences of the headline that are about the run and not about the issue. */
function partialBanner({ run }: Summary, words: string[]): HTMLElement | null {
  if (!run.partial && run.draws_invalid === 0 && words.length === 0) {
    return null;
  }
  const parts = [
    ...words,
    run.partial && words.length === 0 ? `The run was interrupted after ${count(run.draws)} of ${count(run.draws_asked)} draws.` : '',
    run.draws_invalid > 0 ? `${count(run.draws_invalid)} ${run.draws_invalid === 1 ? 'draw' : 'draws'} gave a number that is not finite and ${run.draws_invalid === 1 ? 'was' : 'were'} left out.` : '',
  ];
  return h('p', { class: 'banner', role: 'note' }, h('strong', {}, run.partial ? 'Partial run. ' : 'Note. '), parts.filter((part) => part !== '').join(' '));
}

function facts({ scenario, run, warnings = [] }: Summary): HTMLElement {
  const list: Child[] = [
    scenario.origin === '' ? null : h('li', {}, 'As of ', h('time', { datetime: scenario.origin }, date(scenario.origin))),
    scenario.end === '' ? null : h('li', {}, 'Looks ahead to ', h('time', { datetime: scenario.end }, date(scenario.end))),
    h('li', {}, figureOf('run.draws', run.draws, count(run.draws)), run.draws === 1 ? ' draw' : ' draws'),
    h('li', {}, 'Seed ', figureOf('run.seed', run.seed, String(run.seed))),
    warnings.length === 0 ? null : h('li', {}, h('a', { href: '#known' }, `${counted(warnings.length, 'warning')} on its figures`)),
  ];
  return h('ul', { class: 'facts' }, list);
}

/** What the sentences after the second compare the lead model with. */
function besideWhat(issue: Issue | undefined): string {
  const others = issue?.forecasts.slice(1) ?? [];
  const rules = others.some((one) => one.baseline);
  const models = others.some((one) => !one.baseline);
  return `Beside ${rules && models ? 'simple rules and other models' : models ? 'other models' : 'simple rules'}`;
}

/** The sentences after the first, each under what it answers, and those of the system between. */
function restOfWords(words: string[], issue: Issue | undefined, system: Child): Child[] {
  const titles = ['How sure', besideWhat(issue)];
  const [sure, ...others] = words;
  return [
    sure === undefined ? null : h('div', { class: 'answer' }, h('h2', { class: 'answer-title' }, titles[0]!), h('p', {}, sure)),
    system,
    others.length === 0 ? null : h('div', { class: 'answer' }, h('h2', { class: 'answer-title' }, titles[1]!), others.map((one) => h('p', {}, one))),
  ];
}

/** What the system says first, each with a link to where it is told in full. */
function systemWords({ system }: Summary): Child {
  const answer = (title: string, text: string, id: string, more: string) => (text === '' ? null
    : h('div', { class: 'answer' }, h('h2', { class: 'answer-title' }, title), h('p', {}, text, ' ', h('a', { href: `#${id}` }, more))));
  return system === null ? null : [answer('What would change it', system.words.what_if, 'what-ifs', 'All what-ifs'),
    answer('What may happen', system.words.questions, 'questions', 'All questions')];
}

/** Links to what a full run says of its own forecasts. */
function furtherOn({ analysis }: Summary): Child[] {
  const links: [boolean, string, string][] = [[(analysis?.why ?? []).length > 0, 'why', 'What made it'], [(analysis?.flips ?? []).length > 0, 'flips', 'What would flip it']];
  return links.filter(([there]) => there).map(([, id, words]) => [' · ', h('a', { href: `#${id}` }, words)]);
}

export function firstScreen(report: Report): HTMLElement {
  const { summary } = report;
  const { scenario, headline } = summary;
  const issue = summary.issues.find((one) => one.id === headline.issue);
  const asks = scenario.question !== '';
  const about = issue === undefined ? headline.words.length : issue.words.length;
  const ofSystem = Object.values(summary.system?.words ?? {}).filter((one) => one !== '').length;
  return h('header', { class: 'first', id: 'top' },
    h('div', { class: 'first-head' },
      asks ? h('p', { class: 'scenario-title' }, scenario.title) : null,
      h('h1', {}, asks ? scenario.question : scenario.title),
      facts(summary), partialBanner(summary, headline.words.slice(about + ofSystem))),
    h('p', { class: 'headline' }, headline.words[0] ?? ''),
    h('div', { class: 'first-picture' }, issue === undefined || issue.forecasts.length === 0 ? null : outcomeChart(report, issue, true)),
    h('div', { class: 'first-words' },
      restOfWords(headline.words.slice(1, about), issue, systemWords(summary)),
      issue === undefined ? null : h('p', { class: 'onward' }, h('a', { href: `#issue-${slug(issue.id)}` }, 'See this forecast in full'), furtherOn(summary))));
}
