/** Why something is as stated: links to sources, and judgements, which look different from them. */

import { type Child, h, slug } from '../dom.ts';
import type { Because, Report } from '../summary.ts';

/** Address on this page of a source in the list of sources. */
export function sourceAnchor(id: string): string {
  return `source-${slug(id)}`;
}

function one(report: Report, because: Because): Child {
  if (because.source === '') {
    return h('span', { class: 'judgement' }, h('span', { class: 'tag tag-judgement' }, 'Judgement'), ' ', because.judgement);
  }
  const known = report.summary.sources.some((source) => source.id === because.source);
  const name = known ? h('a', { href: `#${sourceAnchor(because.source)}` }, because.source) : because.source;
  return h('span', { class: 'cited' }, name, because.place === '' ? '' : ` ${because.place}`, because.judgement === '' ? '' : ` (${because.judgement})`);
}

/** The grounds of one thing; says so where there are none. */
export function grounds(report: Report, because: Because[]): HTMLElement {
  if (because.length === 0) {
    return h('span', { class: 'tag tag-none' }, 'No ground stated');
  }
  return h('ul', { class: 'grounds' }, because.map((reason) => h('li', {}, one(report, reason))));
}

/** A remark that something is disputed; nothing where it is not. */
export function dispute(text: string): HTMLElement | null {
  return text === '' ? null : h('p', { class: 'dispute' }, h('span', { class: 'tag tag-disputed' }, 'Disputed'), ' ', text);
}
